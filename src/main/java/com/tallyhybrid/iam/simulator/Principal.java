package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;

/** Who asks. Identity policies that no template holds come with the principal. */
public sealed interface Principal {

    /**
     * An IAM user.
     *
     * @param arn {@code arn:aws:iam::111122223333:user/name}
     * @param policies identity policies besides those of the templates
     */
    record User(String arn, List<JsonNode> policies) implements Principal {

        public User {
            requireArn(arn, "arn:aws:iam::\\d{12}:user/.+");
            policies = List.copyOf(policies);
        }

        public User(String arn) {
            this(arn, List.of());
        }

        @Override
        public Optional<String> principalArn() {
            return Optional.of(arn);
        }
    }

    /**
     * Someone, or a service, that has assumed a role.
     *
     * @param roleArn {@code arn:aws:iam::111122223333:role/name}
     * @param session the name of the session
     * @param policies identity policies besides those of the templates
     */
    record RoleSession(String roleArn, String session, List<JsonNode> policies) implements Principal {

        public RoleSession {
            requireArn(roleArn, "arn:aws:iam::\\d{12}:role/.+");
            policies = List.copyOf(policies);
        }

        public RoleSession(String roleArn) {
            this(roleArn, "session", List.of());
        }

        /** The session's own name: without the role's path. */
        public String sessionArn() {
            return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(accountOf(roleArn), lastPart(roleArn), session);
        }

        @Override
        public Optional<String> principalArn() {
            return Optional.of(roleArn);
        }
    }

    /** The root user of an account. */
    record Root(String accountId) implements Principal {

        @Override
        public Optional<String> principalArn() {
            return Optional.of("arn:aws:iam::" + accountId + ":root");
        }

        @Override
        public List<JsonNode> policies() {
            return List.of(everything());
        }
    }

    /** An AWS service that acts in its own name, such as {@code events.amazonaws.com}. */
    record Service(String name) implements Principal {}

    /**
     * The holder of a token that an identity provider has signed; the claims of the token are condition keys of the
     * request.
     *
     * @param providerArn {@code arn:aws:iam::111122223333:oidc-provider/host}
     */
    record Federated(String providerArn) implements Principal {

        public Federated {
            requireArn(providerArn, "arn:aws:iam::\\d{12}:oidc-provider/.+");
        }
    }

    /** Nobody in particular: a request without a signature. */
    record Anonymous() implements Principal {}

    /** A role of the account with every right an identity policy can give. */
    static Principal administrator(String accountId) {
        return new RoleSession(
                "arn:aws:iam::" + accountId + ":role/Administrator", "administrator", List.of(everything()));
    }

    /** Identity policies that come with the principal. */
    default List<JsonNode> policies() {
        return List.of();
    }

    /** What {@code aws:PrincipalArn} says. */
    default Optional<String> principalArn() {
        return Optional.empty();
    }

    /** The account the principal belongs to. */
    default Optional<String> account() {
        return principalArn().map(Principal::accountOf);
    }

    private static JsonNode everything() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return json.objectNode()
                .put("Version", "2012-10-17")
                .set(
                        "Statement",
                        json.objectNode()
                                .put("Sid", "Everything")
                                .put("Effect", "Allow")
                                .put("Action", "*")
                                .put("Resource", "*"));
    }

    private static String accountOf(String arn) {
        return arn.split(":", 6)[4];
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static void requireArn(String arn, String pattern) {
        if (!arn.matches(pattern)) {
            throw new IllegalArgumentException("not such a principal: " + arn);
        }
    }
}
