package com.tallyhybrid.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running {@link SynthesisProcess}, and how much it has made. */
final class Synthesizer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the command line hands to an app, and what must not reach this one: each order says where and what. */
    private static final String OF_THE_COMMAND_LINE = "CDK_.*|CONTEXT_OVERFLOW_LOCATION";

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private long bytes;

    private Synthesizer(Process process) {
        this.process = process;
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param program what obeys the orders
     * @param validated whether the CDK's validator looks at every template
     */
    static Synthesizer start(Class<?> program, boolean validated) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As this process was started: its archive of classes, its compiler, its launcher.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.matches("-X(?!m|log|debug|runjdwp).*|-Dtallyhybrid\\..*"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches(OF_THE_COMMAND_LINE));
        // core/lib/private/synthesis-validation.ts: a refusal is thrown with the whole report, and not only printed.
        environment.put("CDK_APP_MODE", "inmemory");
        environment.put("CDK_VALIDATION", Boolean.toString(validated));
        try {
            return new Synthesizer(builder.start());
        } catch (IOException e) {
            throw new FleetRefusal(List.of("cannot start %s: %s".formatted(command.get(0), e.getMessage())));
        }
    }

    /** Makes one assembly; empty where the process ended before it answered. */
    Optional<SynthesisAnswer> make(SynthesisOrder order) {
        try {
            orders.write(JSON.writeValueAsString(order));
            orders.newLine();
            orders.flush();
            String line = answers.readLine();
            if (line == null) {
                return Optional.empty();
            }
            SynthesisAnswer answer = JSON.readValue(line, SynthesisAnswer.class);
            bytes += answer.bytes();
            return Optional.of(answer);
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /** Size of all assemblies it has made: its memory grows with it. */
    long bytes() {
        return bytes;
    }

    /** Lets it end by itself, so that the CDK's own process ends too. */
    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException ended) {
            // It has ended already.
        }
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
