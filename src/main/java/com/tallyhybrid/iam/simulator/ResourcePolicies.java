package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.PolicyReader.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the policies that are attached to resources. */
final class ResourcePolicies {

    private static final Map<String, Function<Resource, ResourcePolicy>> READERS = Map.of(
            "AWS::S3::BucketPolicy", ResourcePolicies::bucket,
            "AWS::KMS::Key", ResourcePolicies::key,
            "AWS::SNS::TopicPolicy", ResourcePolicies::topics,
            "AWS::SQS::QueuePolicy", ResourcePolicies::queues,
            "AWS::SecretsManager::ResourcePolicy", ResourcePolicies::secret,
            "AWS::Logs::ResourcePolicy", ResourcePolicies::logs,
            "AWS::Backup::BackupVault", ResourcePolicies::vault,
            "AWS::IAM::Role", ResourcePolicies::trust);

    /** Types that add to a resource policy without showing one. */
    private static final Set<String> WITHOUT_DOCUMENT = Set.of(
            "AWS::Lambda::Permission",
            "AWS::Lambda::LayerVersionPermission",
            "AWS::Events::EventBusPolicy",
            "AWS::S3::AccessGrant",
            "AWS::RAM::ResourceShare");

    /** The two members that no policy lacks, also in a text, and in one that a function puts together. */
    private static final Pattern POLICY =
            Pattern.compile("\"Statement\\\\*\"\\s*:.*\"Effect\\\\*\"\\s*:", Pattern.DOTALL);

    /** A runbook may carry a policy that it attaches once it runs: until then it says nothing to a request. */
    private static final String PROGRAM = "AWS::SSM::Document";

    private static final String ENDPOINT = "AWS::EC2::VPCEndpoint";

    private ResourcePolicies() {}

    static List<ResourcePolicy> of(Assembly assembly) {
        assembly.resources().forEach(ResourcePolicies::requireKnown);
        return assembly.resources().stream()
                .flatMap(resource -> Optional.ofNullable(READERS.get(resource.type())).stream()
                        .map(reader -> reader.apply(resource)))
                .toList();
    }

    /** Policies of VPC endpoints, for the requests that travel through them. */
    static List<ResourcePolicy> ofEndpoints(Assembly assembly) {
        return assembly.resources(ENDPOINT).stream()
                // An endpoint without a policy lets everything through.
                .filter(endpoint -> !endpoint.property("PolicyDocument").isMissingNode())
                .map(ResourcePolicies::endpoint)
                .toList();
    }

    private static ResourcePolicy endpoint(Resource resource) {
        String id = resource.reference();
        ResourcePolicy policy = policy(
                resource,
                Kind.RESOURCE,
                "PolicyDocument",
                request -> request.context()
                        .getOrDefault("aws:SourceVpce", List.of())
                        .contains(id));
        // AWS PrivateLink guide, "Principals for gateway endpoints": Principal must be *, and aws:PrincipalArn decides.
        boolean gateway = resource.property("VpcEndpointType").asText("Gateway").equals("Gateway");
        policy.statements().forEach(statement -> {
            if (gateway && !statement.principals().orElseThrow().listed().equals(Set.of("*"))) {
                throw PolicyReader.refusal(statement.label(), "a gateway endpoint takes * alone as Principal");
            }
        });
        return policy;
    }

    private static ResourcePolicy bucket(Resource resource) {
        String arn = "arn:aws:s3:::" + resource.property("Bucket").asText();
        return policy(
                resource,
                Kind.RESOURCE,
                "PolicyDocument",
                request -> request.resource().equals(arn) || request.resource().startsWith(arn + "/"));
    }

    private static ResourcePolicy key(Resource resource) {
        return policy(resource, Kind.RESOURCE, "KeyPolicy", isOne(Set.of(resource.arn())));
    }

    private static ResourcePolicy topics(Resource resource) {
        return policy(resource, Kind.RESOURCE, "PolicyDocument", isOne(texts(resource, "Topics")));
    }

    private static ResourcePolicy queues(Resource resource) {
        Set<String> arns = new HashSet<>();
        for (String url : texts(resource, "Queues")) {
            String[] parts = url.split("[./]");
            arns.add("arn:aws:sqs:%s:%s:%s".formatted(parts[3], parts[parts.length - 2], parts[parts.length - 1]));
        }
        return policy(resource, Kind.RESOURCE, "PolicyDocument", isOne(arns));
    }

    private static ResourcePolicy secret(Resource resource) {
        return policy(resource, Kind.RESOURCE, "ResourcePolicy", isOne(texts(resource, "SecretId")));
    }

    private static ResourcePolicy logs(Resource resource) {
        String all = "arn:aws:logs:%s:%s:"
                .formatted(resource.stack().region(), resource.stack().account());
        try {
            JsonNode document = new ObjectMapper()
                    .readTree(resource.property("PolicyDocument").asText());
            List<Statement> statements = PolicyReader.read(resource.label(), Kind.RESOURCE, document);
            return new ResourcePolicy(statements, request -> request.resource().startsWith(all));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(resource.label() + ": PolicyDocument is not JSON", e);
        }
    }

    private static ResourcePolicy vault(Resource resource) {
        return resource.property("AccessPolicy").isMissingNode()
                ? new ResourcePolicy(List.of(), request -> false)
                : policy(resource, Kind.RESOURCE, "AccessPolicy", isOne(Set.of(resource.arn())));
    }

    private static ResourcePolicy trust(Resource resource) {
        return policy(
                resource,
                Kind.TRUST,
                "AssumeRolePolicyDocument",
                isOne(Set.of(resource.arn())).and(request -> request.service().equals("sts")));
    }

    private static ResourcePolicy policy(Resource resource, Kind kind, String property, Predicate<Request> guards) {
        return new ResourcePolicy(PolicyReader.read(resource.label(), kind, resource.property(property)), guards);
    }

    private static Predicate<Request> isOne(Set<String> arns) {
        return request -> arns.contains(request.resource());
    }

    private static Set<String> texts(Resource resource, String property) {
        return Set.copyOf(PolicyReader.texts(resource.label(), resource.property(property)));
    }

    /** A policy on a type that nobody reads would be skipped in silence. */
    private static void requireKnown(Resource resource) {
        String type = resource.type();
        boolean known = READERS.containsKey(type)
                || IdentityPolicies.TYPES.contains(type)
                || type.equals(ENDPOINT)
                || type.equals(PROGRAM);
        boolean holdsPolicy = POLICY.matcher(resource.definition().toString()).find();
        if (!known && holdsPolicy || WITHOUT_DOCUMENT.contains(type)) {
            throw new IllegalArgumentException("%s: policies of %s are not modelled".formatted(resource.label(), type));
        }
        String acl = resource.property("AccessControl").asText("Private");
        if (type.equals("AWS::S3::Bucket") && !acl.equals("Private")) {
            throw new IllegalArgumentException(
                    "%s: the access control list %s is not modelled".formatted(resource.label(), acl));
        }
    }
}
