package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.tallyhybrid.settings.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns what the validator found into sentences for the person who edits the file.
 *
 * <p>Most read "value, reason; give what is allowed". A place gets one sentence however many keywords refuse it.
 */
final class SchemaProblems {

    /** Which keyword tells most about a value that several refuse. */
    private static final List<String> TELLING = List.of("type", "maxLength", "not", "format");

    /** What editors say too, of text where a list should stand. */
    static final String A_LIST_HAS_DASHES = ". A list has a dash in front of each entry";

    /** What editors say too. */
    static final String CURLY_QUOTES = "has the curly quotes of a word processor; type straight ones";

    private static final String LEAVE_OUT = ", or leave the key out";
    private static final Pattern CURLY_QUOTE = Pattern.compile("[\u2018-\u201F]");

    private final FieldRules rules;
    private final UnknownKeys unknownKeys;
    private final YamlDocument document;
    private final Map<JsonPointer, Error> errors = new LinkedHashMap<>();

    SchemaProblems(FieldRules rules, YamlDocument document, List<Error> found) {
        this.rules = rules;
        this.unknownKeys = new UnknownKeys(rules.root());
        this.document = document;
        found.forEach(error -> errors.merge(place(error), error, SchemaProblems::moreTelling));
    }

    /** Every place that the schema refuses. */
    Set<JsonPointer> refused() {
        return errors.keySet();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<JsonPointer> misspelt = misspelt();
        errors.forEach((at, error) -> {
            // The unknown key's own message names the missing one already.
            if (!misspelt.contains(at)) {
                findings.add(new Finding(at, sentence(at, error)));
            }
        });
        return findings;
    }

    private static JsonPointer place(Error error) {
        JsonPointer at = JsonPointer.compile(error.getInstanceLocation().toString());
        return isAboutKey(error) ? at.appendProperty(error.getProperty()) : at;
    }

    private static boolean isAboutKey(Error error) {
        return isMissing(error) || isUnknown(error);
    }

    private static boolean isMissing(Error error) {
        return error.getKeyword().equals("required");
    }

    private static boolean isUnknown(Error error) {
        return error.getKeyword().equals("additionalProperties");
    }

    private static Error moreTelling(Error one, Error other) {
        return rank(other) < rank(one) ? other : one;
    }

    private static int rank(Error error) {
        int rank = TELLING.indexOf(error.getKeyword());
        return rank < 0 ? TELLING.size() : rank;
    }

    /** The missing keys that an unknown key beside them was meant to be. */
    private Set<JsonPointer> misspelt() {
        Set<JsonPointer> misspelt = new HashSet<>();
        errors.forEach((at, error) -> {
            if (isUnknown(error)) {
                unknownKeys
                        .meant(error.getProperty(), rules.definition(error), error.getInstanceNode())
                        .ifPresent(key -> misspelt.add(at.head().appendProperty(key)));
            }
        });
        return misspelt;
    }

    private String sentence(JsonPointer at, Error error) {
        JsonNode definition = rules.definition(error);
        if (isUnknown(error)) {
            return unknownKeys.sentence(error.getProperty(), definition, error.getInstanceNode());
        }
        if (isMissing(error)) {
            return "missing; give " + FieldRules.allowed(rules.property(definition, error.getProperty()));
        }
        String mend = "; give " + FieldRules.allowed(definition);
        if (isEmpty(error.getInstanceNode())) {
            boolean told = mend.contains(LEAVE_OUT);
            return "no value stands here" + mend + (rules.isOptional(error) && !told ? LEAVE_OUT : "");
        }
        return reason(at, error) + mend + asList(at, error);
    }

    /** Shows how a list is written to who wrote its one entry in its place. */
    private String asList(JsonPointer at, Error error) {
        boolean wantsList = error.getKeyword().equals("type")
                && error.getSchemaNode().asText().equals("array");
        if (!wantsList) {
            return "";
        }
        JsonNode value = error.getInstanceNode();
        String key = rules.definition(error).at("/items/properties").has("name") ? "name: " : "";
        return value.isContainerNode()
                ? A_LIST_HAS_DASHES + ": put '- ' before the first key"
                : A_LIST_HAS_DASHES
                        + ": '- %s%s' on a line of its own".formatted(key, Printable.text(document.raw(at)));
    }

    private String reason(JsonPointer at, Error error) {
        JsonNode value = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "type" -> wrongType(at, value, error.getSchemaNode().asText());
            case "format" ->
                shown(at, value)
                        + FieldFormats.refusal(error.getSchemaNode().asText(), value.asText())
                                .map(refusal -> " " + refusal)
                                .orElse(" is not allowed");
            case "maxLength" ->
                "%s, which has %s characters, is longer than %s characters"
                        .formatted(
                                shown(at, value),
                                document.raw(at).length(),
                                error.getSchemaNode().asText());
            case "uniqueItems" -> "the list names a value twice";
            case "minProperties" -> "no key stands below it";
            case "maxProperties" -> "%s keys stand below it".formatted(value.size());
            default -> value.isArray() ? count(value.size()) : shown(at, value) + " " + notAllowed(at, error);
        };
    }

    private String notAllowed(JsonPointer at, Error error) {
        return CURLY_QUOTE.matcher(document.raw(at)).find()
                ? CURLY_QUOTES
                : FieldRules.because(error).orElse("is not allowed");
    }

    private String wrongType(JsonPointer at, JsonNode value, String expected) {
        if (value.isContainerNode()) {
            return value.isArray() ? "a list stands here" : "keys stand here";
        }
        if (value.isNumber() && expected.equals("integer")) {
            return shown(at, value)
                    + " "
                    + YamlNumber.otherThanWritten(document.raw(at)).orElse("is not a whole number");
        }
        if (expected.equals("integer") && value.asText().matches("[0-9]+")) {
            return shown(at, value) + " " + digitsAsText(document.raw(at), document.isPlain(at));
        }
        if (value.isBoolean() && expected.equals("string")) {
            return "%s stands without quotes, which makes it the truth value %s; put it in quotes"
                    .formatted(shown(at, value), value);
        }
        String kind = value.isNumber() ? "a number" : value.isBoolean() ? "a truth value" : "text";
        String spaced = expected.equals("object") && YamlMistake.lacksSpace(document.raw(at))
                ? " because no space stands behind its colon"
                : "";
        return "%s is %s, not %s%s".formatted(shown(at, value), kind, wanted(expected), spaced);
    }

    private static String digitsAsText(String digits, boolean plain) {
        if (!plain) {
            return "stands in quotes, which makes it text";
        }
        return digits.startsWith("0")
                ? "is no number to YAML, because 0 stands in front"
                : "has more digits than a number of YAML can have";
    }

    private static String wanted(String type) {
        return switch (type) {
            case "integer" -> "a number";
            case "array" -> "a list";
            case "object" -> "a group of keys";
            default -> "text";
        };
    }

    /** YAML reads a key with nothing behind it as null or as empty text. */
    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isTextual() && value.asText().isEmpty();
    }

    private static String count(int entries) {
        return switch (entries) {
            case 0 -> "the list is empty";
            case 1 -> "the list has 1 entry";
            default -> "the list has %s entries".formatted(entries);
        };
    }

    private String shown(JsonPointer at, JsonNode value) {
        String raw = Printable.text(document.raw(at));
        return value.isTextual() ? "'" + raw + "'" : raw;
    }
}
