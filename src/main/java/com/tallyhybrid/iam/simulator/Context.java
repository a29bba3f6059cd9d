package com.tallyhybrid.iam.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The condition keys of one request; their names ignore case. */
final class Context {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Context() {}

    static Context of(Request request, Optional<String> resourceAccount) {
        var context = new Context();
        context.addPrincipal(request.principal());
        resourceAccount.ifPresent(account -> context.put("aws:ResourceAccount", account));
        context.values.putAll(request.context());
        return context;
    }

    /** The values of the key; none where the request does not carry it. */
    List<String> values(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The value that a policy variable stands for. */
    Optional<String> variable(String key) {
        List<String> found = values(key);
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "%s has %d values and cannot be a policy variable".formatted(key, found.size()));
        }
        return found.stream().findFirst();
    }

    private void addPrincipal(Principal principal) {
        principal.principalArn().ifPresent(arn -> put("aws:PrincipalArn", arn));
        principal.account().ifPresent(account -> put("aws:PrincipalAccount", account));
        if (!(principal instanceof Principal.Anonymous)) {
            put("aws:PrincipalIsAWSService", Boolean.toString(principal instanceof Principal.Service));
        }
        if (principal instanceof Principal.User user) {
            put("aws:username", user.arn().substring(user.arn().lastIndexOf('/') + 1));
            put("aws:PrincipalType", "User");
        } else if (principal instanceof Principal.RoleSession) {
            put("aws:PrincipalType", "AssumedRole");
        } else if (principal instanceof Principal.Root) {
            put("aws:PrincipalType", "Account");
        } else if (principal instanceof Principal.Service service) {
            put("aws:PrincipalServiceName", service.name());
        }
    }

    private void put(String key, String value) {
        values.put(key, List.of(value));
    }
}
