package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runbooks with the firm's names, and an index by what a mail said. A page belongs to a deployment whose templates
 * name it: in an alarm, a mail, a document or on the dashboard.
 */
final class RunbookPart implements KitPart {

    /** It leads to the other pages. */
    static final String INDEX_PATH = "runbooks/index.html";

    private static final TextTemplate INDEX = TextTemplate.html("runbooks.html");

    /** A page by its address, wherever the firm's people read it. */
    private static final Pattern PAGE = Pattern.compile("/([a-z]+(?:-[a-z]+)*)\\.(?:md|html)(?![a-z.])");

    /** What a mail or a list in the console names, what it says, and the page for it. */
    record Entry(String name, String says, String page) {}

    @Override
    public Stream<KitFile> files(Handover handover) {
        Set<String> pages = Stream.of(
                        "AWS::CloudWatch::Alarm",
                        "AWS::Events::Rule",
                        "AWS::Scheduler::Schedule",
                        "AWS::SSM::Document",
                        "AWS::CloudWatch::Dashboard")
                .map(handover.templates()::resources)
                .flatMap(Collection::stream)
                .flatMap(resource -> pages(resource.properties()))
                .collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(
                pages.stream().map(page -> page(handover, page, pages)),
                Stream.of(new KitFile(INDEX_PATH, index(handover))));
    }

    private static KitFile page(Handover handover, String page, Set<String> pages) {
        String markdown = TextTemplate.read("runbooks/%s.md".formatted(page));
        return new KitFile("runbooks/%s.html".formatted(page), new RunbookPage(handover, markdown, pages).html());
    }

    private static String index(Handover handover) {
        return INDEX.with(Map.of(
                "facts", new PageFacts(handover),
                "alarms", entries(handover, "AWS::CloudWatch::Alarm", "AlarmName", "/AlarmDescription"),
                "events", entries(handover, "AWS::Events::Rule", "Name", "/Targets"),
                "reminders", entries(handover, "AWS::Scheduler::Schedule", "Description", "/Target/Input"),
                "documents", entries(handover, "AWS::SSM::Document", "Name", "/Content/description")));
    }

    /** The runbooks that are named there. */
    private static Stream<String> pages(JsonNode said) {
        return PAGE.matcher(said.toString())
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(page -> TextTemplate.exists("runbooks/%s.md".formatted(page)));
    }

    private static List<Entry> entries(Handover handover, String type, String name, String text) {
        var entries = new ArrayList<Entry>();
        for (Resource resource : handover.templates().resources(type)) {
            JsonNode said = resource.properties().at(text);
            pages(said)
                    .findFirst()
                    .ifPresent(page ->
                            entries.add(new Entry(resource.property(name).asText(), sentence(resource, said), page)));
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
