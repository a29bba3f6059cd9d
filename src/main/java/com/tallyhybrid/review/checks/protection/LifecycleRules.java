package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a bucket would delete by itself what it keeps today, or move it where a restore takes hours.
 *
 * <p>Rules are compared by what they do, not by their names or their order: a deletion that another rule makes already,
 * as early and of the same objects, is nothing new.
 */
final class LifecycleRules implements ResourceCheck {

    private static final PropertyPath RULES = PropertyPath.of("LifecycleConfiguration.Rules");

    private static final Rule CURRENT = Rule.of("current-data-expires");

    private static final Rule NONCURRENT = Rule.of("noncurrent-versions-expire-sooner");

    private static final Rule ARCHIVED = Rule.of("data-moves-to-archive");

    @Override
    public List<ReviewFinding> of(ResourceChange change) {
        List<ReviewFinding> findings = new ArrayList<>();
        if (change.type().equals("AWS::S3::Bucket")) {
            JsonNode before = change.before().path("Properties");
            JsonNode after = change.after().path("Properties");
            findings.addAll(newExpiries(change, CURRENT, Expiry::ofCurrent));
            findings.addAll(newExpiries(change, NONCURRENT, Expiry::ofNoncurrent));
            List<String> known = archives(before);
            archives(after).stream()
                    .filter(archive -> !known.contains(archive))
                    .distinct()
                    .forEach(archive -> findings.add(
                            ARCHIVED.about(change.subject()).at(path(archive)).values("", archive)));
        }
        return findings;
    }

    private static List<ReviewFinding> newExpiries(
            ResourceChange change, Rule said, Function<JsonNode, List<Expiry>> read) {
        List<Expiry> known = read.apply(change.before().path("Properties"));
        return read.apply(change.after().path("Properties")).stream()
                .filter(expiry -> known.stream().noneMatch(one -> one.includes(expiry)))
                .map(expiry -> finding(
                        said.about(change.subject())
                                .at(RULES.index(expiry.index()))
                                .values(deadlines(known), expiry.shown()),
                        expiry))
                .toList();
    }

    private static ReviewFinding finding(ReviewFinding said, Expiry expiry) {
        return expiry.days().isPresent() ? said : said.perhaps();
    }

    private static String deadlines(List<Expiry> known) {
        List<String> shown = known.stream().map(Expiry::shown).distinct().toList();
        return shown.isEmpty() ? "never" : String.join(", ", shown);
    }

    private static PropertyPath path(String archive) {
        return archive.endsWith("_ACCESS") ? PropertyPath.of("IntelligentTieringConfigurations") : RULES;
    }

    private static List<String> archives(JsonNode bucket) {
        Stream<String> classes = PlainValue.entries(bucket.at("/LifecycleConfiguration/Rules")).stream()
                .filter(rule -> !rule.path("Status").asText().equals("Disabled"))
                .flatMap(rule -> rule.findValuesAsText("StorageClass").stream())
                .filter(name -> name.equals("GLACIER") || name.equals("DEEP_ARCHIVE"));
        Stream<String> tiers = PlainValue.entries(bucket.path("IntelligentTieringConfigurations")).stream()
                .flatMap(tiering -> tiering.findValuesAsText("AccessTier").stream());
        return Stream.concat(classes, tiers).toList();
    }
}
