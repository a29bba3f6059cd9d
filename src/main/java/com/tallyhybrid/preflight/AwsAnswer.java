package com.tallyhybrid.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer of AWS, or one element of a list in it. Only what {@link AwsRead} says may be read, and what is missing or of
 * another type than AWS publishes is {@link Untold}, without a word of the answer itself.
 */
final class AwsAnswer {

    private final AwsRead read;
    private final String prefix;
    private final JsonNode node;

    private AwsAnswer(AwsRead read, String prefix, JsonNode node) {
        this.read = read;
        this.prefix = prefix;
        this.node = node;
    }

    static AwsAnswer of(AwsRead read, JsonNode answer) {
        return new AwsAnswer(read, "", answer);
    }

    /** The elements of a list; none where AWS leaves an empty list out. */
    List<AwsAnswer> list(String member) {
        String path = prefix + member + "[].";
        if (read.members().stream().noneMatch(known -> known.startsWith(path))) {
            throw new IllegalStateException("%s does not say that it reads %s".formatted(read, path));
        }
        JsonNode list = node.path(member);
        if (!list.isArray() && !list.isMissingNode()) {
            throw odd(member);
        }
        var elements = new ArrayList<AwsAnswer>();
        for (JsonNode element : list) {
            if (!element.isObject()) {
                throw odd(member);
            }
            elements.add(new AwsAnswer(read, path, element));
        }
        return elements;
    }

    /** The same text member of every element. */
    List<String> texts(String list, String member) {
        return list(list).stream().map(element -> element.text(member)).toList();
    }

    /** A text that AWS always gives. */
    String text(String path) {
        return optional(path).orElseThrow(() -> odd(path));
    }

    /** A text that AWS may leave out. */
    Optional<String> optional(String path) {
        JsonNode value = at(path);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw odd(path);
        }
        return Optional.ofNullable(value.textValue());
    }

    /** Whether AWS gives the member at all. */
    boolean has(String path) {
        JsonNode value = at(path);
        return !value.isMissingNode() && !value.isNull();
    }

    /** Whether it is on; off where AWS leaves it out. */
    boolean flag(String path) {
        JsonNode value = at(path);
        if (!value.isBoolean() && !value.isMissingNode()) {
            throw odd(path);
        }
        return value.asBoolean(false);
    }

    /** A number that AWS always gives. */
    double number(String path) {
        JsonNode value = at(path);
        if (!value.isNumber()) {
            throw odd(path);
        }
        return value.asDouble();
    }

    private JsonNode at(String path) {
        if (!read.members().contains(prefix + path)) {
            throw new IllegalStateException("%s does not say that it reads %s".formatted(read, prefix + path));
        }
        JsonNode value = node;
        for (String member : path.split("\\.")) {
            value = value.path(member);
        }
        return value;
    }

    private Untold odd(String path) {
        return new Untold("AWS's answer to %s has no %s of the form that AWS publishes"
                .formatted(read.operation(), prefix + path));
    }
}
