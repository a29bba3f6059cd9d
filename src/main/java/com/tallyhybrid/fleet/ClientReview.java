package com.tallyhybrid.fleet;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What becomes of one client.
 *
 * @param client the client
 * @param fate whether there is something to review
 * @param findings in the order of the review; empty where nothing is compared
 */
record ClientReview(String client, Fate fate, List<ReviewFinding> findings) {

    /** What the two folders say of a client. */
    enum Fate {
        /** Templates and manifest are the same to the byte: nothing was compared, and nothing needs to be. */
        UNCHANGED("unchanged"),
        CHANGED("changed"),
        NEW("new"),
        GONE("not among the files");

        private final String word;

        Fate(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    ClientReview {
        findings = List.copyOf(findings);
    }

    /** Compares the assembly that is kept with the one that is proposed. */
    static ClientReview of(String client, FleetFolder base, FleetFolder head) {
        if (!base.has(client)) {
            return new ClientReview(client, Fate.NEW, List.of());
        }
        if (!head.has(client)) {
            return new ClientReview(client, Fate.GONE, List.of());
        }
        Path before = base.assembly(client);
        Path after = head.assembly(client);
        if (hashes(before).equals(hashes(after))) {
            return new ClientReview(client, Fate.UNCHANGED, List.of());
        }
        var comparison = new Comparison(CloudAssembly.read(before), CloudAssembly.read(after));
        return new ClientReview(client, Fate.CHANGED, Review.of(comparison).findings());
    }

    /** Of what CloudFormation and the CDK's command line deploy by. */
    private static Map<String, String> hashes(Path assembly) {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(assembly)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".template.json") || name.equals("manifest.json")) {
                    hashes.put(name, FleetFolder.digest(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hashes;
    }
}
