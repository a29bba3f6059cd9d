package com.tallyhybrid.preflight;

import com.tallyhybrid.preflight.AwsReply.NoAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The AWS CLI, version 2, as the person has set it up: with their sign-in, profile and second factor. Each question is a
 * process of its own, started without a shell.
 *
 * @param executable its whole path
 * @param profile the profile to sign in with; absent: what {@code AWS_PROFILE} or the default says
 * @param patience seconds until a question is given up and its process ended
 */
record AwsCli(String executable, Optional<String> profile, int patience) implements Aws {

    /** The largest answer: a list of everything of one kind in a large account has some megabytes. */
    static final int LARGEST_BYTES = 32 * 1024 * 1024;

    private static final int SECONDS_TO_END = 5;

    @Override
    public AwsReply ask(AwsCall call) {
        try {
            return reply(start(call));
        } catch (IOException absent) {
            return new NoAnswer("the AWS CLI (%s) cannot be started; is version 2 installed?"
                    .formatted(executable.replace('\\', '/')));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return new NoAnswer("interrupted");
        }
    }

    private Process start(AwsCall call) throws IOException {
        var command = new ArrayList<String>();
        command.add(executable);
        command.addAll(call.arguments());
        command.addAll(List.of("--output", "json", "--cli-connect-timeout", "10", "--cli-read-timeout", "30"));
        profile.ifPresent(name -> command.addAll(List.of("--profile", name)));
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        // What a person may have set up for reading with their eyes.
        environment.put("AWS_PAGER", "");
        environment.put("AWS_CLI_AUTO_PROMPT", "off");
        environment.put("AWS_CLI_ERROR_FORMAT", "legacy");
        // Windows would write its code page.
        environment.put("AWS_CLI_OUTPUT_ENCODING", "UTF-8");
        environment.put("PYTHONUTF8", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private AwsReply reply(Process process) throws InterruptedException {
        var output = read(process, process.getInputStream());
        var error = read(process, process.getErrorStream());
        try {
            if (!process.waitFor(patience, TimeUnit.SECONDS)) {
                return new NoAnswer("no answer within %d seconds; is there a way to the internet?".formatted(patience));
            }
            String said = output.get(SECONDS_TO_END, TimeUnit.SECONDS);
            if (said.length() > LARGEST_BYTES) {
                return new NoAnswer("the answer is larger than %d MiB".formatted(LARGEST_BYTES / 1024 / 1024));
            }
            return AwsReply.of(process.exitValue(), said, error.get(SECONDS_TO_END, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException unreadable) {
            return new NoAnswer("the AWS CLI's answer cannot be read");
        } finally {
            end(process);
        }
    }

    /** A process that says too much is ended: it would wait for somebody to listen. */
    private static CompletableFuture<String> read(Process process, InputStream stream) {
        var text = new CompletableFuture<String>();
        var reader = new Thread(() -> {
            try (stream) {
                byte[] bytes = stream.readNBytes(LARGEST_BYTES + 1);
                if (bytes.length > LARGEST_BYTES) {
                    end(process);
                }
                // One character a byte at most, so that what was cut off stays too large.
                text.complete(
                        bytes.length > LARGEST_BYTES
                                ? new String(bytes, StandardCharsets.ISO_8859_1)
                                : new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException broken) {
                text.completeExceptionally(broken);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    /** On Windows an {@code aws.cmd} is an interpreter that waits for the program itself. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
