package com.tallyhybrid.app.foundation;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A statement of a policy, written down as it stands in the template.
 *
 * <p>A record of ours and not the CDK's class: what a policy says is data, and each of the CDK's objects costs several
 * trips between Java and Node.
 *
 * @param sid names the statement; empty where it has no name
 * @param effect {@code Allow} or {@code Deny}
 * @param principals whom it is about, as a policy writes them; empty in a policy that belongs to somebody
 * @param actions what may, or may not, be done
 * @param resources with what
 * @param conditions operators, each with its keys and values; all must hold
 */
public record PolicyStatement(
        String sid,
        String effect,
        Object principals,
        List<String> actions,
        List<String> resources,
        Map<String, ?> conditions) {

    /** How the CDK begins a reference in a text. */
    private static final String REFERENCE = "${Token[";

    public static PolicyStatement allow(String sid, String... actions) {
        return new PolicyStatement(sid, "Allow", Map.of(), List.of(actions), List.of(), Map.of());
    }

    public static PolicyStatement deny(String sid, String... actions) {
        return new PolicyStatement(sid, "Deny", Map.of(), List.of(actions), List.of(), Map.of());
    }

    public static PolicyStatement deny(String sid, List<String> actions) {
        return deny(sid, actions.toArray(String[]::new));
    }

    /** The resources it is about, by their ARNs or patterns of them. */
    public PolicyStatement on(String... arns) {
        return on(List.of(arns));
    }

    public PolicyStatement on(List<String> arns) {
        return new PolicyStatement(sid, effect, principals, actions, List.copyOf(arns), conditions);
    }

    /** AWS services, by their names such as {@code events.amazonaws.com}. */
    public PolicyStatement byServices(String... services) {
        return by(Ordered.map("Service", oneOrMany(List.of(services))));
    }

    /** Everybody, nobody in particular included. */
    public PolicyStatement byAnyone() {
        return by(Ordered.map("AWS", "*"));
    }

    /** The same in one letter, as SNS writes it. */
    public PolicyStatement byEveryone() {
        return by("*");
    }

    /** Users, roles or a whole account, by their ARNs. */
    public PolicyStatement byPrincipals(Collection<String> arns) {
        return by(Ordered.map("AWS", oneOrMany(arns.stream().sorted().toList())));
    }

    private PolicyStatement by(Object some) {
        return new PolicyStatement(sid, effect, some, actions, resources, conditions);
    }

    /** Only under conditions. */
    public PolicyStatement when(Map<String, ?> operators) {
        return new PolicyStatement(sid, effect, principals, actions, resources, operators);
    }

    /** A document of these statements, in their order. */
    public static Map<String, Object> document(List<PolicyStatement> statements) {
        return Ordered.map(
                "Statement", statements.stream().map(PolicyStatement::rendered).toList(), "Version", "2012-10-17");
    }

    private Map<String, Object> rendered() {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Action", oneOrMany(inOrder(actions)));
        statement.put("Condition", conditions);
        statement.put("Effect", effect);
        statement.put("Principal", principals);
        statement.put("Resource", oneOrMany(inOrder(resources)));
        statement.put("Sid", sid);
        statement.values().removeIf(value -> value.equals("") || value.equals(Map.of()) || value.equals(List.of()));
        return statement;
    }

    /**
     * By their text, so that another order of a setting changes no policy. References have no text yet: what holds one
     * comes last, by the text before it.
     */
    private static List<String> inOrder(List<String> texts) {
        return texts.stream()
                .distinct()
                .sorted(Comparator.comparing((String text) -> text.contains(REFERENCE))
                        .thenComparing(text -> text.split(Pattern.quote(REFERENCE), 2)[0]))
                .toList();
    }

    private static Object oneOrMany(List<String> texts) {
        return texts.size() == 1 ? texts.get(0) : texts;
    }
}
