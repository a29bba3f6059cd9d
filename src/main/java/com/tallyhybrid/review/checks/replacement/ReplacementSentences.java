package com.tallyhybrid.review.checks.replacement;

import com.tallyhybrid.review.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/** What findings say to an administrator about a resource that goes or is made anew. */
final class ReplacementSentences {

    private ReplacementSentences() {}

    static String rebuilt(Replacement rebuild, TypeWords words, boolean nameStays) {
        RemovalOutcome survival = RemovalOutcome.whenReplaced(
                rebuild.change().before(), rebuild.change().after());
        return joined(
                "The %s %s: %s".formatted(words.noun(), how(rebuild), newForOld(survival)),
                rebuild.cause().map(ReplacementSentences::cause).orElse(""),
                quoted(rebuild.impact().because()),
                words.anew(),
                lost(survival, words),
                nameStays
                        ? "But it keeps its fixed name, and CloudFormation refuses to rebuild what has one, so the deploy"
                                + " fails until it gets another name."
                        : "");
    }

    static String renamed(String newLabel, RemovalOutcome survival, TypeWords words) {
        return joined(
                "For CloudFormation, %s is another %s: %s".formatted(newLabel, words.noun(), newForOld(survival)),
                words.anew(),
                lost(survival, words));
    }

    private static String how(Replacement rebuild) {
        if (rebuild.isCertain()) {
            return "would be rebuilt";
        }
        return rebuild.cause()
                        .filter(cause -> cause.by() == Replacement.By.EXPORT)
                        .isPresent()
                ? "would have to be rebuilt"
                : "may be rebuilt, depending on the values";
    }

    /** What goes with the old one; of what holds nothing, the new one does the same. */
    private static String lost(RemovalOutcome survival, TypeWords words) {
        return survival == RemovalOutcome.KEPT || words.rebuilt() != Severity.DANGER ? "" : words.gone();
    }

    static String deleted(RemovalOutcome survival, TypeWords words) {
        return switch (survival) {
            case KEPT ->
                ("The %s leaves the stack and stays in the account, billed and managed by nobody. If it has a fixed name, a"
                                + " later template that makes it again fails (\"already exists\").")
                        .formatted(words.noun());
            case SNAPSHOT -> joined("The %s would be deleted after a snapshot.".formatted(words.noun()), words.gone());
            case DELETED -> joined("The %s would be deleted.".formatted(words.noun()), words.gone());
        };
    }

    /** Advice on something that is to go and holds what would be missed. */
    static Optional<String> keep(RemovalOutcome survival, TypeWords words) {
        if (words.credential() && survival != RemovalOutcome.KEPT) {
            return words.instead();
        }
        return Optional.of(
                survival == RemovalOutcome.KEPT
                        ? "Keep it in the template. If it is meant to go, look at what it holds and delete it by hand."
                        : "Keep it in the template. If it is meant to go, deploy it with DeletionPolicy: Retain first, and"
                                + " delete it by hand once nobody misses it.");
    }

    static String quoted(String sentence) {
        return sentence.isEmpty() ? "" : "AWS says: \"%s\"".formatted(sentence);
    }

    static String joined(String... sentences) {
        return String.join(
                " ",
                Stream.of(sentences).filter(sentence -> !sentence.isEmpty()).toList());
    }

    private static String newForOld(RemovalOutcome survival) {
        return switch (survival) {
            case KEPT ->
                "a new one takes its place, and the old one stays in the account, billed and managed by nobody.";
            case SNAPSHOT -> "a new one takes its place, and the old one is deleted after a snapshot.";
            case DELETED -> "a new one takes its place, and the old one is deleted.";
        };
    }

    private static String cause(Replacement.Cause cause) {
        String uses = "It uses %s, which is made anew and so has another id.".formatted(cause.label());
        return switch (cause.by()) {
            case REFERENCE -> uses;
            case EXPORT ->
                joined(
                        uses,
                        "Between them stands an export, which CloudFormation refuses to change while it is in use: the"
                                + " deploy fails first.");
            case INPUT -> "It uses %s, which has changed.".formatted(cause.label());
        };
    }
}
