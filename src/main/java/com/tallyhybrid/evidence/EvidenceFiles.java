package com.tallyhybrid.evidence;

import com.tallyhybrid.accessmatrix.AccessMatrix;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.evidence.BackupRegister.Frame;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.file.InvalidSettings;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The files that a pack is made from, read and held against each other; every problem at once.
 *
 * @param templates the folder that {@code cdk synth} wrote
 * @param deployment the settings
 * @param tests Surefire's reports
 * @param arrivals the export of the ledger
 * @param drills the evidence of restore drills
 * @param attestations what people say
 * @param from the first day of the register; where it is absent, that of the first backup in the export
 * @param today the day of the pack
 */
record EvidenceFiles(
        Path templates,
        Path deployment,
        Optional<Path> tests,
        Optional<Path> arrivals,
        Optional<Path> drills,
        Optional<Path> attestations,
        Optional<LocalDate> from,
        LocalDate today) {

    /**
     * What they say.
     *
     * @throws Refused with every problem
     */
    Dossier read() {
        List<String> problems = new ArrayList<>();
        Optional<Deployment> settings = read(this::settings, problems);
        Optional<Assembly> app = read(this::assembly, problems);
        Optional<TestResults> results =
                read(() -> tests.map(TestResults::read).orElse(new TestResults(Map.of())), problems);
        if (settings.isPresent() && app.isPresent()) {
            problems.addAll(differences(settings.get(), app.get()));
        }
        Optional<Attestations> said = settings.flatMap(known -> read(
                () -> attestations
                        .map(file -> AttestationsFile.read(file, known.name(), today))
                        .orElse(Attestations.NONE),
                problems));
        Optional<List<RestoreDrill>> restored = settings.flatMap(known -> drills)
                .flatMap(file ->
                        read(() -> RestoreDrill.read(file, settings.get().name()), problems));
        Optional<List<BackupArrival>> came = settings.flatMap(known -> arrivals)
                .flatMap(file -> read(() -> arrivals(file, settings.get()), problems));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        Optional<BackupRegister> register =
                came.map(backups -> register(backups, said.orElseThrow(), settings.orElseThrow()));
        return new Dossier(
                settings.orElseThrow(),
                app.orElseThrow(),
                AccessMatrix.of(app.orElseThrow()),
                register,
                restored,
                said.orElseThrow(),
                results.orElseThrow(),
                today);
    }

    private static <T> Optional<T> read(Supplier<T> file, List<String> problems) {
        try {
            return Optional.of(file.get());
        } catch (Refused refused) {
            problems.addAll(refused.problems());
            return Optional.empty();
        }
    }

    private Deployment settings() {
        try {
            return DeploymentFile.read(deployment);
        } catch (InvalidSettings refused) {
            throw new Refused(refused.problems().stream()
                    .map(problem -> AttestationsFile.shown(deployment) + ": " + problem)
                    .toList());
        }
    }

    private Assembly assembly() {
        if (!Files.isRegularFile(templates.resolve("manifest.json"))) {
            throw refusal("holds no manifest.json; name the folder that cdk synth wrote");
        }
        try {
            return Assembly.read(templates);
        } catch (UnreadableTemplate | UncheckedIOException unreadable) {
            throw refusal("cannot be read: " + unreadable.getMessage());
        }
    }

    private Refused refusal(String text) {
        return new Refused(List.of(AttestationsFile.shown(templates) + ": " + text));
    }

    /** Why the templates are not those of the settings; empty where they are. */
    private List<String> differences(Deployment settings, Assembly app) {
        String folder = AttestationsFile.shown(templates);
        List<String> others = app.stacks().stream()
                .filter(stack -> !stack.stack().startsWith(settings.name() + "-")
                        || !stack.account().equals(settings.account()))
                .map(Template::stack)
                .toList();
        if (!others.isEmpty()) {
            return List.of("%s: %s are templates of another deployment than %s in account %s; name its folder"
                    .formatted(folder, String.join(", ", others), settings.name(), settings.account()));
        }
        var wanted = new TreeSet<>(facts(settings));
        var found = new TreeSet<>(facts(app));
        List<String> differences = new ArrayList<>();
        wanted.stream()
                .filter(fact -> !found.contains(fact))
                .forEach(fact -> differences.add(
                        "%s: older than the settings: %s is not in them; synth again".formatted(folder, fact)));
        found.stream()
                .filter(fact -> !wanted.contains(fact))
                .forEach(fact -> differences.add(
                        "%s: of other settings: %s is in them; synth again, or name the settings that were deployed"
                                .formatted(folder, fact)));
        return differences;
    }

    private static Set<String> facts(Deployment settings) {
        var facts = new TreeSet<String>();
        Dossier.starts(settings).keySet().forEach(agent -> facts.add("server " + agent));
        facts.add("lockDays " + settings.backup().lockDays());
        facts.add("VPN connections: "
                + settings.network().map(network -> network.offices().size()).orElse(0));
        settings.fileServer().ifPresent(files -> facts.add("a file server"));
        settings.alertEmails().forEach(address -> facts.add("alerts to " + address));
        return facts;
    }

    private static Set<String> facts(Assembly app) {
        Set<String> facts = app.resources("AWS::IAM::User").stream()
                .map(user -> "server " + user.reference())
                .collect(Collectors.toCollection(TreeSet::new));
        app.resources("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.logicalId().equals("BackupBucket"))
                .map(bucket -> bucket.property("ObjectLockConfiguration").at("/Rule/DefaultRetention/Days"))
                .forEach(days -> facts.add("lockDays " + days.asInt()));
        facts.add("VPN connections: " + app.resources("AWS::EC2::VPNConnection").size());
        app.resources("AWS::FSx::FileSystem").forEach(files -> facts.add("a file server"));
        app.resources("AWS::SNS::Subscription")
                .forEach(address ->
                        facts.add("alerts to " + address.property("Endpoint").asText()));
        return facts;
    }

    private List<BackupArrival> arrivals(Path file, Deployment settings) {
        List<BackupArrival> came =
                ArrivalsExport.read(file, settings.account(), Names.of(settings).backupBucket());
        String name = AttestationsFile.shown(file);
        if (came.isEmpty()) {
            throw new Refused(List.of(name + ": holds no arrival; export from an earlier day on"));
        }
        List<String> problems = came.stream()
                .map(arrival -> arrival.time().atZone(BackupRegister.INDIA).toLocalDate())
                .filter(day -> day.isAfter(today))
                .max(Comparator.naturalOrder())
                .map(day ->
                        List.of("%s: holds a backup of %s, after %s, the day of the pack".formatted(name, day, today)))
                .orElse(List.of());
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return came;
    }

    private BackupRegister register(List<BackupArrival> came, Attestations said, Deployment settings) {
        var frame = new Frame(Dossier.starts(settings), settings.backup().arrivalWindowHours(), LocalDate.MIN, today);
        LocalDate first = from.orElseGet(() ->
                came.stream().map(frame::day).min(Comparator.naturalOrder()).orElseThrow());
        BackupRegister register = BackupRegister.of(came, said, frame.from(first));
        List<String> stale = BackupRegister.staleness(AttestationsFile.shown(arrivals.orElseThrow()), register, today);
        if (!stale.isEmpty()) {
            throw new Refused(stale);
        }
        return register;
    }
}
