package com.tallyhybrid.iam.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One question to the policies.
 *
 * @param principal who asks
 * @param action what for, such as {@code s3:PutObject}
 * @param resource the ARN of the resource that AWS checks for this action, or {@code *} where it checks none
 * @param context the condition keys of the request; those that follow from the principal are added
 */
public record Request(Principal principal, String action, String resource, Map<String, List<String>> context) {

    public Request {
        if (!action.matches("[a-z0-9-]+:[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("a request names one action, got " + action);
        }
        if (action.equalsIgnoreCase("sts:GetCallerIdentity")) {
            // The STS API Reference: no permission is needed, and an explicit Deny changes nothing.
            throw new IllegalArgumentException("AWS answers sts:GetCallerIdentity to everybody, whatever policies say");
        }
        if (!resource.equals("*") && (!resource.startsWith("arn:") || resource.split(":", 6).length != 6)) {
            throw new IllegalArgumentException("a request names one resource by its ARN, got " + resource);
        }
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.putAll(context);
        if (keys.size() != context.size()) {
            throw new IllegalArgumentException("a condition key ignores case and is given twice: " + context.keySet());
        }
        context = Collections.unmodifiableMap(keys);
    }

    /** A question without condition keys of its own. */
    public Request(Principal principal, String action, String resource) {
        this(principal, action, resource, Map.of());
    }

    /** The same question with one more condition key. */
    public Request with(String key, String... values) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(context);
        more.put(key, List.of(values));
        return new Request(principal, action, resource, more);
    }

    String service() {
        return action.substring(0, action.indexOf(':'));
    }
}
