package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Inputs;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One side of a comparison: its templates normalized, every resource of them, and what other resources call it. */
public final class Side {

    private final Map<String, Template> templates;
    private final Map<String, SymbolicResolver> texts;
    private final Map<String, Template> resolved = new LinkedHashMap<>();
    private Exports exports;
    private final Map<String, List<Subject>> makers = new HashMap<>();
    private final Set<String> named = new HashSet<>();

    /** Labels of the resources that a condition leaves out of this side and not of the other. */
    private final Set<String> leftOut = new HashSet<>();

    Side(CloudAssembly written) {
        CloudAssembly app = written.normalized();
        templates = app.templates();
        texts = SymbolicResolver.of(app);
        forEach((template, subject, resource) -> makers.computeIfAbsent(
                        template.reference(subject.logicalId()), none -> new ArrayList<>())
                .add(subject));
        forEach((template, subject, resource) -> LeafVisitor.visit(
                PropertyPath.ROOT, resource.path("Properties"), (path, value) -> named.add(template.text(value))));
    }

    /** Takes one resource with the reader of its template. */
    @FunctionalInterface
    public interface Visitor {
        void visit(SymbolicResolver template, Subject subject, JsonNode resource);
    }

    /**
     * Leaves out what this side does not make where the defaults are used, if the other side makes it: a condition that
     * turns brings or takes a resource. What neither side makes is visited, because another value of a parameter makes it.
     */
    void leaveOutWhatIsMadeOnlyBy(Side other) {
        Map<String, Boolean> there = other.made();
        made().forEach((label, made) -> {
            if (!made && there.getOrDefault(label, false)) {
                leftOut.add(label);
            }
        });
    }

    /** Resolves the inputs of every template, once it is known what is left out; what is never made is left out too. */
    void resolve() {
        templates.forEach((stack, template) -> {
            Inputs certain = inputs(stack).withoutDefaults();
            resolved.put(
                    stack,
                    inputs(stack)
                            .resolved(id ->
                                    !leftOut.contains(stack + "/" + id) && certain.isMade(template.resource(id))));
        });
        exports = new Exports(resolved.values());
    }

    /** What the template of a stack decides about itself. */
    public Inputs inputs(String stack) {
        return texts.get(stack).inputs();
    }

    /** Every resource by its label, and whether it is made where the defaults are used. */
    private Map<String, Boolean> made() {
        Map<String, Boolean> made = new HashMap<>();
        forEach((template, subject, resource) ->
                made.put(subject.label(), template.inputs().isMade(resource)));
        return made;
    }

    /** Visits every resource, in the order of the templates. */
    public void forEach(Visitor visitor) {
        templates.forEach((stack, template) -> template.resources().forEach((id, resource) -> {
            Subject subject = Subject.resource(stack, id, resource.path("Type").asText());
            if (!leftOut.contains(subject.label())) {
                visitor.visit(texts.get(stack), subject, resource);
            }
        }));
    }

    /** Every template by the name of its stack. */
    public Map<String, Template> templates() {
        return templates;
    }

    /** The template of a stack; empty where there is no such stack. */
    public Optional<Template> template(String stack) {
        return Optional.ofNullable(templates.get(stack));
    }

    /** What its stacks export, inputs resolved. */
    public Exports exports() {
        return exports;
    }

    /** The value of a stack as a text: what nobody knows yet stands in angle brackets. */
    public String text(String stack, JsonNode value) {
        return texts.get(stack).text(value);
    }

    /** Whether a resource is called that, or anything still names it: then it stands, whoever makes it. */
    public boolean stillHas(String name) {
        return makes(name) || named.contains(name);
    }

    /** Whether a resource of the templates is called that. */
    public boolean makes(String reference) {
        return makers.containsKey(reference);
    }

    /** The resource that is called that; where resources of several types are, the first of them. */
    public Optional<Subject> maker(String reference) {
        return makers(reference).stream().findFirst();
    }

    /** Every resource that is called that: a bucket and a role may have one name. */
    public List<Subject> makers(String reference) {
        return makers.getOrDefault(reference, List.of());
    }

    public boolean has(Subject resource) {
        return !definition(resource).isMissingNode();
    }

    public boolean hasStack(String stack) {
        return templates.containsKey(stack);
    }

    /** Whether AWS keeps the resource when its template drops it. */
    public boolean retains(Subject resource) {
        return definition(resource).path("DeletionPolicy").asText().startsWith("Retain");
    }

    /** The accounts that the stacks are deployed into, or the name that stands for the one that nobody knows. */
    public Set<String> accounts() {
        Set<String> accounts = new TreeSet<>();
        texts.values().forEach(text -> accounts.add(text.account()));
        return accounts;
    }

    /** The resource's definition; missing where the templates have none of that name. */
    private JsonNode definition(Subject resource) {
        return template(resource.stack())
                .map(template -> template.resource(resource.logicalId()))
                .orElse(MissingNode.getInstance());
    }

    /** A reader of the values of every template. */
    public Collection<SymbolicResolver> readers() {
        return texts.values();
    }

    /** Every template with its inputs resolved: what it is where the defaults are used. */
    public Map<String, Template> resolved() {
        return resolved;
    }

    /** Every template with its inputs resolved, and every condition open that hangs on a parameter. */
    Map<String, Template> open() {
        Map<String, Template> open = new LinkedHashMap<>();
        templates.forEach((stack, template) ->
                open.put(stack, inputs(stack).withOpenConditions().resolved()));
        return open;
    }
}
