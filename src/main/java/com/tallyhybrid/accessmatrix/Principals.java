package com.tallyhybrid.accessmatrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Who asks the questions, found in the templates. */
final class Principals {

    private final Assembly app;
    private final KnownResources landmarks;
    private final String account;
    private final Optional<String> allowedSources;

    Principals(Assembly app, KnownResources landmarks) {
        this.app = app;
        this.landmarks = landmarks;
        account = landmarks.account();
        allowedSources = allowedSources(app);
    }

    List<String> agents() {
        return app.resources("AWS::IAM::User").stream().map(Resource::reference).toList();
    }

    boolean has(String feature) {
        return switch (feature) {
            case "fenced" -> allowedSources.isPresent();
            case "unfenced" -> allowedSources.isEmpty();
            case "budget" -> landmarks.has("AWS::Budgets::Budget");
            case "vault" -> landmarks.has("AWS::Backup::BackupVault");
            case "recovery-of-pune" ->
                landmarks.has("AWS::EC2::VPC") && agents().contains(landmarks.deployment() + "-pune");
            case "break-glass" -> landmarks.breakGlassRole().isPresent();
            default -> throw new IllegalArgumentException("unknown feature " + feature);
        };
    }

    Principal principal(String actor, String agent, String region) {
        if (actor.startsWith("service:")) {
            return new Principal.Service(actor.substring("service:".length()));
        }
        if (actor.startsWith("runbook:")) {
            return new Principal.RoleSession(landmarks.runbookRole(actor.substring("runbook:".length())));
        }
        return switch (actor) {
            case "agent" -> new Principal.User("arn:aws:iam::%s:user/%s".formatted(account, agent));
            case "replication" -> new Principal.RoleSession(landmarks.replicationRole());
            case "eventPublisher" -> new Principal.RoleSession(landmarks.eventPublisher());
            case "administrator" -> Principal.administrator(account);
            case "deployer" -> privileged(deployer(region));
            case "foreignDeployer" -> privileged(deployer(region.equals("ap-south-1") ? "ap-south-2" : "ap-south-1"));
            case "breakGlass" ->
                new Principal.RoleSession(
                        landmarks.breakGlassRole().orElseThrow().arn());
            case "breakGlassUser" -> breakGlassUser();
            case "root" -> new Principal.Root(account);
            case "otherAccount" -> Principal.administrator(landmarks.stranger());
            case "anonymous" -> new Principal.Anonymous();
            default -> throw new IllegalArgumentException("unknown actor " + actor);
        };
    }

    /** A role of the account whose own policies allow everything: only resource policies can stop it. */
    private Principal privileged(String roleArn) {
        return new Principal.RoleSession(
                roleArn, "session", Principal.administrator(account).policies());
    }

    private String deployer(String region) {
        return "arn:aws:iam::%1$s:role/cdk-hnb659fds-cfn-exec-role-%1$s-%2$s".formatted(account, region);
    }

    /** An address from which the agents may work. */
    String officeAddress() {
        return allowedSources.map(sources -> sources.split("/")[0]).orElse("198.51.100.10");
    }

    /** The first user whom the role trusts; an administrator otherwise, so that only the trust can stop them. */
    private Principal breakGlassUser() {
        JsonNode trusted = landmarks
                .breakGlassRole()
                .orElseThrow()
                .property("AssumeRolePolicyDocument")
                .at("/Statement/0/Principal/AWS");
        String arn = trusted.isArray() ? trusted.path(0).asText() : trusted.asText();
        return new Principal.User(arn, Principal.administrator(account).policies());
    }

    private static Optional<String> allowedSources(Assembly app) {
        return app.resources("AWS::IAM::ManagedPolicy").stream()
                .map(policy -> condition(policy, "DenyOutsideOffices", "/NotIpAddress/aws:SourceIp"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The first value of a condition in the statement with this Sid. */
    private static Optional<String> condition(Resource policy, String sid, String pointer) {
        JsonNode statements = policy.property("PolicyDocument").path("Statement");
        return StreamSupport.stream(statements.spliterator(), false)
                .filter(statement -> statement.path("Sid").asText().equals(sid))
                .map(statement -> statement.path("Condition").at(pointer))
                .map(value -> value.isArray() ? value.path(0).asText() : value.asText())
                .findFirst();
    }
}
