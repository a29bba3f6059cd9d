package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offices and servers may be called what the constructs of this app are called. */
class OwnersNamesTest {

    private static final int MOST_OFFICES = 10;
    private static final int MOST_SERVERS = 20;
    /** CloudFormation's properties that must be unique among the resources of one type and Region. */
    private static final List<String> PHYSICAL_NAMES = List.of(
            "AlarmName",
            "BucketName",
            "DashboardName",
            "InstanceProfileName",
            "LogGroupName",
            "Name",
            "PolicyName",
            "RoleName",
            "UserName");

    private static List<String> ours;
    private static List<Templates> hostile;
    private static List<Templates> plain;

    @BeforeAll
    static void synthesize(@TempDir Path folder) throws IOException {
        ours = idsBesideNames().stream()
                .filter(id -> id.matches("[A-Z][A-Za-z0-9]*"))
                .map(OwnersNamesTest::kebab)
                .filter(name -> name.length() <= 20)
                .distinct()
                .sorted()
                .toList();
        hostile = new ArrayList<>();
        plain = new ArrayList<>();
        for (int start = 0; start < ours.size(); start += MOST_OFFICES) {
            List<String> names = IntStream.range(start, start + MOST_SERVERS)
                    .mapToObj(index -> ours.get(index % ours.size()))
                    .toList();
            hostile.add(synthesized(folder, "named-" + start, names));
        }
        plain.add(synthesized(
                folder,
                "plain",
                IntStream.range(0, MOST_SERVERS)
                        .mapToObj(index -> "zz" + (char) ('a' + index))
                        .toList()));
    }

    /** What stands in the scopes that hold constructs named by owners, and one step below it. */
    private static Set<String> idsBesideNames() throws IOException {
        Set<String> paths = new TreeSet<>();
        for (var stack : Synthesized.example().assembly().getStacks()) {
            Path metadata = Path.of(stack.getTemplateFullPath().replace(".template.", ".metadata."));
            new ObjectMapper().readTree(metadata.toFile()).fieldNames().forEachRemaining(paths::add);
        }
        Set<String> scopes = paths.stream()
                .filter(path -> path.contains("/Default/"))
                .map(path -> path.substring(0, path.indexOf("/Default/") + 1))
                .collect(Collectors.toSet());
        assertThat(scopes).hasSize(4);
        return paths.stream()
                .flatMap(path -> scopes.stream()
                        .filter(path::startsWith)
                        .flatMap(scope -> Stream.of(
                                        path.substring(scope.length()).split("/"))
                                .limit(3)))
                .collect(Collectors.toSet());
    }

    /** The name that gives the id. */
    private static String kebab(String id) {
        return id.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT);
    }

    private static Templates synthesized(Path folder, String name, List<String> names) throws IOException {
        String offices = IntStream.range(0, MOST_OFFICES)
                .mapToObj(index -> "    - {name: '%s', gatewayIp: 198.51.100.%s, lanCidrs: [10.%s.0.0/16]}"
                        .formatted(names.get(index), index + 1, index + 1))
                .collect(Collectors.joining("\n"));
        String servers = names.stream()
                .map(server -> "    - name: '%s'".formatted(server))
                .collect(Collectors.joining("\n"));
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, """
                name: %s
                account: "111122223333"
                alertEmails: [it@example.com]
                network:
                  vpcCidr: 10.200.0.0/16
                  offices:
                %s
                backup:
                  servers:
                %s
                fileServer:
                  storageGib: 500
                  adminCidrs: [10.1.0.5/32]
                  directory: {managed: {domain: corp.example}}
                operations:
                  approvers: [arn:aws:iam::111122223333:user/owner]
                """.formatted(name, offices, servers));
        return Synthesized.of(file.toString()).templates();
    }

    @Test
    void areTriedWithEveryConstructIdThatANameCanGive() {
        assertThat(ours)
                .hasSizeGreaterThan(MOST_SERVERS)
                .contains(
                        "vpc",
                        "network-logs-key",
                        "connection",
                        "down",
                        "agents",
                        "tripwires",
                        "arrival-ledger",
                        "backup-records-key",
                        "books",
                        "group",
                        "rule",
                        "missing",
                        "default",
                        "resource",
                        "exports");
    }

    @Test
    void takeNoResourceOrOutputFromUs() {
        assertThat(hostile)
                .allSatisfy(named -> named.stacks().forEach((role, template) -> {
                    JsonNode expected = plain.get(0).stacks().get(role);
                    assertThat(template.path("Resources").size())
                            .as("resources of %s", role)
                            .isEqualTo(expected.path("Resources").size());
                    assertThat(template.path("Outputs").size())
                            .as("outputs of %s", role)
                            .isEqualTo(expected.path("Outputs").size());
                }));
    }

    @Test
    void giveNoTwoResourcesOnePhysicalName() {
        assertThat(hostile).allSatisfy(named -> {
            Set<String> seen = new TreeSet<>();
            named.stacks()
                    .forEach((role, template) -> template.path("Resources")
                            .forEach(resource -> names(resource)
                                    .forEach(name -> assertThat(seen.add(role.equals("Replica") + name))
                                            .as("%s in %s stands once", name, role)
                                            .isTrue())));
            assertThat(seen).hasSizeGreaterThan(100);
        });
    }

    private static Stream<String> names(JsonNode resource) {
        return PHYSICAL_NAMES.stream()
                .filter(property -> resource.path("Properties").path(property).isTextual())
                .map(property -> resource.path("Type").asText() + " " + property + " "
                        + resource.path("Properties").path(property).asText());
    }
}
