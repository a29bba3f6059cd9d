package com.tallyhybrid.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Reach;
import com.tallyhybrid.settings.Cidr;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether each client is alone with its data: for every ordered pair of clients, every principal of the one, and the
 * administrator of its account, against every resource of the other that holds data or opens it.
 *
 * <p>The administrator stands for everybody of another account whom no template knows; whom a policy names besides is asked
 * about by name. Within one account nothing keeps
 * an administrator out; there only the roles and users of the deployments are asked about.
 */
final class Isolation {

    private static final List<DataKind> KINDS = DataKind.all();

    private final Reach reach;
    private final Map<FleetClient, List<Principal>> principals = new IdentityHashMap<>();
    private final Map<FleetClient, Principal> administrators = new IdentityHashMap<>();
    private final Map<FleetClient, List<Held>> held = new IdentityHashMap<>();

    private Isolation(List<FleetClient> clients) {
        reach = Reach.among(clients.stream().map(FleetClient::assembly).toList());
        for (FleetClient client : clients) {
            principals.put(client, principals(client));
            administrators.put(client, Principal.administrator(client.account()));
            held.put(client, held(client));
        }
    }

    /** A resource that a client holds, what can be tried, and the keys that AWS adds to a request for it. */
    private record Held(Resource resource, Reach.Aim aim, Map<String, List<String>> keys) {}

    /**
     * A right that nobody should have.
     *
     * @param from the client whose principal has it
     * @param to the client whose resource it is
     * @param principal ARN of who has it
     * @param resource the resource, by stack and logical id
     * @param grants what is allowed
     */
    record Opening(FleetClient from, FleetClient to, String principal, String resource, List<Reach.Grant> grants) {

        String sentence() {
            Reach.Grant first = grants.get(0);
            String more = grants.size() == 1 ? "" : ", and %s more".formatted(grants.size() - 1);
            return "%s of client %s may do %s%s to %s of client %s (by %s)"
                    .formatted(principal, from.name(), first.action(), more, resource, to.name(), first.because());
        }
    }

    /** Every right across clients, in the order of the clients; empty where each is alone. */
    static List<Opening> openings(List<FleetClient> clients) {
        var isolation = new Isolation(clients);
        return clients.stream()
                .flatMap(from ->
                        clients.stream().filter(to -> to != from).flatMap(to -> isolation.between(from, to).stream()))
                .toList();
    }

    private List<Opening> between(FleetClient from, FleetClient to) {
        List<Opening> openings = new ArrayList<>();
        boolean apart = !from.account().equals(to.account());
        for (Held target : held.get(to)) {
            if (apart && !reach.isOpenTo(from.account(), target.aim())) {
                continue;
            }
            List<Principal> asking = new ArrayList<>(principals.get(from));
            if (apart) {
                asking.add(administrators.get(from));
                asking.addAll(reach.named(target.aim(), from.account()));
            }
            Map<String, List<String>> keys = keys(from, target);
            for (Principal principal : asking) {
                List<Reach.Grant> grants = reach.of(principal, target.aim(), keys);
                if (!grants.isEmpty()) {
                    String who = principal.principalArn().orElseThrow();
                    openings.add(new Opening(from, to, who, target.resource().label(), grants));
                }
            }
        }
        return openings;
    }

    private static List<Principal> principals(FleetClient client) {
        return Stream.concat(
                        client.assembly().resources("AWS::IAM::User").stream()
                                .map(user -> (Principal) new Principal.User(user.arn())),
                        client.assembly().resources("AWS::IAM::Role").stream()
                                .map(role -> new Principal.RoleSession(role.arn())))
                .toList();
    }

    private static List<Held> held(FleetClient client) {
        return KINDS.stream()
                .flatMap(kind -> client.assembly().resources(kind.type()).stream()
                        .map(resource -> new Held(resource, kind.aim(resource), keysOf(resource, client))))
                .toList();
    }

    /** Tags, and the names that KMS knows a key by. */
    private static Map<String, List<String>> keysOf(Resource resource, FleetClient client) {
        Map<String, List<String>> keys = new TreeMap<>();
        String service = resource.type().split("::")[1].toLowerCase(Locale.ROOT);
        for (JsonNode tag : resource.property("Tags")) {
            if (tag.has("Key")) {
                List<String> value = List.of(tag.path("Value").asText());
                keys.put("aws:ResourceTag/" + tag.path("Key").asText(), value);
                keys.put(service + ":ResourceTag/" + tag.path("Key").asText(), value);
            }
        }
        if (resource.type().equals("AWS::KMS::Key")) {
            List<String> aliases = client.assembly().resources("AWS::KMS::Alias").stream()
                    .filter(alias -> List.of(resource.arn(), resource.reference())
                            .contains(alias.property("TargetKeyId").asText()))
                    .map(alias -> alias.property("AliasName").asText())
                    .toList();
            if (!aliases.isEmpty()) {
                keys.put("kms:ResourceAliases", aliases);
            }
        }
        return keys;
    }

    /** A request as good as it can be: over TLS, with a fresh second factor, from an address that the client may use. */
    private static Map<String, List<String>> keys(FleetClient from, Held target) {
        Map<String, List<String>> keys = new TreeMap<>(target.keys());
        keys.put("aws:SecureTransport", List.of("true"));
        keys.put("s3:TlsVersion", List.of("1.3"));
        keys.put("aws:ViaAWSService", List.of("false"));
        keys.put("aws:MultiFactorAuthPresent", List.of("true"));
        keys.put("aws:MultiFactorAuthAge", List.of("60"));
        keys.put("aws:userid", List.of("AIDAEXAMPLE"));
        keys.put("kms:CallerAccount", List.of(from.account()));
        keys.put("aws:RequestedRegion", List.of(target.resource().stack().region()));
        List<Cidr> sources = from.deployment().backup().allowedSources();
        keys.put(
                "aws:SourceIp",
                List.of(
                        sources.isEmpty()
                                ? "198.51.100.10"
                                : sources.get(0).toString().split("/")[0]));
        return keys;
    }
}
