package com.tallyhybrid.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of finding: an entry of {@code rules.yaml}.
 *
 * @param id in lower case with hyphens; a waiver names it, so another id later makes waivers fail
 * @param section where the report puts its findings
 * @param severity the worst that one of them can be
 * @param meaning what would happen; names in braces are filled in by {@link ReviewFinding#naming}
 * @param advice what to do instead, where there is something better
 */
public record Rule(String id, Section section, Severity severity, String meaning, Optional<String> advice) {

    static final Map<String, Rule> ALL = read();

    /** An entry as the file writes it. */
    private record Entry(Section section, Severity severity, String meaning, Optional<String> advice) {
        Entry {
            advice = advice == null ? Optional.empty() : advice;
        }
    }

    /** The rule of that id; its absence is an error. */
    @JsonCreator
    public static Rule of(String id) {
        Rule rule = ALL.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("rules.yaml has no rule " + id);
        }
        return rule;
    }

    /** A finding as the rule words it. */
    public ReviewFinding about(Subject subject) {
        return new ReviewFinding(this, severity, subject, PropertyPath.ROOT, "", "", meaning, advice);
    }

    private static Map<String, Rule> read() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        DataFile.read(Rule.class, "rules.yaml", new TypeReference<LinkedHashMap<String, Entry>>() {})
                .forEach((id, entry) -> rules.put(
                        id, new Rule(id, entry.section(), entry.severity(), entry.meaning(), entry.advice())));
        return rules;
    }
}
