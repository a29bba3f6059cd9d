package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.LeafVisitor;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what a change names for the first time and what lies outside: accounts, Regions and addresses of others, policies of
 * administrators, and calls that a timer would make.
 *
 * <p>It knows no types: whatever a resource is, it gives nothing away without naming whom it gives it to. Policies are left
 * to {@link StatementCheck}.
 */
public final class OutsideCheck implements Check {

    private static final Rule ACCOUNT = Rule.of("foreign-account");
    private static final Rule REGION = Rule.of("foreign-region");
    private static final Rule ENDPOINT = Rule.of("outside-endpoint");
    private static final Rule CALL = Rule.of("scheduled-call");
    private static final Rule ADMINISTRATOR = Rule.of("administrator-policy");

    private static final Pattern REGION_NAME =
            Pattern.compile("(?:^|:)((?:af|ap|ca|eu|il|me|mx|sa|us)-(?:gov-)?[a-z]+-\\d)(?::|$)");
    private static final Pattern URL = Pattern.compile("https?://([^/:?#]+).*");
    private static final Pattern ENDPOINT_NAME = Pattern.compile("(?i).*(endpoint|url|uri|address|webhook\\w*)$");
    private static final Pattern OF_AWS = Pattern.compile(".*\\.(amazonaws\\.com|aws\\.amazon\\.com|api\\.aws)$");
    private static final Pattern SDK_CALL = Pattern.compile("arn:[a-z-]+:scheduler:::aws-sdk:([^:]+):(.+)");
    /** Calls that read, tell, or start what is judged by itself: a runbook, a function, a job. */
    private static final Pattern HARMS_NOTHING_ITSELF = Pattern.compile(
            "(?i)(get|list|describe|head|search|lookup|publish|send|invoke|start|putEvents|putMetric).*");

    private static final Pattern OF_ADMINISTRATORS =
            Pattern.compile("arn:[a-z-]+:iam::aws:policy/(AdministratorAccess|PowerUserAccess|IAMFullAccess)");

    /** Policies, which {@link StatementCheck} reads, and what {@link PropertyGrantCheck} tells of a user or role. */
    private static final Set<String> TOLD_ELSEWHERE = new TreeSet<>(Set.of(
            "PolicyDocument",
            "AssumeRolePolicyDocument",
            "KeyPolicy",
            "AccessPolicy",
            "ResourcePolicy",
            "ManagedPolicyArns",
            "PermissionsBoundary",
            "Statement",
            "Description",
            "Metadata"));

    /** One side's names of everything, as texts. */
    private record Known(Set<String> accounts, Set<String> regions, Set<String> texts) {}

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Known known = known(comparison);
        List<ReviewFinding> findings = new ArrayList<>();
        comparison
                .head()
                .forEach((template, subject, resource) ->
                        LeafVisitor.visit(PropertyPath.ROOT, resource.path("Properties"), (path, value) -> {
                            String text = template.text(value);
                            if (!known.texts.contains(text) && !isToldElsewhere(path)) {
                                finding(subject, path, text, known)
                                        .map(finding -> finding.at(path))
                                        .ifPresent(findings::add);
                            }
                        }));
        return findings;
    }

    private static boolean isToldElsewhere(PropertyPath path) {
        return path.segments().stream().anyMatch(TOLD_ELSEWHERE::contains);
    }

    private static Optional<ReviewFinding> finding(Subject subject, PropertyPath path, String text, Known known) {
        Matcher call = SDK_CALL.matcher(text);
        if (call.matches()) {
            String words = call.group(1) + ":" + call.group(2);
            boolean harmless = HARMS_NOTHING_ITSELF.matcher(call.group(2)).matches();
            return Optional.of(CALL.about(subject)
                    .as(harmless ? Severity.NOTICE : Severity.DANGER)
                    .naming("call", words));
        }
        if (OF_ADMINISTRATORS.matcher(text).matches()) {
            return Optional.of(ADMINISTRATOR.about(subject).naming("policy", text));
        }
        Optional<String> account = AccountId.foreign(text, known.accounts);
        if (account.isPresent()) {
            return Optional.of(ACCOUNT.about(subject).naming("account", account.get()));
        }
        Optional<String> region =
                regions(text).filter(name -> !known.regions.contains(name)).findFirst();
        if (region.isPresent()) {
            return Optional.of(REGION.about(subject).naming("region", region.get()));
        }
        Matcher url = URL.matcher(text);
        String name = path.withoutIndexes().segments().isEmpty()
                ? ""
                : path.withoutIndexes()
                        .segments()
                        .get(path.withoutIndexes().segments().size() - 1);
        boolean outside = ENDPOINT_NAME.matcher(name).matches()
                && url.matches()
                && !OF_AWS.matcher(url.group(1)).matches()
                && !url.group(1).contains("<");
        return outside ? Optional.of(ENDPOINT.about(subject).naming("host", url.group(1))) : Optional.empty();
    }

    private static Stream<String> regions(String text) {
        return REGION_NAME.matcher(text).results().map(found -> found.group(1));
    }

    /** What the templates as they are name already, and where both sides are deployed. */
    private static Known known(Comparison comparison) {
        Set<String> texts = new HashSet<>();
        comparison
                .base()
                .forEach((template, subject, resource) -> LeafVisitor.visit(
                        PropertyPath.ROOT, resource, (path, value) -> texts.add(template.text(value))));
        Set<String> accounts = new HashSet<>();
        Set<String> regions = new HashSet<>();
        for (String text : texts) {
            AccountId.in(text).forEach(accounts::add);
            regions(text).forEach(regions::add);
        }
        addPlaces(comparison.base(), accounts, regions);
        addPlaces(comparison.head(), accounts, regions);
        return new Known(accounts, regions, texts);
    }

    private static void addPlaces(Side side, Set<String> accounts, Set<String> regions) {
        accounts.addAll(side.accounts());
        side.forEach((SymbolicResolver template, Subject subject, JsonNode resource) -> regions.add(template.region()));
    }
}
