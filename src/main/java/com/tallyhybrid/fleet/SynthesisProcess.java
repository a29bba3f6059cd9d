package com.tallyhybrid.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.app.TallyApp;
import com.tallyhybrid.command.Launcher;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.file.InvalidSettings;
import com.tallyhybrid.settings.notice.SettingsNotices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that makes one assembly after another: a {@link SynthesisOrder} in a line of its standard input, a {@link
 * SynthesisAnswer} in a line of its standard output. It ends with its input.
 */
final class SynthesisProcess {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SynthesisProcess() {}

    public static void main(String[] arguments) throws IOException {
        serve(SynthesisProcess::obey);
    }

    /** Answers each order until there is none, and ends the process. */
    static void serve(Craft craft) throws IOException {
        Launcher.endWithIt(1);
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What the construct library prints must not stand between the answers.
        System.setOut(System.err);
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            answers.println(JSON.writeValueAsString(craft.obey(JSON.readValue(line, SynthesisOrder.class))));
        }
        System.exit(0);
    }

    /** How an order is carried out. */
    @FunctionalInterface
    interface Craft {
        SynthesisAnswer obey(SynthesisOrder order) throws IOException;
    }

    static SynthesisAnswer obey(SynthesisOrder order) throws IOException {
        try {
            Deployment deployment = DeploymentFile.read(Path.of(order.file()));
            if (order.strict() && !SettingsNotices.placeholders(deployment).isEmpty()) {
                return SynthesisAnswer.refused(SettingsNotices.placeholders(deployment).stream()
                        .map(text -> "Replace before a deploy: " + text)
                        .collect(Collectors.joining("\n")));
            }
            Path folder = Path.of(order.folder());
            TallyApp.synthesize(deployment, folder);
            return SynthesisAnswer.written(notices(deployment), size(folder));
        } catch (InvalidSettings refused) {
            return SynthesisAnswer.refused(refused.getMessage());
        } catch (RuntimeException failure) {
            return SynthesisAnswer.failed(sentence(failure));
        }
    }

    private static List<String> notices(Deployment deployment) {
        return Stream.concat(
                        SettingsNotices.placeholders(deployment).stream()
                                .map(text -> "Replace before a deploy: " + text),
                        SettingsNotices.notes(deployment).stream())
                .toList();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** The CDK's words without the stack of its own calls, and without the place of a report that is not kept. */
    private static String sentence(RuntimeException failure) {
        String words = String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.matches("\\s+at .*|A copy of this report can be found in: .*"))
                .collect(Collectors.joining("\n"))
                .strip();
        return "The CDK refuses it: " + words.replaceFirst("^(\\w*Error: )+", "");
    }
}
