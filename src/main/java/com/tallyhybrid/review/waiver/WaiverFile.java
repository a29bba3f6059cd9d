package com.tallyhybrid.review.waiver;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the file with waivers, and says everything that is wrong with it at once. */
public final class WaiverFile {

    private static final int LONGEST_DAYS = 90;
    private static final String ENTRIES = "waivers";

    private final String name;
    private final LocalDate today;
    private final List<Waiver> good = new ArrayList<>();
    private final List<WaiverProblem> problems = new ArrayList<>();

    private WaiverFile(String name, LocalDate today) {
        this.name = name;
        this.today = today;
    }

    /**
     * Reads the waivers that count on a day.
     *
     * @param file the file, which must exist
     * @param today the day of the review
     * @throws UnreadableWaivers if the file is not one document that says everything itself
     */
    public static Waivers read(Path file, LocalDate today) {
        // One spelling of paths in messages, on Windows too.
        var reading = new WaiverFile(file.toString().replace('\\', '/'), today);
        reading.readText(file);
        return new Waivers(reading.name, reading.good, reading.problems);
    }

    private void readText(Path file) {
        try {
            // Windows editors put a mark before UTF-8.
            String text = Files.readString(file).replaceFirst("^\uFEFF", "");
            WaiverDocument document = WaiverDocument.parse(text);
            if (document.root() != null) {
                readEntries(document);
            }
        } catch (UnreadableWaivers | YAMLException | StackOverflowError unreadable) {
            throw new UnreadableWaivers("cannot read the waivers in %s: %s"
                    .formatted(
                            name,
                            unreadable.getMessage() == null
                                    ? "values stand too deep in each other"
                                    : unreadable.getMessage().lines().collect(Collectors.joining(" "))));
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            refuse(
                    line,
                    "this is not YAML: "
                            + malformed.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (CharacterCodingException foreign) {
            refuse(0, "the file is not UTF-8 text; save it with the encoding UTF-8");
        } catch (IOException denied) {
            refuse(0, "the file cannot be read; check the path and its permissions");
        }
    }

    private void readEntries(WaiverDocument document) {
        List<WaiverSchema.Refusal> refusals = new WaiverSchema().refusals(document.values());
        refusals.forEach(refusal -> refuse(document.line(refusal.at()), refusal.text()));
        Set<JsonPointer> bad = refusals.stream()
                .map(refusal -> JsonPointer.valueOf(entry(refusal.at())))
                .collect(Collectors.toSet());
        Map<Waiver.Target, Integer> seen = new LinkedHashMap<>();
        JsonNode entries = document.values().path(ENTRIES);
        for (int i = 0; i < entries.size(); i++) {
            JsonPointer at = JsonPointer.compile("/" + ENTRIES + "/" + i);
            if (!bad.contains(at)) {
                readEntry(document.line(at), entries.get(i), seen);
            }
        }
    }

    /** The first two steps of a place: the entry in which it stands. */
    private static String entry(JsonPointer at) {
        return at.toString().replaceFirst("^(/[^/]*/[^/]*).*$", "$1");
    }

    private void readEntry(int line, JsonNode entry, Map<Waiver.Target, Integer> seen) {
        var target = new Waiver.Target(
                entry.path("rule").asText(),
                entry.path("resource").asText(),
                text(entry.path("path")),
                text(entry.path("after")));
        Integer first = seen.putIfAbsent(target, line);
        if (first != null) {
            refuse(line, "the same finding as on line %s; keep one of the two".formatted(first));
            return;
        }
        date(line, entry.path("expires").asText())
                .ifPresent(expires -> good.add(new Waiver(
                        line,
                        target,
                        entry.path("reason").asText(),
                        entry.path("owner").asText(),
                        expires)));
    }

    private Optional<LocalDate> date(int line, String text) {
        LocalDate expires;
        try {
            expires = LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            refuse(line, "expires: '%s' is no day of the calendar".formatted(text));
            return Optional.empty();
        }
        LocalDate latest = today.plusDays(LONGEST_DAYS);
        if (expires.isBefore(today)) {
            refuse(line, "expired on %s. Decide again: withdraw the change, or give a new date".formatted(expires));
        } else if (expires.isAfter(latest)) {
            refuse(
                    line,
                    "expires: %s is more than %s days ahead; give %s at the latest"
                            .formatted(expires, LONGEST_DAYS, latest));
        } else {
            return Optional.of(expires);
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode value) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    private void refuse(int line, String text) {
        problems.add(new WaiverProblem(name, line, text));
    }
}
