package com.tallyhybrid.review.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.settings.file.SettingsChange;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The report for code scanning, as SARIF 2.1.0 of OASIS (sections 3.13 to 3.52), with what GitHub asks for ("SARIF support for
 * code scanning"): texts of a rule, a file of the repository with a line, and a {@code primaryLocationLineHash} to know a
 * finding again by. It does not read suppressions, so a waived danger is a note besides. A template is one location: which
 * line of it a finding is about, nobody needs to know of a file that is made.
 *
 * @param schema where the format is described
 * @param version of the format
 * @param runs exactly one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SarifReport(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    record Run(Tool tool, List<Result> results) {}

    record Tool(Driver driver) {}

    record Driver(String name, List<Descriptor> rules) {}

    /** A rule and where its page is. */
    record Descriptor(
            String id,
            Text shortDescription,
            Text fullDescription,
            String helpUri,
            Text help,
            Map<String, String> defaultConfiguration) {

        private static Descriptor of(Rule rule, String rulesPage) {
            String page = rulesPage + "#" + rule.id();
            String advice = rule.advice().map(words -> words + " ").orElse("");
            return new Descriptor(
                    rule.id(),
                    Text.of(rule.meaning()),
                    Text.of(rule.meaning()),
                    page,
                    new Text(
                            advice + "This rule in the list of all: " + page,
                            advice + "[This rule in the list of all](" + page + ")."),
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

        private static Result of(JudgedFinding judged, Location location) {
            ReviewFinding finding = judged.finding();
            String place = place(finding);
            return new Result(
                    finding.ruleId(),
                    SarifReport.level(judged.waiver().isPresent() ? Severity.HARMLESS : finding.severity()),
                    Text.of(place + ": " + said(finding)),
                    List.of(location),
                    Map.of("primaryLocationLineHash", fingerprint(finding.ruleId() + " " + place)),
                    judged.waiver().stream().map(Result::suppression).toList());
        }

        private static String place(ReviewFinding finding) {
            return (finding.subject().label() + " " + finding.path()).strip();
        }

        /** Of the names and not of the line, so that a finding stays the same one when lines move above it. */
        private static String fingerprint(String text) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash) + ":1";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
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

        /** The setting behind the finding, else the deployment file that it comes from, else the template. */
        private static Location of(ReviewFinding finding, Origins origins, Function<Subject, String> templates) {
            Optional<SettingsChange> setting = origins.setting(finding);
            String file = setting.map(SettingsChange::file)
                    .or(() -> origins.file(finding.subject()))
                    .map(Location::address)
                    .orElseGet(() -> templates.apply(finding.subject()));
            int line = Math.max(1, setting.map(SettingsChange::line).orElse(1));
            return new Location(
                    new Physical(Map.of("uri", file), Map.of("startLine", line)),
                    List.of(Map.of("fullyQualifiedName", Result.place(finding))));
        }

        /** As an address: spaces and the like are written with percent signs. */
        private static String address(String file) {
            try {
                return new URI(null, null, file, null).getRawPath();
            } catch (URISyntaxException impossible) {
                return file;
            }
        }
    }

    record Physical(Map<String, String> artifactLocation, Map<String, Integer> region) {}

    /**
     * The report as text.
     *
     * @param rulesPage where the rules are explained
     * @param templates the template of a subject, as an address relative to where the command runs
     */
    public static String of(
            WaivedReview judgement, Origins origins, String rulesPage, Function<Subject, String> templates) {
        List<Descriptor> rules = judgement.findings().stream()
                .map(judged -> judged.finding().rule())
                .distinct()
                .map(rule -> Descriptor.of(rule, rulesPage))
                .toList();
        List<Result> results = judgement.findings().stream()
                .map(judged -> Result.of(judged, Location.of(judged.finding(), origins, templates)))
                .toList();
        var report = new SarifReport(
                SCHEMA, "2.1.0", List.of(new Run(new Tool(new Driver("Tally Hybrid review", rules)), results)));
        return PrettyJson.of(new ObjectMapper(), report);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case DANGER -> "error";
            case NOTICE -> "warning";
            case HARMLESS -> "note";
        };
    }
}
