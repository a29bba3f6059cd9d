package com.tallyhybrid.accessmatrix;

import com.tallyhybrid.cloudformation.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the placeholders of a question stand for: one binding for each question that it becomes. */
final class Bindings {

    private Bindings() {}

    static List<Map<String, String>> of(Question question, Principals cast, KnownResources landmarks) {
        Stream<Map<String, String>> bindings = Stream.of(new TreeMap<>(Map.of(
                "account", landmarks.account(),
                "deployment", landmarks.deployment(),
                "stranger", landmarks.stranger())));
        if (question.actor().equals("agent")) {
            bindings = bindings.flatMap(each(binding -> cast.agents().stream(), "agent"));
        }
        if (question.mentions("other")) {
            bindings = bindings.flatMap(each(
                    binding -> cast.agents().stream().filter(agent -> !agent.equals(binding.get("agent"))), "other"));
        }
        if (question.mentions("locked")) {
            bindings = bindings.flatMap(each(binding -> landmarks.lockedBuckets().stream(), "locked"));
        }
        if (question.mentions("key")) {
            bindings = bindings.flatMap(binding ->
                    landmarks.logGroups().stream().map(log -> withKey(with(binding, "log", arn(log)), log)));
        }
        return bindings.toList();
    }

    private static Function<Map<String, String>, Stream<Map<String, String>>> each(
            Function<Map<String, String>, Stream<String>> values, String placeholder) {
        return binding -> values.apply(binding).map(value -> with(binding, placeholder, value));
    }

    private static Map<String, String> with(Map<String, String> binding, String placeholder, String value) {
        Map<String, String> more = new TreeMap<>(binding);
        more.put(placeholder, value);
        return more;
    }

    private static Map<String, String> withKey(Map<String, String> binding, Resource log) {
        return with(binding, "key", log.property("KmsKeyId").asText());
    }

    /** CloudWatch Logs names itself to KMS by the ARN without the closing {@code :*}. */
    private static String arn(Resource log) {
        String arn = log.arn();
        return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
    }

    static String fill(String text, Map<String, String> binding) {
        String filled = text;
        for (Map.Entry<String, String> entry : binding.entrySet()) {
            filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return filled;
    }
}
