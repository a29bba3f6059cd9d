package com.tallyhybrid.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import com.tallyhybrid.accessmatrix.Answer;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.evidence.ControlResult.Status;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The pack for people: pages for a screen, a telephone and A4, without a script. */
final class PackPages {

    private static final Map<String, String> ACTORS =
            DataFile.read(PackPages.class, "actors.yaml", new TypeReference<>() {});

    private final Dossier dossier;
    private final Assessment assessment;
    private final List<HandedIn> inputs;

    private PackPages(Dossier dossier, Assessment assessment, List<HandedIn> inputs) {
        this.dossier = dossier;
        this.assessment = assessment;
        this.inputs = inputs;
    }

    /** The pages. */
    static List<PackFile> of(Dossier dossier, Assessment assessment, List<HandedIn> inputs) {
        var pages = new PackPages(dossier, assessment, inputs);
        return List.of(pages.index(), pages.matrix());
    }

    /** A file that the pack was made from, by name and hash. */
    record HandedIn(String name, String hash) {}

    /** One server's year in figures. */
    record ServerSummary(
            String server, String from, String until, int days, long backedUp, long late, long explained, long open) {}

    /** A place where copies lie. */
    record StoredCopy(String name, String city, String holds, String lock) {}

    /** A control as a page shows it. */
    record Row(ControlResult result, boolean last) {

        public String id() {
            return result.control().id();
        }

        public String status() {
            return result.status() == Status.NOT_APPLICABLE
                    ? "NOT HERE"
                    : result.status().name();
        }

        public String color() {
            return result.status().name().toLowerCase(Locale.ROOT).replace("_", "-");
        }

        public String mapping() {
            var control = result.control();
            List<String> words = new ArrayList<>();
            control.iso().forEach(id -> words.add("ISO " + id));
            control.nist().forEach(id -> words.add("NIST " + id.toUpperCase(Locale.ROOT)));
            control.securityHub().ifPresent(id -> words.add("Security Hub " + id));
            return String.join(", ", words);
        }

        public List<Observation> shown() {
            List<Observation> failures = result.failures();
            return failures.isEmpty() ? result.observations().stream().limit(3).toList() : failures;
        }

        public int more() {
            return result.failures().isEmpty()
                    ? Math.max(0, result.observations().size() - 3)
                    : 0;
        }

        public List<Attestations.Statement> statements() {
            return result.statement().stream().toList();
        }

        public String expected() {
            return result.control().expected().orElse("");
        }

        public String test() {
            return result.control().test().orElse("");
        }

        public boolean asks() {
            return result.status() == Status.OFFICE && result.statement().isEmpty();
        }

        public String ask() {
            return result.control().ask().orElse("");
        }

        public boolean runs() {
            return result.status() == Status.RUNTIME;
        }
    }

    /** A question with its rows. */
    record Asked(int number, String asks, String see, List<Row> rows) {}

    /** A duty with the controls that support it. */
    record SupportedDuty(Duty duty, List<Row> rows) {}

    /** A drill with who approved it. */
    record ApprovedDrill(RestoreDrill drill, String approver) {}

    /** One actor of the matrix in figures. */
    record ActorSummary(String actor, String words, long asked, long allowed, long refused, long otherwise) {}

    private PackFile index() {
        Map<String, Object> data = new TreeMap<>();
        data.put("name", dossier.deployment().name());
        data.put("account", dossier.deployment().account());
        data.put("today", dossier.today());
        for (Status status : Status.values()) {
            data.put(status.name(), assessment.with(status).size());
        }
        data.put(
                "open",
                assessment.results().stream().filter(ControlResult::isOpen).count());
        data.put("failing", rows(result -> result.status() == Status.FAIL));
        data.put(
                "registers",
                dossier.register().stream()
                        .map(register -> servers(register.days()))
                        .toList());
        data.put("gaps", dossier.register().map(BackupRegister::gaps).orElse(List.of()));
        data.put(
                "hasGaps",
                !dossier.register().map(BackupRegister::gaps).orElse(List.of()).isEmpty());
        data.put("arrivalsCommand", assessment.of("register-daily").command());
        data.put(
                "servers",
                Dossier.starts(dossier.deployment()).keySet().stream()
                        .map(Object::toString)
                        .toList());
        data.put("window", dossier.deployment().backup().arrivalWindowHours());
        data.put("places", places());
        data.put("fileServer", dossier.deployment().fileServer().isPresent());
        data.put("questions", questions());
        data.put("kinds", kinds());
        data.put("duties", duties());
        data.put("drills", drills());
        data.put("hasDrills", dossier.drills().isPresent());
        data.put("inputs", inputs);
        data.put("waivers", PackTables.waivers(dossier));
        data.put("hasWaivers", !PackTables.waivers(dossier).isEmpty());
        data.put(
                "templates",
                dossier.templates().stacks().stream()
                        .map(stack -> stack.stack())
                        .toList());
        return new PackFile("index.html", page("index.html").execute(data));
    }

    private PackFile matrix() {
        Map<String, List<Answer>> byActor = new TreeMap<>();
        dossier.matrix()
                .answers()
                .forEach(answer -> byActor.computeIfAbsent(answer.actor().split(" ")[0], first -> new ArrayList<>())
                        .add(answer));
        List<ActorSummary> actors = new ArrayList<>();
        byActor.forEach((actor, rows) -> actors.add(new ActorSummary(
                actor,
                words(actor),
                rows.size(),
                rows.stream().filter(row -> row.actual() == Outcome.ALLOWED).count(),
                rows.stream().filter(row -> row.actual() != Outcome.ALLOWED).count(),
                rows.stream().filter(row -> !row.isAsExpected()).count())));
        Map<String, Object> data = Map.of(
                "name", dossier.deployment().name(),
                "account", dossier.deployment().account(),
                "today", dossier.today(),
                "rows", dossier.matrix().answers().size(),
                "actors", actors,
                "controls", rows(result -> result.control().kind() == Control.Kind.ACCESS));
        return new PackFile("access-matrix.html", page("access-matrix.html").execute(data));
    }

    /** Who an actor is; that of its kind where it has no words of its own. */
    static String words(String actor) {
        String kind = actor.replaceFirst(":.*", ":");
        return ACTORS.getOrDefault(actor, ACTORS.getOrDefault(kind, ""));
    }

    private static List<ServerSummary> servers(List<RegisterDay> days) {
        Map<String, List<RegisterDay>> byServer = new TreeMap<>();
        days.forEach(day -> byServer.computeIfAbsent(day.server(), first -> new ArrayList<>())
                .add(day));
        List<ServerSummary> summaries = new ArrayList<>();
        byServer.forEach((server, rows) -> summaries.add(new ServerSummary(
                server,
                rows.get(0).day(),
                rows.get(rows.size() - 1).day(),
                rows.size(),
                rows.stream().filter(RegisterDay::came).count(),
                count(rows, RegisterDay.Status.LATE),
                count(rows, RegisterDay.Status.EXPLAINED),
                count(rows, RegisterDay.Status.NOT_EXPLAINED))));
        return summaries;
    }

    private static long count(List<RegisterDay> rows, RegisterDay.Status status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }

    private List<StoredCopy> places() {
        List<StoredCopy> places = new ArrayList<>(List.of(
                bucket("BackupBucket", "daily backups of Tally"),
                bucket("ReplicaBucket", "their copies"),
                bucket("ArchiveBucket", "one full set for each financial year, and the evidence of restore drills"),
                bucket("ArchiveReplicaBucket", "their copies"),
                bucket("TrailBucket", "the record of who did what")));
        dossier.templates()
                .resources("AWS::Backup::BackupVault")
                .forEach(vault -> places.add(new StoredCopy(
                        vault.property("BackupVaultName").asText(),
                        city(vault),
                        "backups of the file server",
                        vault.property("LockConfiguration")
                                        .path("MinRetentionDays")
                                        .asInt() + " days or longer")));
        return places;
    }

    private StoredCopy bucket(String logicalId, String holds) {
        Resource bucket = dossier.templates().resources("AWS::S3::Bucket").stream()
                .filter(each -> each.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
        JsonNode lock = bucket.property("ObjectLockConfiguration").at("/Rule/DefaultRetention");
        return new StoredCopy(
                bucket.reference(),
                city(bucket),
                holds,
                "%s days (%s lock)"
                        .formatted(
                                lock.path("Days").asInt(),
                                lock.path("Mode").asText().toLowerCase(Locale.ROOT)));
    }

    private static String city(Resource resource) {
        return resource.stack().region().equals("ap-south-1") ? "Mumbai (ap-south-1)" : "Hyderabad (ap-south-2)";
    }

    private List<Row> rows(Predicate<ControlResult> wanted) {
        List<ControlResult> results =
                assessment.results().stream().filter(wanted).toList();
        List<Row> rows = new ArrayList<>();
        results.forEach(result -> rows.add(new Row(result, rows.size() == results.size() - 1)));
        return rows;
    }

    private List<Asked> questions() {
        List<Asked> asked = new ArrayList<>();
        AuditQuestion.all()
                .forEach(question -> asked.add(new Asked(
                        asked.size() + 1,
                        question.asks(),
                        question.see(),
                        rows(result ->
                                question.controls().contains(result.control().id())))));
        return asked;
    }

    /** A heading with its rows. */
    record KindRows(String heading, List<Row> rows) {}

    private List<KindRows> kinds() {
        return List.of(
                new KindRows(
                        "What the templates say",
                        rows(result -> result.control().kind() == Control.Kind.TEMPLATE)),
                new KindRows("Who may do what", rows(result -> result.control().kind() == Control.Kind.ACCESS)),
                new KindRows(
                        "What the running account shows",
                        rows(result -> result.control().kind() == Control.Kind.RUNNING)),
                new KindRows("What people say", rows(result -> result.control().kind() == Control.Kind.OFFICE)));
    }

    private List<SupportedDuty> duties() {
        return Duty.all().stream()
                .map(duty -> new SupportedDuty(
                        duty, rows(result -> result.control().law().contains(duty.id()))))
                .toList();
    }

    private List<ApprovedDrill> drills() {
        return dossier.drills().orElse(List.of()).stream()
                .map(drill -> new ApprovedDrill(drill, dossier.attestations().approver(drill.drill())))
                .toList();
    }

    private static Template page(String name) {
        return Mustache.compiler()
                .escapeHTML(true)
                .strictSections(true)
                .zeroIsFalse(true)
                .emptyStringIsFalse(true)
                .withLoader(part -> new StringReader(read(part)))
                .compile(read(name));
    }

    private static String read(String name) {
        try (InputStream text = PackPages.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
