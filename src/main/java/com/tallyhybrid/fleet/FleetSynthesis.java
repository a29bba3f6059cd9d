package com.tallyhybrid.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes the assemblies of a fleet: several clients one after the other in a process, and several processes side by side.
 * What becomes of one client depends on its file alone.
 *
 * @param folder where they go
 * @param jobs how many processes work at once
 * @param strict whether a value of the examples is a reason to refuse
 * @param start starts a process
 */
record FleetSynthesis(FleetFolder folder, int jobs, boolean strict, Supplier<Synthesizer> start) {

    /**
     * What a process may make before another takes its place: about 120 usual clients. jsii lets go of no object, so the
     * process of the CDK grows by five times the size of what it has written, from 530 MiB where it validates.
     */
    static final long MOST_BYTES_OF_ONE_PROCESS = 64L * 1024 * 1024;

    /**
     * Makes every client's assembly.
     *
     * @param clients in any order
     * @param done is told of each as soon as it is known, one at a time
     * @return all results, sorted by client
     */
    List<ClientResult> run(List<ClientFile> clients, Consumer<ClientResult> done) {
        requireWritable();
        Queue<ClientFile> waiting = new ConcurrentLinkedQueue<>(clients);
        Queue<ClientResult> results = new ConcurrentLinkedQueue<>();
        Consumer<ClientResult> tell = result -> {
            results.add(result);
            synchronized (results) {
                done.accept(result);
            }
        };
        ExecutorService crew = Executors.newFixedThreadPool(jobs);
        Queue<Future<?>> shifts = new ArrayDeque<>();
        for (int i = 0; i < Math.min(jobs, clients.size()); i++) {
            shifts.add(crew.submit(() -> work(waiting, tell)));
        }
        crew.shutdown();
        shifts.forEach(FleetSynthesis::await);
        try {
            folder.tidy();
        } catch (IOException left) {
            // The next run removes it.
        }
        return results.stream()
                .sorted(Comparator.comparing(ClientResult::client))
                .toList();
    }

    private void requireWritable() {
        try {
            Files.createDirectories(folder.root());
        } catch (IOException e) {
            throw new FleetRefusal(
                    List.of("cannot write to the folder %s: %s".formatted(folder.root(), e.getMessage())));
        }
    }

    private static void await(Future<?> shift) {
        try {
            shift.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one of the threads does: it keeps a process of its own. */
    private void work(Queue<ClientFile> waiting, Consumer<ClientResult> tell) {
        Synthesizer process = null;
        try {
            for (ClientFile client = waiting.poll(); client != null; client = waiting.poll()) {
                process = process == null ? start.get() : process;
                Attempt attempt = attempt(client, process);
                if (!attempt.answered() && process.bytes() > 0) {
                    // It may have died of what it made before: only a process of its own shows who is to blame.
                    process.close();
                    process = start.get();
                    attempt = attempt(client, process);
                }
                tell.accept(attempt.result());
                if (attempt.spent() || process.bytes() > MOST_BYTES_OF_ONE_PROCESS) {
                    process.close();
                    process = null;
                }
            }
        } finally {
            if (process != null) {
                process.close();
            }
        }
    }

    /**
     * What came of one client in one process.
     *
     * @param spent whether the process makes nothing after it
     */
    private record Attempt(ClientResult result, boolean answered, boolean spent) {}

    private Attempt attempt(ClientFile client, Synthesizer process) {
        try {
            Path making = folder.making(client.client());
            String digest = FleetFolder.digest(client.file());
            Optional<SynthesisAnswer> answer =
                    process.make(new SynthesisOrder(client.file().toString(), making.toString(), strict));
            if (answer.isEmpty()) {
                folder.drop(client.client());
                return new Attempt(refused(client, "Its process ended without an answer."), false, true);
            }
            if (!answer.get().refusal().isEmpty()) {
                folder.drop(client.client());
                return new Attempt(
                        refused(client, answer.get().refusal()),
                        true,
                        answer.get().tainted());
            }
            folder.keep(client, digest);
            return new Attempt(written(client, answer.get().notices()), true, false);
        } catch (IOException unwritable) {
            return new Attempt(refused(client, unwritable.getMessage()), true, false);
        }
    }

    private static ClientResult refused(ClientFile client, String why) {
        return new ClientResult(client.client(), client.path(), "refused", List.of(why), List.of());
    }

    private static ClientResult written(ClientFile client, List<String> notices) {
        return new ClientResult(client.client(), client.path(), "written", List.of(), notices);
    }
}
