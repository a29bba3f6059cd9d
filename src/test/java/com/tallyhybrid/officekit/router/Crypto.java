package com.tallyhybrid.officekit.router;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one end of a tunnel offers, in AWS's words; read from the text of a router or from a template.
 *
 * @param version of IKE
 * @param phase1 the key exchange
 * @param phase2 the traffic
 * @param dpdSeconds until a silent peer is given up
 */
record Crypto(String version, Phase phase1, Phase phase2, int dpdSeconds) {

    /** One of the two negotiations. */
    record Phase(Set<String> encryption, Set<String> integrity, Set<Integer> groups, int lifetime) {

        boolean isWithin(Phase offered) {
            return lifetime == offered.lifetime
                    && isWithin(encryption, offered.encryption)
                    && isWithin(integrity, offered.integrity)
                    && isWithin(groups, offered.groups);
        }

        private static <T> boolean isWithin(Set<T> part, Set<T> whole) {
            return !part.isEmpty() && whole.containsAll(part);
        }
    }

    /** Whether every value agrees, and nothing is offered that the other end does not accept. */
    boolean agreesWith(Crypto aws) {
        return version.equals(aws.version)
                && dpdSeconds == aws.dpdSeconds
                && phase1.isWithin(aws.phase1)
                && phase2.isWithin(aws.phase2);
    }

    /** What a tunnel of a synthesized VPN connection accepts. */
    static Crypto ofTemplate(JsonNode tunnel) {
        return new Crypto(
                tunnel.path("IKEVersions").path(0).path("Value").asText(),
                phase(tunnel, "Phase1"),
                phase(tunnel, "Phase2"),
                tunnel.path("DPDTimeoutSeconds").asInt());
    }

    private static Phase phase(JsonNode tunnel, String phase) {
        return new Phase(
                values(tunnel.path(phase + "EncryptionAlgorithms")),
                values(tunnel.path(phase + "IntegrityAlgorithms")),
                values(tunnel.path(phase + "DHGroupNumbers")).stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet()),
                tunnel.path(phase + "LifetimeSeconds").asInt());
    }

    private static Set<String> values(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToObj(place -> list.path(place).path("Value").asText())
                .collect(Collectors.toSet());
    }
}
