package com.tallyhybrid.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awscdk.Fn;

/**
 * The CDK as it starts beside the reading of the settings: a Node process, and the library in it.
 *
 * <p>jsii has one Node process in a JVM and no lock, so nobody else may use the CDK before {@link #await}.
 */
final class EarlyStart {

    private final CompletableFuture<Void> started = new CompletableFuture<>();

    private EarlyStart() {}

    static EarlyStart begin() {
        var start = new EarlyStart();
        // A daemon: settings that are refused end the app without it.
        var thread = new Thread(start::touch, "early start of the CDK");
        thread.setDaemon(true);
        thread.start();
        return start;
    }

    private void touch() {
        try {
            // The cheapest call there is; it makes nothing.
            Fn.ref("AWS::Region");
            started.complete(null);
        } catch (RuntimeException | Error problem) {
            started.completeExceptionally(problem);
        }
    }

    /** Waits until the CDK can be used; what kept it from starting is thrown here. */
    void await() {
        try {
            started.join();
        } catch (CompletionException problem) {
            if (problem.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) problem.getCause();
        }
    }
}
