package com.tallyhybrid.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.tallyhybrid.evidence.Control.Kind;
import com.tallyhybrid.settings.file.CheckedDocument;
import com.tallyhybrid.settings.file.InvalidSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the file in which people attest, and says everything that is wrong with it at once. */
final class AttestationsFile {

    private static final int LONGEST_WAIVER_DAYS = 366;
    private static final List<String> DAYS = List.of("on", "from", "until", "expires");
    private static final ObjectMapper RECORDS = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addDeserializer(LocalDate.class, new Day()))
            .build();

    private final String name;
    private final LocalDate today;
    private final Map<String, Kind> controls =
            Control.all().stream().collect(Collectors.toMap(Control::id, Control::kind));
    private final CheckedDocument document;
    private final List<String> problems = new ArrayList<>();

    private AttestationsFile(Path file, LocalDate today, CheckedDocument document) {
        this.name = shown(file);
        this.today = today;
        this.document = document;
    }

    /** A day as ISO 8601 writes it; the reader has looked at it before. */
    private static final class Day extends FromStringDeserializer<LocalDate> {

        private static final long serialVersionUID = 1L;

        Day() {
            super(LocalDate.class);
        }

        @Override
        protected LocalDate _deserialize(String text, DeserializationContext context) {
            return LocalDate.parse(text);
        }
    }

    /**
     * Reads the attestations that hold on a day.
     *
     * @param deployment whose they must be
     * @throws Refused with every problem of the file
     */
    static Attestations read(Path file, String deployment, LocalDate today) {
        try {
            var document =
                    CheckedDocument.of(shown(file), text(file), AttestationsFile.class, "attestations.schema.json");
            return new AttestationsFile(file, today, document).read(deployment);
        } catch (InvalidSettings refused) {
            throw new Refused(refused.problems().stream()
                    .map(problem -> shown(file) + ": " + problem)
                    .toList());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException foreign) {
            throw new Refused(List.of(shown(file) + ": the file is not UTF-8 text; save it with the encoding UTF-8"));
        } catch (IOException denied) {
            throw new Refused(List.of(shown(file) + ": there is no such file, or it cannot be opened; check the path"));
        }
    }

    private Attestations read(String deployment) {
        JsonNode values = document.values();
        String owner = values.path("deployment").asText();
        if (!owner.equals(deployment)) {
            refuse("/deployment", "these are the attestations of '%s', not of %s".formatted(owner, deployment));
        }
        values.properties().stream().filter(list -> list.getValue().isArray()).forEach(list -> {
            for (int i = 0; i < list.getValue().size(); i++) {
                entry("/" + list.getKey() + "/" + i, list.getValue().get(i));
            }
        });
        twice(values, "attestations", List.of("control"));
        twice(values, "waivers", List.of("control", "resource"));
        twice(values, "servers", List.of("server"));
        twice(values, "drills", List.of("drill"));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return new Attestations(
                list(values, "attestations", Attestations.Statement[].class),
                list(values, "gaps", Attestations.Gap[].class),
                list(values, "servers", Attestations.ServerSpan[].class),
                list(values, "waivers", Attestations.AcceptedFailure[].class),
                list(values, "drills", Attestations.DrillApproval[].class));
    }

    private static <T> List<T> list(JsonNode values, String key, Class<T[]> type) {
        try {
            JsonNode list = values.path(key);
            return list.isMissingNode() ? List.of() : List.of(RECORDS.treeToValue(list, type));
        } catch (JsonProcessingException mismatch) {
            throw new IllegalStateException("the schema accepts what the records cannot hold", mismatch);
        }
    }

    private void entry(String at, JsonNode entry) {
        if (DAYS.stream()
                .filter(entry::has)
                .map(key -> isDay(at, entry, key))
                .toList()
                .contains(false)) {
            return;
        }
        if (entry.has("from") && entry.has("until") && day(entry, "until").isBefore(day(entry, "from"))) {
            refuse(
                    at + "/until",
                    "%s is before %s, the first day".formatted(text(entry, "until"), text(entry, "from")));
        }
        if (at.startsWith("/servers/") && !entry.has("from") && !entry.has("until")) {
            refuse(at, "neither from nor until is given; give the day on which the server came or went");
        }
        if (at.startsWith("/attestations/")) {
            attestation(at, entry);
        }
        if (at.startsWith("/waivers/")) {
            waiver(at, entry);
        }
    }

    private void attestation(String at, JsonNode entry) {
        Kind kind = controls.get(text(entry, "control"));
        if (kind != Kind.OFFICE && kind != Kind.RUNNING) {
            refuse(at + "/control", unknown(entry, kind, "people attest OFFICE and RUNNING controls only"));
        }
        var statement = new Attestations.Statement("", "", day(entry, "on"), text(entry, "every"), "");
        if (statement.on().isAfter(today)) {
            refuse(at + "/on", "%s is after %s, the day of the pack".formatted(statement.on(), today));
        } else if (statement.until().isBefore(today)) {
            refuse(
                    at + "/on",
                    "said on %s and to be said anew every %s, so it ran out on %s; look again and give the new day, or take it out"
                            .formatted(statement.on(), statement.every(), statement.until()));
        }
    }

    private void waiver(String at, JsonNode entry) {
        Kind kind = controls.get(text(entry, "control"));
        if (kind != Kind.TEMPLATE && kind != Kind.ACCESS) {
            refuse(at + "/control", unknown(entry, kind, "TEMPLATE and ACCESS controls can be waived only"));
        }
        LocalDate expires = day(entry, "expires");
        LocalDate latest = today.plusDays(LONGEST_WAIVER_DAYS);
        if (expires.isBefore(today)) {
            refuse(
                    at + "/expires",
                    "expired on %s. Decide again: mend what fails, or give a new day".formatted(expires));
        } else if (expires.isAfter(latest)) {
            refuse(
                    at + "/expires",
                    "%s is more than %s days ahead; give %s at the latest"
                            .formatted(expires, LONGEST_WAIVER_DAYS, latest));
        }
    }

    private static String unknown(JsonNode entry, Kind kind, String otherwise) {
        return kind == null
                ? "there is no control '%s'; evidence.csv lists them".formatted(text(entry, "control"))
                : "'%s' is a control of kind %s, and %s".formatted(text(entry, "control"), kind, otherwise);
    }

    private boolean isDay(String at, JsonNode entry, String key) {
        try {
            day(entry, key);
            return true;
        } catch (DateTimeException none) {
            refuse(at + "/" + key, "'%s' is no day of the calendar".formatted(text(entry, key)));
            return false;
        }
    }

    private void twice(JsonNode values, String list, List<String> keys) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < values.path(list).size(); i++) {
            JsonNode entry = values.path(list).get(i);
            String key = keys.stream().map(each -> text(entry, each)).collect(Collectors.joining(" on "));
            if (!seen.add(key)) {
                refuse("/" + list + "/" + i, "a second entry for %s; keep one of the two".formatted(key));
            }
        }
    }

    private void refuse(String at, String text) {
        problems.add(name + ": " + document.problem(at, text));
    }

    private static LocalDate day(JsonNode entry, String key) {
        return LocalDate.parse(text(entry, key));
    }

    private static String text(JsonNode entry, String key) {
        return entry.path(key).asText();
    }

    /** One spelling of paths in messages, on Windows too. */
    static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }
}
