package com.tallyhybrid.review.rebuilt;

import java.util.Optional;
import java.util.stream.Stream;

/** What findings say to an administrator about a resource that goes or is made anew. */
final class Sentences {

    private Sentences() {}

    static String rebuilt(Rebuild rebuild, TypeWords words, boolean nameStays) {
        return joined(
                rebuild.isCertain()
                        ? "This rebuilds the %s: CloudFormation makes a new one and lets the old one go."
                                .formatted(words.noun())
                        : "This may rebuild the %s; CloudFormation decides by values that only the account knows."
                                .formatted(words.noun()),
                rebuild.cause().map(Sentences::cause).orElse(""),
                quoted(rebuild.impact().because()),
                words.anew(),
                oldOne(Survival.whenReplaced(rebuild.before(), rebuild.after()), words),
                nameStays
                        ? "It keeps its fixed name, and CloudFormation refuses to rebuild what has one: the deploy fails"
                                + " until it gets another name."
                        : "");
    }

    static String renamed(String newLabel, Survival survival, TypeWords words) {
        return joined(
                "For CloudFormation the %s under the new name %s is another one: it makes that, then lets the old one go."
                        .formatted(words.noun(), newLabel),
                words.anew(),
                oldOne(survival, words));
    }

    static String deleted(Survival survival, TypeWords words) {
        return switch (survival) {
            case KEPT ->
                ("The stack forgets the %s. It stays in the account, billed and managed by nobody; if it has a fixed name,"
                                + " a later template that makes it again fails (\"already exists\").")
                        .formatted(words.noun());
            case SNAPSHOT ->
                joined("This takes a snapshot of the %s, then deletes it.".formatted(words.noun()), words.gone());
            case DELETED -> joined("This deletes the %s.".formatted(words.noun()), words.gone());
        };
    }

    /** Advice on something that is to go; none where nothing is lost by it. */
    static Optional<String> keep(Survival survival) {
        return Optional.of(
                survival == Survival.KEPT
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

    private static String oldOne(Survival survival, TypeWords words) {
        return switch (survival) {
            case KEPT ->
                "The old one stays in the account, billed and managed by nobody, and everything is pointed at the new one.";
            case SNAPSHOT -> joined("A snapshot of the old one is taken, then it is deleted.", words.gone());
            case DELETED -> joined("The old one is deleted.", words.gone());
        };
    }

    private static String cause(Rebuild.Cause cause) {
        return joined(
                "It uses %s, which is made anew and so has another id.".formatted(cause.label()),
                cause.throughExport()
                        ? "Between them stands an export, which CloudFormation refuses to change while it is in use: the"
                                + " deploy fails first."
                        : "");
    }
}
