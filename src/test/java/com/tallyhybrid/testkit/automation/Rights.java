package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the role of one document allows, measured by the calls of its runs. */
public final class Rights {

    private final Assembly app;
    private final Evaluator access;
    private final String role;
    private final List<Request> needed = new ArrayList<>();

    private Rights(Assembly app, String role) {
        this.app = app;
        this.access = Evaluator.of(app);
        this.role = role;
    }

    public static Rights of(Templates templates, String document) {
        Assembly app = templates.assembly();
        String role = app.resources("AWS::SSM::Document").stream()
                .filter(found -> found.property("Name").asText().equals(document))
                .map(found -> found.property("Content").path("assumeRole").asText())
                .findFirst()
                .orElseThrow();
        return new Rights(app, role);
    }

    /** Adds what a run has called. */
    public Rights need(RecordedAws aws) {
        String key = app.resources().stream()
                .filter(resource -> resource.logicalId().equals("AlertsKey"))
                .findFirst()
                .orElseThrow()
                .arn();
        aws.calls().forEach(call -> needed.addAll(Requirements.of(new Principal.RoleSession(role), call, key)));
        return this;
    }

    /** Whether Systems Manager, for a run in this account, may take the role. */
    public boolean isTakenBySystemsManager() {
        var request = new Request(new Principal.Service("ssm.amazonaws.com"), "sts:AssumeRole", role)
                .with("aws:SourceAccount", "111122223333")
                .with("aws:SourceArn", "arn:aws:ssm:ap-south-1:111122223333:automation-execution/e");
        return allows(request) && !allows(request.with("aws:SourceAccount", "444455556666"));
    }

    /** What a run needs and the role does not allow. */
    public List<String> missing() {
        return needed.stream()
                .filter(request -> !allows(request))
                .map(Rights::label)
                .distinct()
                .toList();
    }

    /** What the role would allow in another Region too. IAM, which hands out roles, and Route 53 know no Regions. */
    public List<String> allowedElsewhere() {
        return needed.stream()
                .filter(request -> !request.action().matches("(iam|route53):.+"))
                .map(Rights::inVirginia)
                .filter(this::allows)
                .map(Rights::label)
                .distinct()
                .toList();
    }

    /** What the role would allow on the same things of another deployment in the account, by their names and tags. */
    public List<String> allowedOfOthers() {
        return needed.stream()
                .map(Rights::ofAnotherFirm)
                .filter(request -> !needed.contains(request))
                // No template has what is theirs; it is in the same account, where a role's own rights decide.
                .map(request -> request.with("aws:ResourceAccount", "111122223333"))
                .filter(this::allows)
                .map(Rights::label)
                .distinct()
                .toList();
    }

    private static Request ofAnotherFirm(Request request) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        request.context()
                .forEach((key, values) ->
                        context.put(key, values.stream().map(Rights::named).toList()));
        return new Request(request.principal(), request.action(), named(request.resource()), context);
    }

    private static String named(String text) {
        return text.replace("sharma-traders", "other-firm");
    }

    /** Actions that the role allows and no run has needed. */
    public Set<String> unused() {
        Set<String> used = needed.stream().map(Request::action).collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>();
        for (Resource policy : app.resources("AWS::IAM::ManagedPolicy")) {
            boolean attached =
                    policy.property("Roles").valueStream().anyMatch(name -> role.endsWith("/" + name.asText()));
            if (attached) {
                actions(policy.property("PolicyDocument")).stream()
                        .filter(pattern ->
                                used.stream().noneMatch(action -> action.matches(pattern.replace("*", ".*"))))
                        .forEach(unused::add);
            }
        }
        return unused;
    }

    private static List<String> actions(JsonNode document) {
        return StreamSupport.stream(document.path("Statement").spliterator(), false)
                .flatMap(statement -> Templates.texts(statement.path("Action")).stream())
                .toList();
    }

    private boolean allows(Request request) {
        return access.evaluate(request).outcome() == Outcome.ALLOWED;
    }

    private static Request inVirginia(Request request) {
        String region = request.context().get("aws:RequestedRegion").get(0);
        return new Request(
                        request.principal(),
                        request.action(),
                        request.resource().replace(":" + region + ":", ":us-east-1:"),
                        request.context())
                .with("aws:RequestedRegion", "us-east-1");
    }

    private static String label(Request request) {
        return "%s on %s".formatted(request.action(), request.resource());
    }
}
