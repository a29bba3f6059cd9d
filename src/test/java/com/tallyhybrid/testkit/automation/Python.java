package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** Runs the Python of {@code aws:executeScript}, with boto3 and the clock replaced. */
final class Python {

    /** Systems Manager cuts off what a script returns beyond this. */
    private static final int LARGEST_OUTPUT = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** One for all tests: starting another takes most of a second. Every script gets a name space of its own. */
    private static final Context PYTHON = start();

    private Python() {}

    /** What the script sees of AWS. */
    public static final class Bridge {

        private final RecordedAws aws;
        private AssertionError unrecorded;

        Bridge(RecordedAws aws) {
            this.aws = aws;
        }

        @HostAccess.Export
        public String call(String service, String region, String api, String parameters) {
            ObjectNode answer = JSON.createObjectNode();
            try {
                answer.set("Answer", aws.call(service, region, api, parse(parameters)));
            } catch (AwsFault fault) {
                answer.putObject("Fault").put("Code", fault.code()).put("Message", fault.getMessage());
            } catch (AssertionError error) {
                // A script that catches every exception must not hide it.
                unrecorded = error;
                throw error;
            }
            return answer.toString();
        }

        @HostAccess.Export
        public void sleep(double seconds) {
            aws.pass(seconds);
        }

        @HostAccess.Export
        public double now() {
            return aws.now();
        }
    }

    private static Context start() {
        Context python = Context.newBuilder("python")
                // An ordinary JDK has no compiler for it; these scripts are short.
                .option("engine.WarnInterpreterOnly", "false")
                .allowHostAccess(HostAccess.EXPLICIT)
                .allowCreateThread(true)
                .build();
        python.eval("python", prelude());
        return python;
    }

    /** @throws StepFailure with what the script raised */
    static synchronized JsonNode run(String script, String handler, JsonNode events, RecordedAws aws) {
        var bridge = new Bridge(aws);
        Value globals = PYTHON.getBindings("python");
        globals.putMember("_aws", bridge);
        try {
            String result = globals.getMember("_run")
                    .execute(script, handler, events.toString())
                    .asString();
            rethrow(bridge);
            if (result.length() > LARGEST_OUTPUT) {
                throw new StepFailure("the script returns more than 100 KB");
            }
            return parse(result);
        } catch (PolyglotException raised) {
            rethrow(bridge);
            throw new StepFailure(raised.getMessage());
        }
    }

    private static void rethrow(Bridge bridge) {
        if (bridge.unrecorded != null) {
            throw bridge.unrecorded;
        }
    }

    private static String prelude() {
        try (InputStream stream = Python.class.getResourceAsStream("prelude.py")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
