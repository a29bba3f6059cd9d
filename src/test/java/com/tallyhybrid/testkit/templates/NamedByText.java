package com.tallyhybrid.testkit.templates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what names a resource of the deployment by its physical name, and whether CloudFormation knows that the other
 * must come first.
 *
 * <p>A name in a text is nothing to CloudFormation: without a reference or a {@code DependsOn} it creates the two in any
 * order, and where the service looks the name up, the deploy fails or not by chance.
 */
public final class NamedByText {

    /** For people only: AWS keeps these texts and looks nothing up. */
    private static final Set<String> FOR_PEOPLE = Set.of("Description", "AlarmDescription", "DisplayName", "Tags");

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}.!]+)(?:\\.[^}]*)?}");

    private final Templates templates;
    private final Map<String, Set<String>> stackNeeds;
    private final Map<String, List<Templates.Resource>> names;
    private final Map<String, Templates.Resource> resources = new HashMap<>();
    private final Map<String, Set<String>> references = new HashMap<>();

    /** @param stackNeeds the stacks that each stack's deploy waits for, by role */
    public NamedByText(Templates templates, Map<String, Set<String>> stackNeeds) {
        this.templates = templates;
        this.stackNeeds = stackNeeds;
        templates.all().forEach(resource -> {
            resources.put(resource.toString(), resource);
            var ids = new HashSet<String>();
            references(resource.definition(), ids);
            references.put(resource.toString(), ids);
        });
        this.names = names();
    }

    /**
     * One resource that names another.
     *
     * @param namer the resource with the text
     * @param property its property that holds the text; apart for the principals of a policy, which AWS does look up
     * @param named the resource with the name
     * @param ordered whether CloudFormation creates the named one first
     */
    public record Mention(Templates.Resource namer, String property, Templates.Resource named, boolean ordered) {

        /** Where the text stands, whatever the deployment. */
        public String place() {
            return namer.type() + " " + property;
        }

        @Override
        public String toString() {
            return "%s of %s names %s (%s)".formatted(place(), namer, named, named.type());
        }
    }

    public List<Mention> mentions() {
        var found = new ArrayList<Mention>();
        for (Templates.Resource namer : templates.all()) {
            Set<String> before = before(namer);
            Set<String> own = ownNames(namer);
            namer.properties().properties().forEach(property -> {
                var mentions = new LinkedHashMap<String, Mention>();
                texts(property.getKey(), property.getKey(), property.getValue(), (place, text) -> {
                    if (!own.contains(text) && plain(text).contains(plain(templates.deployment()))) {
                        named(text)
                                .filter(resource -> !resource.toString().equals(namer.toString()))
                                .map(resource ->
                                        new Mention(namer, place, resource, comesFirst(resource, namer, before)))
                                .forEach(mention -> mentions.putIfAbsent(mention.toString(), mention));
                    }
                });
                found.addAll(mentions.values());
            });
        }
        return found;
    }

    private Stream<Templates.Resource> named(String text) {
        return names.entrySet().stream()
                .flatMap(name -> name.getValue().stream().filter(resource -> names(text, name.getKey(), resource)));
    }

    private boolean comesFirst(Templates.Resource resource, Templates.Resource namer, Set<String> before) {
        return resource.stack().equals(namer.stack())
                ? before.contains(resource.logicalId())
                : needs(namer.stack()).contains(resource.stack());
    }

    /** Every logical id of the stack that CloudFormation creates before the resource. */
    public Set<String> before(Templates.Resource resource) {
        var before = new HashSet<String>();
        Deque<Templates.Resource> open = new ArrayDeque<>(List.of(resource));
        while (!open.isEmpty()) {
            Templates.Resource next = open.pop();
            references.get(next.toString()).stream()
                    .map(id -> resources.get(next.stack() + "/" + id))
                    .filter(Objects::nonNull)
                    .filter(direct -> before.add(direct.logicalId()))
                    .forEach(open::push);
        }
        return before;
    }

    private Set<String> needs(String stack) {
        var needed = new HashSet<String>();
        Deque<String> open = new ArrayDeque<>(List.of(stack));
        while (!open.isEmpty()) {
            stackNeeds.getOrDefault(open.pop(), Set.of()).stream()
                    .filter(needed::add)
                    .forEach(open::push);
        }
        return needed;
    }

    private static void references(JsonNode node, Set<String> ids) {
        if (node.isObject() && node.has("Type")) {
            Templates.texts(node.path("DependsOn")).forEach(ids::add);
        }
        if (node.isObject() && node.size() == 1) {
            String function = node.fieldNames().next();
            JsonNode argument = node.get(function);
            switch (function) {
                case "Ref" -> ids.add(argument.asText());
                case "Fn::GetAtt" ->
                    ids.add(
                            argument.isArray()
                                    ? argument.get(0).asText()
                                    : argument.asText().split("\\.")[0]);
                case "Fn::Sub" -> {
                    Matcher inner = SUBSTITUTION.matcher(
                            argument.isArray() ? argument.get(0).asText() : argument.asText());
                    while (inner.find()) {
                        ids.add(inner.group(1));
                    }
                }
                default -> {
                    // Other functions hold references inside.
                }
            }
        }
        node.forEach(child -> references(child, ids));
    }

    /**
     * The names that the templates choose, with the deployment's name in them and something more. What CloudFormation
     * names itself nobody can know by text.
     */
    private Map<String, List<Templates.Resource>> names() {
        var chosen = new LinkedHashMap<String, List<Templates.Resource>>();
        String deployment = plain(templates.deployment());
        for (Templates.Resource resource : templates.all()) {
            ownNames(resource).stream()
                    .filter(name ->
                            plain(name).contains(deployment) && plain(name).length() > deployment.length())
                    .forEach(name -> chosen.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(resource));
        }
        return chosen;
    }

    private static String plain(String name) {
        return name.replaceAll("[-_]", "");
    }

    /** A resource's own name: {@code Name}, or {@code RoleName} of a role; a plan's stands one level deeper. */
    private static Set<String> ownNames(Templates.Resource resource) {
        String kind = resource.type().substring(resource.type().lastIndexOf(':') + 1);
        var names = new HashSet<String>();
        Consumer<JsonNode> collect = properties -> properties.properties().forEach(property -> {
            String key = property.getKey();
            if (key.endsWith("Name") && kind.endsWith(key.substring(0, key.length() - 4))) {
                names.add(property.getValue().asText());
            }
        });
        collect.accept(resource.properties());
        resource.properties().forEach(inner -> {
            if (inner.isObject()) {
                collect.accept(inner);
            }
        });
        return names;
    }

    /** Whether the text holds the name as a word, and where that word ends an ARN, an ARN of the resource's service. */
    private static boolean names(String text, String name, Templates.Resource resource) {
        if (!text.contains(name)) {
            return false;
        }
        Matcher word = Pattern.compile(
                        "(?:arn:[\\w-]*:([\\w-]*):[^\\s\"',]*?)?(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                .matcher(text);
        while (word.find()) {
            if (word.group(1) == null
                    || resource.type().toLowerCase(Locale.ROOT).startsWith("aws::" + word.group(1))) {
                return true;
            }
        }
        return false;
    }

    /** The texts below a node, with what is joined from pieces in one piece; references leave a gap. */
    private static void texts(String place, String key, JsonNode node, BiConsumer<String, String> each) {
        if (FOR_PEOPLE.contains(key)) {
            return;
        }
        if (node.isTextual()) {
            each.accept(place, node.asText());
        } else if (node.has("Fn::Join")) {
            var joined = new StringBuilder();
            node.path("Fn::Join").path(1).forEach(part -> joined.append(part.isTextual() ? part.asText() : "\u0000"));
            each.accept(place, joined.toString());
        } else if (node.isObject()) {
            node.properties().forEach(property -> {
                String inner = property.getKey();
                if (!inner.equals("Ref") && !inner.equals("Fn::GetAtt")) {
                    texts(inner.equals("Principal") ? place + " Principal" : place, inner, property.getValue(), each);
                }
            });
        } else {
            node.forEach(element -> texts(place, key, element, each));
        }
    }
}
