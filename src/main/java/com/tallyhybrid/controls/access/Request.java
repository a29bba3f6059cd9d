package com.tallyhybrid.controls.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        if (!resource.equals("*") && (!resource.startsWith("arn:") || resource.split(":", 6).length != 6)) {
            throw new IllegalArgumentException("a request names one resource by its ARN, got " + resource);
        }
        context = Map.copyOf(context);
    }

    /** The same question with one more condition key. */
    public Request with(String key, String... values) {
        var more = new HashMap<>(context);
        more.put(key, List.of(values));
        return new Request(principal, action, resource, more);
    }

    String service() {
        return action.substring(0, action.indexOf(':'));
    }
}
