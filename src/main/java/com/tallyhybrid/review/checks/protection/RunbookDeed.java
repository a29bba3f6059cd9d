package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.iam.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a step of a runbook does.
 *
 * @param kind how serious
 * @param service whose call it is, in lower case and without signs; empty where a script does not tell
 * @param call its name, likewise
 * @param words as people read it, such as {@code fsx DeleteFileSystem}
 */
record RunbookDeed(Kind kind, String service, String call, String words) {

    private static final List<Row> TABLE =
            DataFile.read(RunbookDeed.class, "runbook-deeds.yaml", new TypeReference<>() {});

    /** What it means for those who must be asked before. */
    enum Kind {
        /** Changes nothing. */
        READS,
        /** Starts a runbook of the same app, which asks for itself. */
        RELAYS,
        /** Makes or changes something. */
        ACTS,
        /** Gives rights, or an approval. */
        GIVES,
        /** Ends or deletes something, or stops what protects it. */
        DESTROYS,
        /** Does what no template tells. */
        UNREAD
    }

    /**
     * One row of the table.
     *
     * @param kind what such calls do
     * @param calls service and call with a colon between them; a star stands for any text
     */
    record Row(Kind kind, List<Glob> calls) {

        @JsonCreator
        static Row of(@JsonProperty("kind") Kind kind, @JsonProperty("calls") List<String> calls) {
            return new Row(kind, calls.stream().map(Glob::of).toList());
        }

        boolean fits(Glob name) {
            return calls.stream().anyMatch(call -> call.covers(name));
        }
    }

    /** The call of that name in any way of writing; nothing where the table knows no such call. */
    static Optional<RunbookDeed> of(String service, String call) {
        Glob name = Glob.of(plain(service) + ":" + plain(call));
        return TABLE.stream()
                .filter(row -> row.fits(name))
                .findFirst()
                .map(row -> new RunbookDeed(row.kind(), plain(service), plain(call), (service + " " + call).strip()));
    }

    /** What nobody can tell; two are one where the text is. */
    static RunbookDeed unread(String words, String text) {
        return new RunbookDeed(Kind.UNREAD, "", words + " " + text, words);
    }

    /** Whether both are one call; a script does not always tell the service. */
    boolean isLike(RunbookDeed other) {
        boolean sameService = service.isEmpty() || other.service.isEmpty() || service.equals(other.service);
        return kind == other.kind && sameService && call.equals(other.call);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
