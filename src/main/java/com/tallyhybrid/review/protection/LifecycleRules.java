package com.tallyhybrid.review.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.ResourceChange;
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
final class LifecycleRules implements Check {

    private static final String RULES = "LifecycleConfiguration.Rules";

    private static final Weakened CURRENT = Weakened.danger(
            "current-data-expires",
            "S3 would delete objects that nobody deleted, once they are old enough.",
            "Expire noncurrent versions only, or keep the longer time.");

    private static final Weakened NONCURRENT = Weakened.danger(
            "noncurrent-versions-expire-sooner",
            "Deleted and overwritten objects could be brought back for a shorter time than today.",
            "Keep the longer time; the cost of old versions is small beside a lost one.");

    private static final Weakened ARCHIVED = Weakened.notice(
            "data-moves-to-archive",
            "Objects would move to an archive class, from which a restore takes minutes to days and costs extra.",
            "Keep data that a restore needs in a class that is read at once.");

    @Override
    public List<Finding> of(ResourceChange change) {
        List<Finding> findings = new ArrayList<>();
        if (change.type().equals("AWS::S3::Bucket")) {
            JsonNode before = change.before().path("Properties");
            JsonNode after = change.after().path("Properties");
            findings.addAll(newExpiries(change, CURRENT, Expiry::ofCurrent));
            findings.addAll(newExpiries(change, NONCURRENT, Expiry::ofNoncurrent));
            List<String> known = archives(before);
            archives(after).stream()
                    .filter(archive -> !known.contains(archive))
                    .distinct()
                    .forEach(archive -> findings.add(ARCHIVED.at(Subject.of(change), path(archive), "", archive)));
        }
        return findings;
    }

    private static List<Finding> newExpiries(
            ResourceChange change, Weakened said, Function<JsonNode, List<Expiry>> read) {
        List<Expiry> known = read.apply(change.before().path("Properties"));
        return read.apply(change.after().path("Properties")).stream()
                .filter(expiry -> known.stream().noneMatch(one -> one.includes(expiry)))
                .map(expiry -> (expiry.days().isPresent() ? said : said.perhaps())
                        .at(
                                Subject.of(change),
                                "%s[%s]".formatted(RULES, expiry.index()),
                                deadlines(known),
                                expiry.shown()))
                .toList();
    }

    private static String deadlines(List<Expiry> known) {
        List<String> shown = known.stream().map(Expiry::shown).distinct().toList();
        return shown.isEmpty() ? "never" : String.join(", ", shown);
    }

    private static String path(String archive) {
        return archive.endsWith("_ACCESS") ? "IntelligentTieringConfigurations" : RULES;
    }

    private static List<String> archives(JsonNode bucket) {
        Stream<String> classes = Plain.entries(bucket.at("/LifecycleConfiguration/Rules")).stream()
                .filter(rule -> !rule.path("Status").asText().equals("Disabled"))
                .flatMap(rule -> rule.findValuesAsText("StorageClass").stream())
                .filter(name -> name.equals("GLACIER") || name.equals("DEEP_ARCHIVE"));
        Stream<String> tiers = Plain.entries(bucket.path("IntelligentTieringConfigurations")).stream()
                .flatMap(tiering -> tiering.findValuesAsText("AccessTier").stream());
        return Stream.concat(classes, tiers).toList();
    }
}
