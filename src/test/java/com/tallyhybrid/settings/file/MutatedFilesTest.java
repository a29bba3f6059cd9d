package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.notice.SettingsNotices;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whatever stands in a file, the answer is a deployment that AWS can take or sentences that help.
 *
 * <p>Always the same files: {@code -Dsettings.fuzz.seed=...} tries others, {@code -Dsettings.fuzz.files=...} more.
 */
@Execution(ExecutionMode.CONCURRENT)
class MutatedFilesTest {

    private static final long SEED = Long.getLong("settings.fuzz.seed", 20_260_401);
    private static final int FILES = Integer.getInteger("settings.fuzz.files", 3_000);

    private static final List<Path> GOOD = List.of(
            Path.of("deployments/example.yaml"),
            Path.of("deployments/backup-only.yaml"),
            Path.of("src/test/resources/deployments/self-managed.yaml"));

    /** What tells the reader what to do; a problem without one only complains. */
    private static final Pattern MEND = Pattern.compile("(?i)\\b(give|write|keep|remove|change|mend|put|check|save|type"
            + "|add|leave|start|name|look|choose|did you mean|known here are)\\b");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}[\\p{Zs}&&[^ ]]]");

    private record Read(int number, String text, Deployment accepted, Throwable refusal) {

        /** In characters that every terminal shows. */
        @Override
        public String toString() {
            String shown = text.chars()
                    .limit(4_000)
                    .mapToObj(character -> character == '\n' || character >= ' ' && character < 0x7F
                            ? Character.toString(character)
                            : "\\u%04x".formatted(character))
                    .collect(Collectors.joining());
            return "file %s of seed %s\n%s\n".formatted(number, SEED, shown);
        }
    }

    private static final List<Read> READ = new ArrayList<>();

    @BeforeAll
    static void readAll(@TempDir Path folder) throws IOException {
        var random = new Random(SEED);
        var mutated = new MutatedFile(random);
        List<String> good = new ArrayList<>();
        for (Path file : GOOD) {
            good.add(Files.readString(file));
        }
        Path file = folder.resolve("deployment.yaml");
        for (int number = 0; number < FILES; number++) {
            byte[] bytes = mutated.of(good.get(random.nextInt(good.size())));
            READ.add(read(number, Files.write(file, bytes), bytes));
        }
    }

    private static Read read(int number, Path file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return new Read(number, text, DeploymentFile.read(file), null);
        } catch (Throwable anything) {
            return new Read(number, text, null, anything);
        }
    }

    @Test
    void areReadOrRefusedAndNothingElse() {
        assertThat(READ).hasSize(FILES);
        READ.stream()
                .filter(read -> read.refusal() != null)
                .forEach(read -> assertThat(read.refusal()).as("%s", read).isInstanceOf(InvalidSettings.class));
    }

    @Test
    void areReadAndRefusedInGoodNumber() {
        assertThat(READ.stream().filter(read -> read.accepted() != null)).hasSizeGreaterThan(FILES / 50);
        assertThat(READ.stream().filter(read -> read.accepted() == null)).hasSizeGreaterThan(FILES / 4);
    }

    @Test
    void areRefusedWithPlaceAndMend() {
        refusals()
                .forEach(read -> assertThat(((InvalidSettings) read.refusal()).problems())
                        .as("%s", read)
                        .isNotEmpty()
                        .allSatisfy(problem -> {
                            assertThat(problem.text()).containsPattern(MEND);
                            assertThat(problem.line() > 0 || !problem.path().isEmpty() || isAboutTheFile(problem))
                                    .as("place of %s", problem)
                                    .isTrue();
                        }));
    }

    private static boolean isAboutTheFile(Problem problem) {
        return problem.text().matches("the file (is empty|is not UTF-8|is larger).*");
    }

    @Test
    void areRefusedInLinesThatCanBeRead() {
        refusals()
                .forEach(read -> assertThat(((InvalidSettings) read.refusal()).problems())
                        .as("%s", read)
                        .allSatisfy(problem -> assertThat(problem.toString())
                                .hasSizeLessThan(1_200)
                                .doesNotContainPattern(INVISIBLE))
                        .flatExtracting(Problem::excerpt)
                        .allSatisfy(
                                line -> assertThat(line).hasSizeLessThan(1_200).doesNotContainPattern(INVISIBLE)));
    }

    private static List<Read> refusals() {
        return READ.stream()
                .filter(read -> read.refusal() instanceof InvalidSettings)
                .toList();
    }

    @Test
    void holdNothingDangerousWhereTheyAreRead() {
        accepted(deployment -> texts(deployment)
                .forEach(text -> assertThat(text)
                        .doesNotContainPattern(INVISIBLE)
                        .doesNotContainPattern("[\"`<>|]|\\{\\{|\\$\\{")
                        .isEqualTo(text.strip())));
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof Record settings) {
            return Arrays.stream(settings.getClass().getRecordComponents())
                    .flatMap(component -> texts(valueOf(component, settings)));
        }
        if (value instanceof Collection<?> values) {
            return values.stream().flatMap(MutatedFilesTest::texts);
        }
        if (value instanceof Optional<?> given) {
            return given.stream().flatMap(MutatedFilesTest::texts);
        }
        return value instanceof String text ? Stream.of(text) : Stream.of();
    }

    private static Object valueOf(RecordComponent component, Record settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException broken) {
            throw new AssertionError(broken);
        }
    }

    /** What the services take, as their API models of November 2025 say it. */
    @Test
    void holdWhatAwsTakesWhereTheyAreRead() {
        accepted(deployment -> {
            // ssm: CreateDocument and PutParameter, Name; s3: bucket naming rules.
            assertThat(deployment.name()).doesNotMatch("(?i)(aws|amazon|amzn|ssm|sthree-).*");
            // RFC 5321, 4.5.3.1.
            assertThat(deployment.alertEmails())
                    .allSatisfy(mail ->
                            assertThat(mail).matches("[^@]{1,64}@[^@]{1,255}").doesNotContain(".."));
            deployment.backup().breakGlassUsers().forEach(MutatedFilesTest::takenByIam);
            deployment.operations().approvers().forEach(MutatedFilesTest::takenByIam);
            deployment.operations().runbooksUrl().map(URI::create).ifPresent(url -> {
                assertThat(url.getHost()).isNotBlank();
                assertThat(url.getPort()).isLessThanOrEqualTo(65_535);
            });
            deployment.fileServer().map(FileServer::directory).ifPresent(MutatedFilesTest::takenAsDirectory);
            // The sentences about it are made without a trace.
            assertThat(SettingsNotices.placeholders(deployment)).isNotNull();
            assertThat(SettingsNotices.notes(deployment)).isNotNull();
        });
    }

    /** iam: userNameType {@code [\w+=,.@-]+} of 1 to 64, pathType between slashes of 1 to 512. */
    private static void takenByIam(String arn) {
        assertThat(arn).matches("arn:aws:iam::\\d{12}:(user|role)(/|/[\\x21-\\x7E]+/)[\\w+=,.@-]{1,64}");
    }

    private static void takenAsDirectory(Directory directory) {
        if (directory instanceof Directory.SelfManaged own) {
            // fsx: SelfManagedActiveDirectoryConfiguration.
            String line = "[^\\u0000\\u0085\\u2028\\u2029\\r\\n]";
            assertThat(own.organizationalUnit()).matches(line + "{1,2000}");
            assertThat(own.administratorsGroup().orElse("none")).matches(line + "{1,256}");
            assertThat(own.serviceAccountSecretArn())
                    .hasSizeBetween(64, 1_024)
                    .matches(
                            "arn:[^:]{1,63}:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@-]+-[a-zA-Z0-9]{6}");
        } else {
            // ds: CreateMicrosoftAD, Name; Windows: NetBIOS names have 15 characters.
            assertThat(directory.domain())
                    .matches("([a-zA-Z0-9]+[\\\\.-])+([a-zA-Z0-9])+")
                    .matches("[^.]{1,15}\\..*");
        }
    }

    private static void accepted(Consumer<Deployment> check) {
        READ.stream().filter(read -> read.accepted() != null).forEach(read -> {
            try {
                check.accept(read.accepted());
            } catch (AssertionError wrong) {
                throw new AssertionError("%s\n%s".formatted(read, wrong.getMessage()), wrong);
            }
        });
    }
}
