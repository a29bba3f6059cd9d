package com.tallyhybrid.iam.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The condition keys of one request; their names ignore case. */
final class Context {

    /** What every request carries, by the page of the global condition keys. */
    private static final List<String> ALWAYS = List.of(
            "aws:CurrentTime",
            "aws:EpochTime",
            "aws:PrincipalAccount",
            "aws:PrincipalType",
            "aws:RequestedRegion",
            "aws:SecureTransport",
            "aws:UserAgent",
            "aws:userid",
            "aws:ViaAWSService");

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Keys that AWS adds, with values that follow from nothing here. */
    private final Set<String> unknown = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private Context() {}

    static Context of(Request request, Optional<String> resourceAccount) {
        var context = new Context();
        context.addPrincipal(request.principal());
        resourceAccount.ifPresent(account -> context.put("aws:ResourceAccount", account));
        context.values.putAll(request.context());
        return context;
    }

    /**
     * The values of the key; none where the request does not carry it.
     *
     * @throws IllegalArgumentException if AWS adds a value that only AWS knows, and the request does not say it
     */
    List<String> values(String key) {
        List<String> found = values.getOrDefault(key, List.of());
        if (found.isEmpty() && unknown.contains(key)) {
            throw new IllegalArgumentException("AWS adds %s to this request: say its value".formatted(key));
        }
        return found;
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

    /** The IAM User Guide: "Principal key values" of the policy variables, and the page of the global condition keys. */
    private void addPrincipal(Principal principal) {
        unknown.addAll(ALWAYS);
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
            unknown.add("aws:TokenIssueTime");
        } else if (principal instanceof Principal.Root root) {
            put("aws:PrincipalType", "Account");
            put("aws:userid", root.accountId());
        } else if (principal instanceof Principal.Service service) {
            put("aws:PrincipalServiceName", service.name());
            unknown.add("aws:PrincipalServiceNamesList");
        } else if (principal instanceof Principal.Anonymous) {
            put("aws:PrincipalType", "Anonymous");
            put("aws:PrincipalAccount", "anonymous");
            put("aws:userid", "anonymous");
        }
    }

    private void put(String key, String value) {
        values.put(key, List.of(value));
    }
}
