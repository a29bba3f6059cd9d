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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The report for code scanning, as SARIF 2.1.0 of OASIS, with what GitHub asks for: texts of a rule, a file of the
 * repository with a region, a {@code primaryLocationLineHash} to know a finding again by, and no more results than it takes.
 * Of all properties it uses only those that it names, and {@code suppressions} and {@code helpUri} are not among them: a
 * waived danger is a note besides and says who waived it, and the help names the page of the rules. A template is one
 * location: which line of it a finding is about, nobody needs to know of a file that is made.
 *
 * @see <a href="https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support">What GitHub
 *     supports</a> (github/docs@4d15cab, sarif-support.md); github/codeql-action issue 1230 on suppressions
 *
 * @param schema where the format is described
 * @param version of the format
 * @param runs exactly one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SarifReport(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

    private static final Pattern ABSOLUTE = Pattern.compile("https?://");

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** GitHub refuses a run with more results; the most dangerous stand first. */
    private static final int MOST_RESULTS = 25_000;

    record Run(Tool tool, List<Result> results) {}

    record Tool(Driver driver) {}

    record Driver(String name, List<Descriptor> rules) {}

    /**
     * A rule and where its page is.
     *
     * @param helpUri the page as an address, which SARIF demands to be absolute: an upload with another one is refused
     *     (david-a-wheeler/flawfinder issue 78); empty for a page of the repository
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
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
                    ABSOLUTE.matcher(page).lookingAt() ? page : "",
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

        /** Findings of one rule and place are told apart by their number. */
        private static Result of(JudgedFinding judged, Location location, Map<String, Integer> seen) {
            ReviewFinding finding = judged.finding();
            String place = place(finding);
            String hash = fingerprint(finding.ruleId() + " " + place);
            return new Result(
                    finding.ruleId(),
                    SarifReport.level(judged.waiver().isPresent() ? Severity.HARMLESS : finding.severity()),
                    Text.of(place + ": " + said(judged)),
                    List.of(location),
                    Map.of("primaryLocationLineHash", hash + ":" + seen.merge(hash, 1, Integer::sum)),
                    judged.waiver().stream().map(Result::suppression).toList());
        }

        private static String place(ReviewFinding finding) {
            return (finding.subject().label() + " " + finding.path()).strip();
        }

        /** Of the names and not of the line, so that a finding stays the same one when lines move above it. */
        private static String fingerprint(String text) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        private static String said(JudgedFinding judged) {
            ReviewFinding finding = judged.finding();
            return finding.meaning()
                    + finding.advice()
                            .map(words -> " Do this instead: " + words)
                            .orElse("")
                    + judged.waiver()
                            .map(waiver -> " Waived until %s by %s: %s"
                                    .formatted(waiver.expires(), waiver.owner(), waiver.reason()))
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
                    new Physical(Map.of("uri", file), Region.ofLine(line)),
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

    record Physical(Map<String, String> artifactLocation, Region region) {}

    /** A place in a file, all of which GitHub asks for. */
    record Region(int startLine, int startColumn, int endLine, int endColumn) {

        /** How long the line is, nobody tells: its first character stands for it. */
        private static Region ofLine(int line) {
            return new Region(line, 1, line, 2);
        }
    }

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
        Map<String, Integer> seen = new HashMap<>();
        List<Result> results = judgement.findings().stream()
                .limit(MOST_RESULTS)
                .map(judged -> Result.of(judged, Location.of(judged.finding(), origins, templates), seen))
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
