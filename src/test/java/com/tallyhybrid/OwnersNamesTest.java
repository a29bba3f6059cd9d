package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.file.InvalidSettings;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Offices and servers may be called what the constructs of this app are called. */
@Execution(ExecutionMode.CONCURRENT)
class OwnersNamesTest {

    private static final long SEED = Long.getLong("settings.fuzz.seed", 20_260_401);
    private static final int MOST_OFFICES = 10;
    private static final int MOST_SERVERS = 20;
    private static final int DRAWN = 2;

    /** The names of resources that must be unique among those of one type and Region. */
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

    /** Names of people, and words that our ids end in. */
    private static final List<String> WORDS = List.of(
            "pune", "delhi", "a", "x1", "key", "key1", "secret", "role", "profile", "vpn", "user", "vpc", "agent",
            "books");

    /** The CDK looks for the main resource of a construct by these ids, and stops where both are there. */
    private static final List<String> BOTH_IDS_OF_A_DEFAULT_CHILD = List.of("default", "resource");

    private static Set<String> besideOffices;
    private static Set<String> besideServers;
    private static Templates plain;
    private static final List<Templates> HOSTILE = new ArrayList<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void synthesize() throws IOException {
        besideOffices = namesOf(idsBesideNames("Network"));
        besideServers = namesOf(idsBesideNames("Backup", "Operations"));
        List<String> neutral = IntStream.range(0, MOST_SERVERS)
                .mapToObj(index -> "zz" + (char) ('a' + index))
                .toList();
        plain = synthesized(settings("plain", neutral, neutral));
        for (int part = 0;
                part * MOST_OFFICES < besideOffices.size() || part * MOST_SERVERS < besideServers.size();
                part++) {
            HOSTILE.add(synthesized(settings(
                    "named-" + part,
                    part(besideOffices, part, MOST_OFFICES),
                    part(besideServers, part, MOST_SERVERS))));
        }
    }

    /** What stands in the scopes of a stack that hold constructs named by owners, and two steps below. */
    private static Set<String> idsBesideNames(String... roles) throws IOException {
        Set<String> paths = new TreeSet<>();
        for (String role : roles) {
            Path metadata = Synthesized.example().folder().resolve("sharma-traders-%s.metadata.json".formatted(role));
            new ObjectMapper().readTree(metadata.toFile()).fieldNames().forEachRemaining(paths::add);
        }
        Set<String> scopes = paths.stream()
                .filter(path -> path.contains("/Default/"))
                .map(path -> path.substring(0, path.indexOf("/Default/") + 1))
                .collect(Collectors.toSet());
        return paths.stream()
                .flatMap(path -> scopes.stream().filter(path::startsWith).map(scope -> path.substring(scope.length())))
                .flatMap(below -> Stream.of(below.split("/")).limit(3))
                .collect(Collectors.toSet());
    }

    /** Those that give the ids. */
    private static Set<String> namesOf(Set<String> ids) {
        return ids.stream()
                .filter(id -> id.matches("[A-Z][A-Za-z0-9]*"))
                .map(id -> id.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT))
                .filter(name -> name.length() <= 20)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As many as fit into one deployment, from the start again where the last part is short. */
    private static List<String> part(Collection<String> names, int part, int most) {
        List<String> all = List.copyOf(names);
        return IntStream.range(part * most, part * most + most)
                .mapToObj(index -> all.get(index % all.size()))
                .toList();
    }

    private static Templates synthesized(Path settings) {
        return Synthesized.of(settings.toString()).templates();
    }

    private static Path settings(String name, List<String> offices, List<String> servers) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
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
                """.formatted(
                name,
                IntStream.range(0, MOST_OFFICES)
                        .mapToObj(index -> "    - {name: '%s', gatewayIp: 198.51.100.%s, lanCidrs: [10.%s.0.0/16]}"
                                .formatted(offices.get(index), index + 1, index + 1))
                        .collect(Collectors.joining("\n")),
                servers.stream().map("    - name: '%s'"::formatted).collect(Collectors.joining("\n"))));
    }

    @Test
    void areTriedWithEveryIdThatANameCanGive() {
        assertThat(besideOffices)
                .contains("vpc", "network-logs-key", "connection", "down", "exports", "resource", "default");
        assertThat(besideServers)
                .contains(
                        "agents",
                        "tripwires",
                        "arrival-ledger",
                        "deletion-ledger",
                        "backup-records-key",
                        "books",
                        "group",
                        "rotation-reminder",
                        "rule",
                        "missing",
                        "default");
    }

    @Test
    void takeNoResourceOrOutputFromUs() {
        assertThat(HOSTILE)
                .isNotEmpty()
                .allSatisfy(named -> assertThat(counts(named)).isEqualTo(counts(plain)));
    }

    private static List<String> counts(Templates templates) {
        return templates.stacks().entrySet().stream()
                .map(stack -> "%s: %s resources, %s outputs"
                        .formatted(
                                stack.getKey(),
                                stack.getValue().path("Resources").size(),
                                stack.getValue().path("Outputs").size()))
                .toList();
    }

    @Test
    void giveNoTwoResourcesOnePhysicalName() {
        assertThat(HOSTILE).isNotEmpty().allSatisfy(named -> {
            List<String> names = named.stacks().entrySet().stream()
                    .flatMap(stack -> physicalNames(stack.getKey().equals("Replica"), stack.getValue()))
                    .toList();
            assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        });
    }

    private static Stream<String> physicalNames(boolean hyderabad, JsonNode template) {
        return template.path("Resources")
                .valueStream()
                .flatMap(resource -> PHYSICAL_NAMES.stream()
                        .map(property -> resource.path("Properties").path(property))
                        .filter(JsonNode::isTextual)
                        .map(name -> "%s %s %s"
                                .formatted(hyderabad, resource.path("Type").asText(), name.asText())));
    }

    /** Before a digit an id loses the hyphen, and a second key has an id of its own: what the settings accept is told apart. */
    @Test
    void areToldApartWhereTheSettingsAcceptThem() throws IOException {
        var random = new Random(SEED);
        List<Path> accepted = new ArrayList<>();
        for (int number = 0; number < 1_000 && accepted.size() < DRAWN; number++) {
            List<String> names = names(random);
            Path file = settings("drawn-" + number, names, names);
            if (isAccepted(file)) {
                accepted.add(file);
            }
        }
        assertThat(accepted)
                .hasSize(DRAWN)
                .allSatisfy(file -> assertThat(counts(synthesized(file))).isEqualTo(counts(plain)));
    }

    private static List<String> names(Random random) {
        Set<String> names = new LinkedHashSet<>(BOTH_IDS_OF_A_DEFAULT_CHILD);
        while (names.size() < MOST_SERVERS) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            String words = random.nextInt(3) == 0 ? word : word + "-" + WORDS.get(random.nextInt(WORDS.size()));
            names.add(random.nextBoolean() ? words : words + (random.nextBoolean() ? "-" : "") + random.nextInt(100));
        }
        return List.copyOf(names);
    }

    private static boolean isAccepted(Path file) {
        try {
            DeploymentFile.read(file);
            return true;
        } catch (InvalidSettings refused) {
            return false;
        }
    }
}
