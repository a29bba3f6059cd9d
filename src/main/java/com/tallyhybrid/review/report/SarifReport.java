package com.tallyhybrid.review.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.Waiver;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The report for code scanning, as SARIF 2.1.0 of OASIS (sections 3.13 to 3.52). A template is one location: which line of
 * it a finding is about, nobody needs to know of a file that is made.
 *
 * @param schema where the format is described
 * @param version of the format
 * @param runs exactly one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SarifReport(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String PAGE = "docs/review-rules.md";

    record Run(Tool tool, List<Result> results) {}

    record Tool(Driver driver) {}

    record Driver(String name, List<Descriptor> rules) {}

    /** A rule and where its page is. */
    record Descriptor(String id, Text shortDescription, Text help, Map<String, String> defaultConfiguration) {

        private static Descriptor of(Rule rule) {
            String advice = rule.advice().map(words -> words + " ").orElse("");
            return new Descriptor(
                    rule.id(),
                    Text.of(rule.meaning()),
                    new Text(
                            advice + "Every rule is explained in " + PAGE + ".",
                            advice + "[Every rule](" + PAGE + ") is explained."),
                    Map.of("level", SarifReport.level(rule.severity())));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Text(String text, String markdown) {

        private static Text of(String text) {
            return new Text(text, "");
        }
    }

    /** A finding; a waived one is suppressed, and says why. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Result(
            String ruleId,
            String level,
            Text message,
            List<Location> locations,
            Map<String, String> partialFingerprints,
            List<Map<String, String>> suppressions) {

        private static Result of(JudgedFinding judged, String file) {
            ReviewFinding finding = judged.finding();
            String place = (finding.subject().label() + " " + finding.path()).strip();
            return new Result(
                    finding.ruleId(),
                    SarifReport.level(finding.severity()),
                    Text.of(place + ": " + said(finding)),
                    List.of(Location.of(file, place)),
                    Map.of("tallyHybridReview/v1", finding.ruleId() + " " + place),
                    judged.waiver().stream().map(Result::suppression).toList());
        }

        private static String said(ReviewFinding finding) {
            return finding.meaning()
                    + finding.advice()
                            .map(words -> " Do this instead: " + words)
                            .orElse("");
        }

        private static Map<String, String> suppression(Waiver waiver) {
            return Map.of("kind", "external", "justification", waiver.owner() + ": " + waiver.reason());
        }
    }

    record Location(Physical physicalLocation, List<Map<String, String>> logicalLocations) {

        private static Location of(String file, String place) {
            return new Location(
                    new Physical(Map.of("uri", file), Map.of("startLine", 1)),
                    List.of(Map.of("fullyQualifiedName", place)));
        }
    }

    record Physical(Map<String, String> artifactLocation, Map<String, Integer> region) {}

    /**
     * The report as text.
     *
     * @param files the template of a subject, as an address relative to where the command runs
     */
    public static String of(WaivedReview judgement, Function<Subject, String> files) {
        List<Descriptor> rules = judgement.findings().stream()
                .map(judged -> judged.finding().rule())
                .distinct()
                .map(Descriptor::of)
                .toList();
        List<Result> results = judgement.findings().stream()
                .map(judged -> Result.of(judged, files.apply(judged.finding().subject())))
                .toList();
        var report = new SarifReport(
                SCHEMA, "2.1.0", List.of(new Run(new Tool(new Driver("Tally Hybrid review", rules)), results)));
        var indenter = new DefaultIndenter("  ", "\n");
        try {
            return new ObjectMapper()
                            .writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(indenter)
                                    .withArrayIndenter(indenter))
                            .writeValueAsString(report)
                    + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case DANGER -> "error";
            case NOTICE -> "warning";
            case HARMLESS -> "note";
        };
    }
}
