package com.tallyhybrid.officekit.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.officekit.Handover;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A port of a domain controller.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param range one number, or two with a hyphen between
 * @param purpose what it is for
 */
record DirectoryPort(String protocol, String range, String purpose) {

    /** As the template lets the file server out to its directory: one list for both. */
    static List<DirectoryPort> of(Handover handover) {
        JsonNode rules = handover.templates()
                .resource(handover.names().of("FileServer"), "FileServerSecurityGroup")
                .property("SecurityGroupEgress");
        return StreamSupport.stream(rules.spliterator(), false)
                .map(DirectoryPort::of)
                .distinct()
                .toList();
    }

    private static DirectoryPort of(JsonNode rule) {
        int from = rule.path("FromPort").asInt();
        int to = rule.path("ToPort").asInt();
        return new DirectoryPort(
                rule.path("IpProtocol").asText(),
                from == to ? String.valueOf(from) : from + "-" + to,
                rule.path("Description").asText().replaceFirst("^Directory: ", ""));
    }

    boolean isTriable() {
        return protocol.equals("tcp") && !range.contains("-");
    }
}
