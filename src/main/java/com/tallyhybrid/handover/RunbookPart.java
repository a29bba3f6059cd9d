package com.tallyhybrid.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.alerting.RunbookPages;
import com.tallyhybrid.controls.template.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runbooks with the firm's names, and an index by what a mail said. */
final class RunbookPart implements KitPart {

    /** It leads to the other pages. */
    static final String INDEX_PATH = "runbooks/index.html";

    private static final TextTemplate INDEX = TextTemplate.html("runbooks.html");

    /** What a mail or a list in the console names, what it says, and the page for it. */
    record Entry(String name, String says, String page) {}

    @Override
    public Stream<KitFile> files(Handover handover) {
        List<Runbook> wanted = Arrays.stream(Runbook.values())
                .filter(runbook -> named(handover, runbook))
                .toList();
        Set<String> pages = wanted.stream().map(Runbook::page).collect(Collectors.toSet());
        return Stream.concat(
                wanted.stream()
                        .map(runbook -> new KitFile(
                                RunbookPages.inOfficeKit(runbook),
                                new RunbookPage(
                                                handover,
                                                TextTemplate.read("runbooks/" + runbook.page() + ".md"),
                                                pages)
                                        .html())),
                Stream.of(new KitFile(INDEX_PATH, index(handover, wanted))));
    }

    private static String index(Handover handover, List<Runbook> wanted) {
        return INDEX.with(Map.of(
                "facts", new PageFacts(handover),
                "alarms", entries(handover, wanted, "AWS::CloudWatch::Alarm", "AlarmName", "/AlarmDescription"),
                "events", entries(handover, wanted, "AWS::Events::Rule", "Name", "/Targets"),
                "reminders", entries(handover, wanted, "AWS::Scheduler::Schedule", "Description", "/Target/Input"),
                "documents", entries(handover, wanted, "AWS::SSM::Document", "Name", "/Content/description")));
    }

    /** A page belongs to a deployment whose templates name it: in an alarm, a mail or a document. */
    private static boolean named(Handover handover, Runbook runbook) {
        return resources(handover)
                .anyMatch(resource ->
                        page(runbook).matcher(resource.properties().toString()).find());
    }

    private static Pattern page(Runbook runbook) {
        return Pattern.compile("/%s\\.(md|html)".formatted(runbook.page()));
    }

    private static Stream<Resource> resources(Handover handover) {
        return Stream.of(
                        "AWS::CloudWatch::Alarm",
                        "AWS::Events::Rule",
                        "AWS::Scheduler::Schedule",
                        "AWS::SSM::Document",
                        "AWS::CloudWatch::Dashboard")
                .map(handover.templates()::resources)
                .flatMap(Collection::stream);
    }

    private static List<Entry> entries(Handover handover, List<Runbook> wanted, String type, String name, String text) {
        var entries = new ArrayList<Entry>();
        for (Resource resource : handover.templates().resources(type)) {
            JsonNode said = resource.properties().at(text);
            wanted.stream()
                    .filter(runbook -> page(runbook).matcher(said.toString()).find())
                    .findFirst()
                    .ifPresent(runbook -> entries.add(
                            new Entry(resource.property(name).asText(), sentence(resource, said), runbook.page())));
        }
        return List.copyOf(entries);
    }

    /** The first sentence, as the mail begins. */
    private static String sentence(Resource resource, JsonNode said) {
        String whole = Optional.of(resource.property("Description").asText())
                .filter(description -> !description.isEmpty())
                .orElse(said.asText());
        return whole.replaceFirst("(?s)(\\.) .*", "$1");
    }
}
