package com.tallyhybrid.fleet;

import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Today;
import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.report.MarkdownReport;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.review.waiver.WaiverFile;
import com.tallyhybrid.review.waiver.Waivers;
import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet review}: what a change of settings, or a new release of the app, does to each client. */
@Command(
        name = "review",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing dangerous for any client, or all of it waived",
            "1:a danger that nobody has waived, a waiver that does not hold, or a client that is refused",
            "2:nothing was reviewed: the command is wrong, or an assembly or the waivers cannot be read"
        },
        description = "Compares the assembly of each client with the one that is kept in a folder, such as the%n"
                + "fleet.out of what is deployed. Only clients whose templates differ are looked into.%n")
final class FleetReviewCommand implements Callable<Integer> {

    @Mixin
    private FleetView run;

    @Option(
            names = "--base",
            required = true,
            paramLabel = "FOLDER",
            description = "The fleet as it is deployed: a kept output of fleet synth.")
    private Path base;

    @Option(names = "--waivers", paramLabel = "FILE", description = "What somebody has decided to accept.")
    private Optional<Path> waivers;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the summary there, not to the terminal.")
    private Optional<Path> markdown;

    @Option(
            names = "--details",
            paramLabel = "FOLDER",
            description = "Writes the whole review of each client that changes there, as CLIENT.md.")
    private Optional<Path> details;

    @Mixin
    private Today today;

    @Mixin
    private ResultFiles files;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws IOException {
        var kept = new FleetFolder(base);
        if (kept.clients().isEmpty()) {
            throw new FleetRefusal(List.of("%s: there is no assembly of a client in it".formatted(base)));
        }
        Waivers accepted =
                waivers.map(file -> WaiverFile.read(file, today.day())).orElse(Waivers.NONE);
        List<ClientResult> made = run.assemblies();
        Map<String, ClientResult> refused = made.stream()
                .filter(ClientResult::fails)
                .collect(Collectors.toMap(ClientResult::client, result -> result));
        List<ClientReview> reviews = reviews(kept, refused);
        WaivedReview all = accepted.judge(new Review(reviews.stream()
                .flatMap(review -> review.findings().stream())
                .sorted(ReviewFinding.ORDER)
                .toList()));
        Map<String, List<JudgedFinding>> judged = judged(reviews, all);
        FleetReviewPage page = FleetReviewPage.of(reviews, judged, deployments(reviews), all.problems());
        show(page, reviews, judged);
        files.write("review", results(made, reviews, judged));
        return page.verdict().startsWith("Stop") || !refused.isEmpty() ? FleetCommand.FAULTS : FleetCommand.GOOD;
    }

    /** Of every client of the files but those that are refused, and of every one that is kept and no longer there. */
    private List<ClientReview> reviews(FleetFolder kept, Map<String, ClientResult> refused) {
        var names = new TreeSet<>(kept.clients());
        var asked = run.clients().stream().map(ClientFile::client).collect(Collectors.toSet());
        names.addAll(asked);
        names.removeAll(refused.keySet());
        return names.stream()
                .map(name -> asked.contains(name)
                        ? ClientReview.of(name, kept, run.folder())
                        : new ClientReview(name, ClientReview.Fate.GONE, List.of()))
                .toList();
    }

    /** The waivers were judged against all findings at once: one that is for a single client is not unused elsewhere. */
    private static Map<String, List<JudgedFinding>> judged(List<ClientReview> reviews, WaivedReview all) {
        Map<ReviewFinding, Optional<Waiver>> decided = new HashMap<>();
        all.findings().forEach(found -> decided.put(found.finding(), found.waiver()));
        Map<String, List<JudgedFinding>> judged = new TreeMap<>();
        reviews.forEach(review -> judged.put(
                review.client(),
                review.findings().stream()
                        .map(finding -> new JudgedFinding(finding, decided.get(finding)))
                        .toList()));
        return judged;
    }

    private Map<String, String> deployments(List<ClientReview> reviews) {
        Map<String, String> names = new HashMap<>();
        reviews.forEach(review -> names.put(review.client(), review.client()));
        run.clients().stream()
                .filter(client -> run.folder().has(client.client()))
                .forEach(client -> names.put(
                        client.client(), DeploymentFile.read(client.file()).name()));
        return names;
    }

    private void show(FleetReviewPage page, List<ClientReview> reviews, Map<String, List<JudgedFinding>> judged)
            throws IOException {
        if (details.isPresent()) {
            Files.createDirectories(details.get());
            for (ClientReview review : reviews) {
                if (review.fate() == ClientReview.Fate.CHANGED) {
                    var whole = new WaivedReview(judged.get(review.client()), List.of());
                    ResultFiles.write(
                            details.get().resolve(review.client() + ".md"),
                            MarkdownReport.of(whole, Origins.UNKNOWN, today.day(), List.of()));
                }
            }
        }
        if (markdown.isPresent()) {
            ResultFiles.write(markdown.get(), page.markdown());
        } else {
            run.out().print(page.markdown());
            run.out().flush();
        }
    }

    private static List<ClientResult> results(
            List<ClientResult> made, List<ClientReview> reviews, Map<String, List<JudgedFinding>> judged) {
        Map<String, ClientResult> results = new TreeMap<>();
        Map<String, String> paths = new LinkedHashMap<>();
        made.forEach(result -> {
            results.put(result.client(), result);
            paths.put(result.client(), result.file());
        });
        reviews.forEach(review -> results.put(
                review.client(),
                new ClientResult(
                        review.client(),
                        paths.getOrDefault(review.client(), ""),
                        review.fate().word(),
                        judged.get(review.client()).stream()
                                .filter(JudgedFinding::fails)
                                .map(found -> sentence(found.finding()))
                                .toList(),
                        List.of())));
        return List.copyOf(results.values());
    }

    private static String sentence(ReviewFinding finding) {
        return "%s on %s%s: %s"
                .formatted(
                        finding.ruleId(),
                        finding.subject().label(),
                        finding.path().isEmpty() ? "" : " at " + finding.path(),
                        finding.meaning());
    }
}
