package com.tallyhybrid.review.checks.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Statements in the words of an administrator. */
final class AccessSentences {

    private static final int MOST = 4;

    private AccessSentences() {}

    /** The atoms as one short statement, for the values before and after. */
    static String shown(Collection<AtomicStatement> atoms) {
        if (atoms.isEmpty()) {
            return "";
        }
        AtomicStatement first = atoms.iterator().next();
        String conditions = distinct(atoms, atom -> ConditionEntry.shown(atom.conditions()), "; ");
        String principals = everybody(atoms)
                ? ""
                : " to " + distinct(atoms, atom -> atom.principal().shown(), ", ");
        return "%s %s on %s%s%s"
                .formatted(
                        first.allows() ? "Allow" : "Deny",
                        actions(atoms),
                        resources(atoms),
                        principals,
                        conditions.isEmpty() ? "" : " if " + conditions);
    }

    /** Who is let do something: the holder of an identity policy, or the principals that a policy names. */
    static String who(StatementChange change) {
        PolicyAttachment holder = change.holders().iterator().next();
        return holder.isIdentity()
                ? change.holders().stream()
                        .map(AccessSentences::holder)
                        .limit(MOST)
                        .collect(Collectors.joining(" and "))
                : distinct(change.atoms(), AccessSentences::principal, " and ");
    }

    /** What they could do, after "could": in plain words where it is dangerous. */
    static String what(Collection<AtomicStatement> atoms) {
        List<String> dangers = Dangers.in(atoms);
        if (dangers.isEmpty() || dangers.size() > MOST) {
            String plain = plain(atoms);
            return dangers.isEmpty() ? plain : plain + ", and so " + shortened(dangers, ", ");
        }
        return String.join(", ", dangers);
    }

    /** What they could do, after "could", in the words of the policy. */
    static String plain(Collection<AtomicStatement> atoms) {
        return "use %s on %s".formatted(actions(atoms), resources(atoms));
    }

    static String actions(Collection<AtomicStatement> atoms) {
        return distinct(atoms, atom -> atom.action().shown(), ", ");
    }

    static String resources(Collection<AtomicStatement> atoms) {
        return distinct(
                atoms,
                atom -> atom.resource().isEverything()
                        ? "everything"
                        : atom.resource().shown(),
                ", ");
    }

    static String conditions(Collection<AtomicStatement> atoms) {
        return distinct(atoms, atom -> ConditionEntry.shown(atom.conditions()), " or ");
    }

    static String holders(Set<PolicyAttachment> holders) {
        return shortened(holders.stream().map(PolicyAttachment::words).toList(), ", ");
    }

    private static String holder(PolicyAttachment holder) {
        return switch (holder.kind()) {
            case "role" -> "whoever works as the " + holder.words();
            case "group" -> "every member of the " + holder.words();
            case "managed policy" -> "whoever the %s is attached to".formatted(holder.words());
            default -> "the " + holder.words();
        };
    }

    private static String principal(AtomicStatement atom) {
        Scope principal = atom.principal();
        if (principal.negated()) {
            return "everybody but " + String.join(", ", principal.texts());
        }
        if (principal.isEverything()) {
            String anybody =
                    NewGrantSeverity.isLimited(atom) ? "everybody who meets the condition" : "anybody, in any account,";
            return atom.allows() ? anybody : "everybody";
        }
        String text = principal.texts().get(0);
        String plain = text.substring(text.indexOf(':') + 1).replaceAll("[<>]", "");
        return text.startsWith("Service:")
                ? "the service " + plain
                : text.endsWith(":root") ? "the account " + principal.account().orElse(plain) : plain;
    }

    private static boolean everybody(Collection<AtomicStatement> atoms) {
        return atoms.stream().allMatch(atom -> atom.principal().isEverything());
    }

    private static String distinct(
            Collection<AtomicStatement> atoms, Function<AtomicStatement, String> part, String delimiter) {
        return shortened(
                atoms.stream()
                        .map(part)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList(),
                delimiter);
    }

    private static String shortened(List<String> texts, String delimiter) {
        return texts.size() <= MOST
                ? String.join(delimiter, texts)
                : String.join(delimiter, texts.subList(0, MOST)) + " and %d more".formatted(texts.size() - MOST);
    }
}
