package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a value looks that AWS gives to what an output refers to. A value of another form would stand in commands that
 * people paste.
 *
 * @param pattern the whole value
 * @param holds what else must be so, asked of values that fit the pattern
 * @param words what it is, after "is"
 */
record OutputForm(Pattern pattern, Predicate<String> holds, String words) {

    private static final String HOST = "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+";

    private OutputForm(Pattern pattern, String words) {
        this(pattern, value -> true, words);
    }

    /** Ids by type. */
    private static final Map<String, String> IDS = Map.of(
            "AWS::EC2::VPNConnection", "vpn-[0-9a-f]{8,17}",
            "AWS::EC2::VPC", "vpc-[0-9a-f]{8,17}",
            "AWS::EC2::Subnet", "subnet-[0-9a-f]{8,17}",
            "AWS::FSx::FileSystem", "fs-[0-9a-f]{8,17}",
            "AWS::DirectoryService::MicrosoftAD", "d-[0-9a-f]{10}",
            "AWS::EC2::SecurityGroup.GroupId", "sg-[0-9a-f]{8,17}");

    /**
     * ARNs by type, and by attribute where that is not what {@code Ref} gives: the service, and what follows the account.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html">AWS: resource
     *     types of every service</a>
     */
    private static final Map<String, String[]> ARNS = Map.of(
            "AWS::SNS::Topic", new String[] {"sns", "[A-Za-z0-9_-]{1,256}"},
            "AWS::KMS::Key.Arn",
                    new String[] {"kms", "key/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"},
            "AWS::IAM::Role.Arn", new String[] {"iam", "role/[A-Za-z0-9+=,.@_/-]{1,512}"},
            "AWS::SecretsManager::Secret",
                    new String[] {"secretsmanager", "secret:[A-Za-z0-9/_+=.@-]{1,512}-[A-Za-z0-9]{6}"});

    /**
     * The form of what a template says of an output; empty where nothing is known of it, as in the templates of another app.
     *
     * @param declared the value in the template, which is no text
     * @param resource the resource of a logical id of the same stack
     */
    static Optional<OutputForm> of(JsonNode declared, Function<String, Resource> resource, Deployment deployment) {
        JsonNode join = declared.path("Fn::Join");
        if (join.isArray()) {
            return joined(join, resource, deployment);
        }
        JsonNode attribute = declared.path("Fn::GetAtt");
        String key = attribute.isArray()
                ? resource.apply(attribute.path(0).asText()).type() + "."
                        + attribute.path(1).asText()
                : resource.apply(declared.path("Ref").asText()).type();
        return known(key, deployment);
    }

    private static Optional<OutputForm> known(String key, Deployment deployment) {
        if (key.equals("AWS::FSx::FileSystem.DNSName")) {
            String domain = deployment
                    .fileServer()
                    .map(FileServer::directory)
                    .orElseThrow()
                    .domain();
            return Optional.of(new OutputForm(
                    Pattern.compile(HOST + "(?i:%s)".formatted(Pattern.quote(domain))),
                    "a host of the domain " + domain));
        }
        if (ARNS.containsKey(key)) {
            String[] parts = ARNS.get(key);
            return Optional.of(new OutputForm(
                    Pattern.compile("arn:aws:%s:[a-z0-9-]*:[0-9]*:%s".formatted(parts[0], parts[1])),
                    "an ARN of %s".formatted(key.replaceFirst("\\.Arn$", ""))));
        }
        return Optional.ofNullable(IDS.get(key))
                .map(id -> new OutputForm(Pattern.compile(id), "the id that AWS gives (%s)".formatted(id)));
    }

    /** Texts and values one after another, or the two addresses of a directory. */
    private static Optional<OutputForm> joined(
            JsonNode join, Function<String, Resource> resource, Deployment deployment) {
        if (join.path(1).has("Fn::GetAtt")) {
            Cidr network = deployment.network().map(Network::vpcCidr).orElseThrow();
            String address = "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|(?=,|$))){4}";
            return Optional.of(new OutputForm(
                    Pattern.compile("%s(, ?%1$s)*".formatted(address)),
                    list -> areDistinctIn(network, list),
                    "a list of IPv4 addresses, each once, in the network " + network));
        }
        var pattern = new StringBuilder();
        for (JsonNode part : join.path(1)) {
            Optional<String> own = part.isTextual()
                    ? Optional.of(Pattern.quote(part.asText()))
                    : of(part, resource, deployment).map(form -> form.pattern().pattern());
            if (own.isEmpty()) {
                return Optional.empty();
            }
            pattern.append(own.get());
        }
        return Optional.of(new OutputForm(Pattern.compile(pattern.toString()), "what the templates make of it"));
    }

    private static boolean areDistinctIn(Cidr network, String list) {
        var addresses = Arrays.asList(list.split(", ?"));
        return new HashSet<>(addresses).size() == addresses.size()
                && addresses.stream().allMatch(network::contains);
    }

    boolean fits(String value) {
        return pattern.matcher(value).matches() && holds.test(value);
    }
}
