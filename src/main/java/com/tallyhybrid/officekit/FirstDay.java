package com.tallyhybrid.officekit;

import com.tallyhybrid.settings.Network;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lists to tick off on the first day, each where its work is done: one for the administrator, one for the desk of
 * every Tally server, one for the cabinet with the router of every office. Without offices the first two remain.
 */
final class FirstDay implements KitPart {

    private static final TextTemplate ADMINISTRATOR = TextTemplate.html("first-day.html");
    private static final TextTemplate SERVER = TextTemplate.html("first-day-server.html");
    private static final TextTemplate OFFICE = TextTemplate.html("first-day-office.html");

    @Override
    public Stream<KitFile> files(Handover handover) {
        var facts = new PageFacts(handover);
        Stream<KitFile> servers = handover.deployment().backup().servers().stream()
                .map(server -> new KitFile(
                        "servers/%s/first-day.html".formatted(server.name()),
                        SERVER.with(page(facts, "server", ServerFacts.of(handover, server)))));
        Stream<KitFile> offices = handover.network().map(Network::offices).stream()
                .flatMap(sites -> sites.stream())
                .map(office -> new KitFile(
                        "offices/%s/first-day.html".formatted(office.name()),
                        OFFICE.with(page(facts, "office", facts.office(office)))));
        return Stream.of(Stream.of(new KitFile("first-day.html", ADMINISTRATOR.with(facts))), servers, offices)
                .flatMap(files -> files);
    }

    private static Map<String, Object> page(PageFacts facts, String subject, Object values) {
        return Map.of("facts", facts, subject, values);
    }
}
