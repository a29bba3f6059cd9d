package com.tallyhybrid.fleet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much one account may hold: a row of {@code quotas.yaml}.
 *
 * @param what as AWS calls it
 * @param type of CloudFormation that is counted
 * @param sum the numbers of that name are added up; without one, the resources are counted
 * @param most before anybody asks for more
 * @param each {@code region} or {@code account}
 * @param raised whether AWS raises it on request
 * @param source page of docs.aws.amazon.com
 */
record AccountQuota(String what, String type, String sum, int most, String each, boolean raised, String source) {

    private static List<AccountQuota> all() {
        try (InputStream yaml = AccountQuota.class.getResourceAsStream("quotas.yaml")) {
            return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * What is wrong with the accounts that several clients share, by client: the last of them is told, in the order of
     * their names.
     */
    static Map<FleetClient, List<String>> exceeded(List<FleetClient> clients) {
        Map<String, List<FleetClient>> accounts = new LinkedHashMap<>();
        clients.forEach(client -> accounts.computeIfAbsent(client.account(), account -> new ArrayList<>())
                .add(client));
        Map<FleetClient, List<String>> problems = new LinkedHashMap<>();
        List<AccountQuota> quotas = all();
        accounts.values().stream().filter(sharing -> sharing.size() > 1).forEach(sharing -> {
            FleetClient last = sharing.get(sharing.size() - 1);
            quotas.forEach(quota -> quota.excess(sharing)
                    .forEach(text -> problems.computeIfAbsent(last, none -> new ArrayList<>())
                            .add(text)));
        });
        return problems;
    }

    private List<String> excess(List<FleetClient> sharing) {
        Map<String, Integer> used = new TreeMap<>();
        for (FleetClient client : sharing) {
            for (Resource resource : client.assembly().resources(type)) {
                String place = each.equals("region") ? " in " + resource.stack().region() : "";
                used.merge(place, amount(resource), Integer::sum);
            }
        }
        List<String> problems = new ArrayList<>();
        used.forEach((place, number) -> {
            if (number > most) {
                problems.add("account %s: its %s clients come to %s %s%s, and AWS allows %s%s (%s)"
                        .formatted(
                                sharing.get(0).account(),
                                sharing.size(),
                                number,
                                what,
                                place,
                                most,
                                raised ? " until somebody asks for more" : ", never more",
                                source));
            }
        });
        return problems;
    }

    private int amount(Resource resource) {
        return sum == null
                ? 1
                : resource.properties().findValues(sum).stream()
                        .mapToInt(JsonNode::asInt)
                        .sum();
    }
}
