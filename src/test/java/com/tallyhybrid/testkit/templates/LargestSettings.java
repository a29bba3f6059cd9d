package com.tallyhybrid.testkit.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The largest deployment files that the settings accept: every name as long, every list as full as it may be. Two of
 * them, because one rule takes away what another gives: with somebody who may approve, the offices have sixty LANs.
 */
public final class LargestSettings {

    public static final int MOST_SOURCES = 242;

    private static final String LONGEST = "abcdefghijklmnopqr";

    private LargestSettings() {}

    public static String withApprovers() {
        return withApprovers(60, MOST_SOURCES);
    }

    /** The settings in a file that is named by what is in it. */
    public static Path file(String settings) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "largest"));
            return Files.writeString(folder.resolve(Integer.toHexString(settings.hashCode()) + ".yaml"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything there is: approvals and their recovery server, a managed directory, both vaults in Mumbai. */
    public static String withApprovers(int lans, int sources) {
        return top("a")
                + network(lans)
                + backup(sources)
                + list(
                        "  breakGlassUsers",
                        IntStream.range(0, 5).mapToObj(user -> arn("user/" + path(270) + "owner" + user)))
                + fileServer("""
                  directory:
                    managed:
                      domain: corp.abcdefghijklmnopqrstuvwxyz.abcdefg.example
                """)
                + "operations:\n  monthlyBudgetUsd: 1000000\n"
                + "  runbooksUrl: https://git.example/%s\n".formatted("folder/".repeat(24) + "runbooks")
                + list(
                        "  approvers",
                        IntStream.range(0, 10).mapToObj(who -> arn("role/" + path(500) + "approver" + who)));
    }

    /** Nobody who approves, so more LANs; the firm's own directory; the second vault in Hyderabad. */
    static String withoutApprovers() {
        return top("b")
                + network(100)
                + backup(MOST_SOURCES)
                + fileServer("""
                  vaultCopyTo: HYDERABAD_IF_AWS_ALLOWS
                  directory:
                    selfManaged:
                      domain: corp.abcdefghijklmnopqrstuvwxyz.abcdefg.example
                      dnsIps: [10.10.0.2, 10.11.1.2]
                      serviceAccountSecretArn: arn:aws:secretsmanager:ap-south-1:111122223333:secret:join-AbC123
                      organizationalUnit: %sDC=corp,DC=abcdefghijklmnopqrstuvwxyz,DC=abcdefg,DC=example
                      administratorsGroup: %s
                """.formatted(("OU=" + "u".repeat(60) + ",").repeat(30), "g".repeat(256)));
    }

    private static String top(String last) {
        return "name: abcdefghijklmnopqrs%s\naccount: \"111122223333\"\n".formatted(last)
                + list("alertEmails", IntStream.range(0, 50).mapToObj("person%d@example.com"::formatted));
    }

    private static String network(int lans) {
        var yaml = new StringBuilder("network:\n  vpcCidr: 172.16.0.0/16\n  offices:\n");
        for (int office = 0; office < 10; office++) {
            String networks = IntStream.range(office * lans / 10, (office + 1) * lans / 10)
                    .mapToObj(lan -> "10.%s.%s.0/24".formatted(10 + lan % 10, lan))
                    .collect(Collectors.joining(", "));
            yaml.append("    - name: %s%s\n      gatewayIp: 198.51.100.%s\n      lanCidrs: [%s]\n"
                    .formatted(LONGEST, 10 + office, 10 + office, networks));
        }
        return yaml.toString();
    }

    private static String backup(int sources) {
        return "backup:\n  servers:\n"
                + IntStream.range(10, 30)
                        .mapToObj(server -> "    - name: %s%s\n      keySerials: [1, 2]\n".formatted(LONGEST, server))
                        .collect(Collectors.joining())
                + list("  allowedSources", IntStream.range(0, sources).mapToObj(LargestSettings::source));
    }

    /** As long as an IPv4 network can be written. */
    private static String source(int i) {
        return "203.113.%s.%s/32".formatted(100 + i / 100, 100 + i % 100);
    }

    private static String fileServer(String directory) {
        return "fileServer:\n  storageGib: 65536\n  throughputMbps: 2048\n  vaultDays: 240\n"
                + list("  clientCidrs", IntStream.range(1, 60).mapToObj("10.10.0.%d/32"::formatted))
                + "  adminCidrs: [10.10.0.200/32]\n"
                + list("  aliases", IntStream.range(0, 50).mapToObj("files%d.example.com"::formatted))
                + directory;
    }

    private static String arn(String resource) {
        return "arn:aws:iam::111122223333:" + resource;
    }

    private static String path(int length) {
        return "division/".repeat(length / 9);
    }

    private static String list(String key, Stream<String> entries) {
        List<String> all = entries.toList();
        return "%s: [%s]\n".formatted(key, String.join(", ", all));
    }
}
