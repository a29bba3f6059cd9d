package com.tallyhybrid.review.checks.access;

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
import java.util.Comparator;
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
    private static final String GIVEN =
            "The account {account}, in which nothing of this app is deployed, is given something here: ask whose it is, and"
                    + " whether it should have it.";
    private static final Rule ADMINISTRATOR = Rule.of("administrator-policy");

    private static final Pattern REGION_NAME =
            Pattern.compile("(?:^|:)((?:af|ap|ca|eu|il|me|mx|sa|us)-(?:gov-)?[a-z]+-\\d)(?::|$)");
    private static final Pattern URL = Pattern.compile("https?://([^/:?#]+).*");
    private static final Pattern ENDPOINT_NAME = Pattern.compile("(?i).*(endpoint|url|uri|address|webhook\\w*)$");
    private static final Pattern OF_AWS = Pattern.compile(".*\\.(amazonaws\\.com|aws\\.amazon\\.com|api\\.aws)$");
    private static final Pattern SDK_CALL =
            Pattern.compile("arn:[a-z-]+:(?:scheduler|states):::aws-sdk:([A-Za-z0-9]+):([A-Za-z0-9]+)");
    /** Calls that read, tell, or start what is judged by itself: a runbook, a function, a job. */
    private static final Pattern HARMS_NOTHING_ITSELF = Pattern.compile(
            "(?i)(get|list|describe|head|search|lookup|publish|send|invoke|start|putEvents|putMetric).*");

    /** Properties that name whom something is given to: an account there is not only mentioned. */
    private static final Pattern GIVES_RIGHTS = Pattern.compile(
            "(?i).*(principal(s|arn|identifier)?|grantee\\w*|sharerules|sharedaccounts|launchpermission\\w*"
                    + "|(allowed|authorized|target|trusted)accounts?)$");

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
            "Metadata",
            "Tags"));

    /**
     * What the templates as they are name already, and where both sides are deployed.
     *
     * @param own the accounts that the stacks are deployed into
     * @param accounts these and whatever else is named
     * @param given what is written where rights are given, by the resource
     */
    private record Known(
            Set<String> own, Set<String> accounts, Set<String> regions, Set<String> texts, Set<List<String>> given) {

        Known() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        void add(Subject subject, PropertyPath path, String text) {
            texts.add(text);
            AccountId.in(text).forEach(accounts::add);
            OutsideCheck.regions(text).forEach(regions::add);
            if (givesRights(path)) {
                given.add(List.of(subject.label(), text));
            }
        }

        void add(Side side) {
            own.addAll(side.accounts());
            accounts.addAll(side.accounts());
            side.readers().forEach(template -> regions.add(template.region()));
        }

        /** To give somebody a right is news, though another resource names the same account already. */
        boolean has(Subject subject, PropertyPath path, String text) {
            return givesRights(path) ? given.contains(List.of(subject.label(), text)) : texts.contains(text);
        }
    }

    /** Takes a value of a resource as a text, whichever branch of a choice it stands in. */
    @FunctionalInterface
    private interface Visitor {
        void visit(Subject subject, PropertyPath path, String text);
    }

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Known known = new Known();
        visit(comparison.base(), known::add);
        known.add(comparison.base());
        known.add(comparison.head());
        List<ReviewFinding> findings = new ArrayList<>();
        visit(comparison.head(), (subject, path, text) -> {
            if (!isToldElsewhere(path) && !known.has(subject, path, text)) {
                finding(subject, path, text, known)
                        .map(finding -> finding.at(path))
                        .ifPresent(findings::add);
            }
        });
        return findings;
    }

    private static void visit(Side side, Visitor visitor) {
        Choices choices = Choices.open();
        side.forEach((template, subject, resource) -> choices.of(template, resource.path("Properties"))
                .forEach(variant -> LeafVisitor.visit(
                        PropertyPath.ROOT,
                        variant.value(),
                        (path, value) -> template.texts(value).forEach(text -> visitor.visit(subject, path, text)))));
    }

    private static boolean givesRights(PropertyPath path) {
        return path.segments().stream()
                .anyMatch(segment -> GIVES_RIGHTS.matcher(segment).matches());
    }

    private static boolean isToldElsewhere(PropertyPath path) {
        return path.segments().stream().anyMatch(TOLD_ELSEWHERE::contains);
    }

    private static Optional<ReviewFinding> finding(Subject subject, PropertyPath path, String text, Known known) {
        Optional<ReviewFinding> call = SDK_CALL.matcher(text)
                .results()
                .map(found -> call(subject, found.group(1), found.group(2)))
                .min(Comparator.comparing(ReviewFinding::severity));
        if (call.isPresent()) {
            return call;
        }
        if (OF_ADMINISTRATORS.matcher(text).matches()) {
            return Optional.of(ADMINISTRATOR.about(subject).naming("policy", text));
        }
        boolean right = givesRights(path);
        Optional<String> account = AccountId.foreign(text, right ? known.own : known.accounts);
        if (account.isPresent()) {
            ReviewFinding finding = right
                    ? ACCOUNT.about(subject).saying(GIVEN)
                    : ACCOUNT.about(subject).as(Severity.NOTICE);
            return Optional.of(finding.naming("account", account.get()));
        }
        Optional<String> region =
                regions(text).filter(name -> !known.regions.contains(name)).findFirst();
        if (region.isPresent()) {
            return Optional.of(REGION.about(subject).naming("region", region.get()));
        }
        Matcher url = URL.matcher(text);
        List<String> names = path.withoutIndexes().segments();
        String name = names.isEmpty() ? "" : names.get(names.size() - 1);
        boolean outside = ENDPOINT_NAME.matcher(name).matches()
                && url.matches()
                && !OF_AWS.matcher(url.group(1)).matches()
                && !url.group(1).contains("<");
        return outside ? Optional.of(ENDPOINT.about(subject).naming("host", url.group(1))) : Optional.empty();
    }

    private static ReviewFinding call(Subject subject, String service, String operation) {
        boolean harmless = HARMS_NOTHING_ITSELF.matcher(operation).matches();
        return CALL.about(subject)
                .as(harmless ? Severity.NOTICE : Severity.DANGER)
                .naming("call", service + ":" + operation);
    }

    private static Stream<String> regions(String text) {
        return REGION_NAME.matcher(text).results().map(found -> found.group(1));
    }
}
