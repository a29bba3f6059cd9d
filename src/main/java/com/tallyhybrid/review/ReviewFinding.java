package com.tallyhybrid.review;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that a pull request does.
 *
 * @param rule what kind of thing
 * @param severity what has to be done about it
 * @param subject what it is about
 * @param aspect what of the subject: a property as a rule
 * @param before the value as it is, shortened for people; empty where there is none
 * @param after the value as proposed, likewise
 * @param meaning one or two sentences for an administrator: what would happen
 * @param advice what to do instead, where there is something better
 */
public record ReviewFinding(
        Rule rule,
        Severity severity,
        Subject subject,
        Aspect aspect,
        String before,
        String after,
        String meaning,
        Optional<String> advice) {

    /** Most dangerous first, then by place, so that two runs give the same report. */
    public static final Comparator<ReviewFinding> ORDER = Comparator.comparing(ReviewFinding::section)
            .thenComparing(ReviewFinding::severity)
            .thenComparing(finding -> finding.subject().label())
            .thenComparing(ReviewFinding::ruleId)
            .thenComparing(ReviewFinding::path)
            .thenComparing(ReviewFinding::before)
            .thenComparing(ReviewFinding::after);

    /** Where the report puts it: a harmless one must not stand between those that somebody has to read. */
    public Section section() {
        return severity == Severity.HARMLESS ? Section.THE_REST : rule.section();
    }

    /** The rule as waivers and reports name it. */
    public String ruleId() {
        return rule.id();
    }

    /** The aspect as waivers and reports name it; empty where the subject as a whole is meant. */
    public String path() {
        return aspect.toString();
    }

    /** The same about a part of the subject. */
    public ReviewFinding at(Aspect place) {
        return new ReviewFinding(rule, severity, subject, place, before, after, meaning, advice);
    }

    /** The same with the values of both sides. */
    public ReviewFinding values(String old, String next) {
        return new ReviewFinding(rule, severity, subject, aspect, old, next, meaning, advice);
    }

    /** The same, as serious as that. */
    public ReviewFinding as(Severity other) {
        return new ReviewFinding(rule, other, subject, aspect, before, after, meaning, advice);
    }

    /** The same in other words than the rule's. */
    public ReviewFinding saying(String words) {
        return new ReviewFinding(rule, severity, subject, aspect, before, after, words, advice);
    }

    /** The same with better advice, where there is some. */
    public ReviewFinding advising(Optional<String> better) {
        return new ReviewFinding(rule, severity, subject, aspect, before, after, meaning, better.or(this::advice));
    }

    /** The same with the name in braces replaced, in the meaning and in the advice. */
    public ReviewFinding naming(String name, String text) {
        String hole = "{" + name + "}";
        return saying(meaning.replace(hole, text)).advising(advice.map(words -> words.replace(hole, text)));
    }

    /** The same for a value that is known only when CloudFormation deploys. */
    public ReviewFinding perhaps() {
        return as(Severity.NOTICE)
                .saying(
                        "The template does not tell which of the two values protects more, because CloudFormation computes"
                                + " one when it deploys. If the new one is weaker: " + meaning);
    }
}
