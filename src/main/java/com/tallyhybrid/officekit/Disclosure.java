package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.RetentionCalculator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sheet for the accountant and the auditor: where the books and their copies lie, how long, and who can read them. */
final class Disclosure implements KitPart {

    private static final TextTemplate SHEET = TextTemplate.html("disclosure.html");

    /** A bucket with the days of its lock, as its template fixes them. */
    record Bucket(String name, String city, String holds, int lockDays, String lockMode) {}

    @Override
    public Stream<KitFile> files(Handover handover) {
        var facts = new PageFacts(handover);
        var retention = RetentionCalculator.of(handover.deployment().backup());
        return Stream.of(new KitFile(
                "disclosure.html",
                SHEET.with(Map.of(
                        "facts", facts,
                        "buckets", buckets(handover),
                        "longest",
                                list(handover.deployment().backup().retention().longestDays()),
                        "inMumbai", list(retention.outlivesInMumbai()),
                        "afterDelete", retention.daysAfterDelete(),
                        "vaults", vaults(handover),
                        "everything", facts.deployment().audit().trail().name().equals("EVERYTHING")))));
    }

    private static List<Bucket> buckets(Handover handover) {
        return Stream.of(
                        bucket(handover, "Backup", "BackupBucket", "daily backups of Tally"),
                        bucket(handover, "Replica", "ReplicaBucket", "their copies"),
                        bucket(handover, "Backup", "ArchiveBucket", "one full set for each financial year"),
                        bucket(handover, "Replica", "ArchiveReplicaBucket", "their copies"),
                        bucket(handover, "Audit", "TrailBucket", "the record of who did what"))
                .toList();
    }

    private static Bucket bucket(Handover handover, String role, String logicalId, String holds) {
        Resource bucket = handover.templates().resource(handover.deployment().name() + "-" + role, logicalId);
        JsonNode lock = bucket.property("ObjectLockConfiguration").at("/Rule/DefaultRetention");
        Template stack = bucket.stack();
        return new Bucket(
                bucket.reference(),
                stack.region().equals(Region.MUMBAI.code()) ? "Mumbai" : "Hyderabad",
                holds,
                lock.path("Days").asInt(),
                lock.path("Mode").asText().toLowerCase(Locale.ROOT));
    }

    private static List<Integer> vaults(Handover handover) {
        return handover.fileServer().stream().map(files -> files.vaultDays()).toList();
    }

    private static List<Integer> list(Optional<Integer> days) {
        return days.stream().toList();
    }
}
