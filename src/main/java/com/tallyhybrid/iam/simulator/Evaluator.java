package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.PolicyReader.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers requests from the policies of an app's templates. */
public final class Evaluator {

    // S3 lets the owner's root user repair a bucket policy that shuts everyone out.
    private static final Set<String> ROOT_REPAIRS =
            Set.of("s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy");

    private final IdentityPolicies identities;
    private final List<ResourcePolicy> resources;
    private final List<ResourcePolicy> endpoints;
    private final Map<String, String> bucketOwners = new HashMap<>();

    private Evaluator(Collection<Assembly> assemblies, Map<String, JsonNode> managed) {
        identities = new IdentityPolicies(assemblies, managed);
        resources = assemblies.stream()
                .flatMap(assembly -> ResourcePolicies.of(assembly).stream())
                .toList();
        endpoints = assemblies.stream()
                .flatMap(assembly -> ResourcePolicies.ofEndpoints(assembly).stream())
                .toList();
        for (Assembly assembly : assemblies) {
            for (Resource bucket : assembly.resources("AWS::S3::Bucket")) {
                bucketOwners.put(bucket.arn(), bucket.stack().account());
            }
        }
    }

    /** Reads every policy of the templates. */
    public static Evaluator of(Assembly assembly) {
        return of(assembly, Map.of());
    }

    /** The same with managed policies that the templates only name, such as those of AWS, by ARN. */
    public static Evaluator of(Assembly assembly, Map<String, JsonNode> managed) {
        return new Evaluator(List.of(assembly), managed);
    }

    /** Reads every policy of several apps: what a principal of one may do to what another holds. */
    public static Evaluator of(Collection<Assembly> assemblies) {
        return new Evaluator(assemblies, Map.of());
    }

    /** Whether the request is allowed, and by what. */
    public Decision evaluate(Request request) {
        Optional<String> owner = owner(request);
        boolean local = owner.isEmpty() || owner.equals(request.principal().account());
        Context context = Context.of(request, owner);
        return new Evaluation(request, context, applicable(request, local), local).decide();
    }

    private Applicable applicable(Request request, boolean local) {
        Principal principal = request.principal();
        boolean repair = local
                && principal instanceof Principal.Root
                && ROOT_REPAIRS.contains(request.action().toLowerCase(Locale.ROOT));
        return new Applicable(
                identity(principal),
                principal.principalArn().flatMap(identities::boundary),
                repair
                        ? List.of()
                        : guarding(resources, request).stream()
                                .flatMap(List::stream)
                                .toList(),
                guarding(endpoints, request));
    }

    /** What the principal's own policies allow. */
    List<Statement> identityAllows(Principal principal) {
        return identity(principal).stream().filter(Statement::allows).toList();
    }

    /** What the policies of the resource allow anybody. */
    List<Statement> resourceAllows(Request request) {
        return guarding(resources, request).stream()
                .flatMap(List::stream)
                .filter(Statement::allows)
                .toList();
    }

    private List<Statement> identity(Principal principal) {
        List<Statement> statements = new ArrayList<>();
        principal.principalArn().ifPresent(arn -> {
            // A mistyped name would be denied everything, and a test of a denial would prove nothing.
            if (!identities.knows(arn) && principal.policies().isEmpty()) {
                throw new IllegalArgumentException("no template has %s, and it brings no policy".formatted(arn));
            }
            statements.addAll(identities.statements(arn));
        });
        for (JsonNode supplied : principal.policies()) {
            statements.addAll(PolicyReader.read("supplied", Kind.IDENTITY, supplied));
        }
        return statements;
    }

    private static List<List<Statement>> guarding(List<ResourcePolicy> policies, Request request) {
        return policies.stream()
                .filter(policy -> policy.guards().test(request))
                .map(ResourcePolicy::statements)
                .toList();
    }

    /** The account that the resource belongs to; the principal's own where AWS checks no resource. */
    private Optional<String> owner(Request request) {
        List<String> given = request.context().getOrDefault("aws:ResourceAccount", List.of());
        if (!given.isEmpty()) {
            return Optional.of(given.get(0));
        }
        if (request.resource().equals("*")) {
            return request.principal().account();
        }
        String[] parts = request.resource().split(":", 6);
        String account = parts[2].equals("s3") ? bucketOwners.get(bucket(request.resource())) : parts[4];
        if (account == null || account.isEmpty()) {
            throw new IllegalArgumentException(
                    "whose is %s? No template has it: say aws:ResourceAccount".formatted(request.resource()));
        }
        return Optional.of(account);
    }

    private static String bucket(String arn) {
        int slash = arn.indexOf('/');
        return slash < 0 ? arn : arn.substring(0, slash);
    }
}
