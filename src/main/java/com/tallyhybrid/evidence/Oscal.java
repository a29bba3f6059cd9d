package com.tallyhybrid.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.evidence.ControlResult.Status;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pack for machines: NIST's OSCAL 1.1.3, as a component definition, an assessment plan and assessment results.
 *
 * <p>Identifiers of controls and observations are the same in every pack, those of documents and results are this pack's. What
 * is claimed is against NIST SP 800-53 revision 5 by the ids of its OSCAL catalogue.
 *
 * @see <a href="https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/">OSCAL 1.1.3, JSON reference</a>
 */
final class Oscal {

    private static final String VERSION = "1.1.3";
    private static final String NAMESPACE = "urn:tally-hybrid:evidence";
    private static final String CATALOG =
            "https://raw.githubusercontent.com/usnistgov/oscal-content/v1.3.0/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json";

    private final Dossier dossier;
    private final Assessment assessment;
    private final String inputs;

    private Oscal(Dossier dossier, Assessment assessment, String inputs) {
        this.dossier = dossier;
        this.assessment = assessment;
        this.inputs = inputs;
    }

    /**
     * The three documents.
     *
     * @param inputs a hash of everything that the pack is made from
     */
    static List<PackFile> of(Dossier dossier, Assessment assessment, String inputs) {
        var oscal = new Oscal(dossier, assessment, inputs);
        return List.of(
                file("component-definition", oscal.componentDefinition()),
                file("assessment-plan", oscal.plan()),
                file("assessment-results", oscal.results()));
    }

    private static PackFile file(String model, ObjectNode document) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try {
            ObjectNode whole = object().set(model, document);
            return new PackFile(
                    "oscal/" + model + ".json",
                    new ObjectMapper().writer(printer).writeValueAsString(whole) + "\n");
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ObjectNode document(String model, String title) {
        ObjectNode document = object().put("uuid", PackFile.uuid(model + ":" + inputs));
        document.putObject("metadata")
                .put("title", title)
                .put("last-modified", time(dossier.today()))
                .put("version", dossier.today().toString())
                .put("oscal-version", VERSION);
        return document;
    }

    private ObjectNode componentDefinition() {
        ObjectNode document = document("component-definition", "Tally Hybrid: controls that deployments of it support");
        ObjectNode component = document.putArray("components").addObject();
        component
                .put("uuid", PackFile.uuid("component:tally-hybrid"))
                .put("type", "software")
                .put("title", "Tally Hybrid")
                .put(
                        "description",
                        "Backups of Tally in two Regions of AWS in India, a file server, alerts and a trail");
        ObjectNode implementation =
                component.putArray("control-implementations").addObject();
        implementation
                .put("uuid", PackFile.uuid("implementation:nist-800-53-r5"))
                .put("source", CATALOG)
                .put("description", "What supports each control. Whether it is met is for the assessor to say.");
        ArrayNode requirements = implementation.putArray("implemented-requirements");
        byNist().forEach((nist, results) -> {
            ObjectNode requirement = requirements.addObject();
            requirement
                    .put("uuid", PackFile.uuid("requirement:" + nist))
                    .put("control-id", nist)
                    .put("description", sentences(results));
            ArrayNode props = requirement.putArray("props");
            results.forEach(
                    result -> property(props, "control", result.control().id()));
        });
        return document;
    }

    private ObjectNode plan() {
        ObjectNode document =
                document("assessment-plan", "How " + dossier.deployment().name() + " is looked at");
        document.putObject("import-ssp").put("href", "#" + resource());
        document.set("reviewed-controls", reviewed());
        ObjectNode methods = object();
        ArrayNode steps = methods.putArray("activities");
        for (ControlResult result : applicable()) {
            ObjectNode step = steps.addObject()
                    .put("uuid", PackFile.uuid("activity:" + result.control().id()))
                    .put("title", result.control().says())
                    .put("description", how(result));
            property(step.putArray("props"), "method", method(result));
        }
        document.set("local-definitions", methods);
        document.set(
                "back-matter",
                backMatter("The deployment: its settings and templates. No system security plan in OSCAL is kept."));
        return document;
    }

    private ObjectNode results() {
        ObjectNode document =
                document("assessment-results", "How " + dossier.deployment().name() + " stands");
        document.putObject("import-ap").put("href", "assessment-plan.json");
        ObjectNode result = document.putArray("results").addObject();
        result.put("uuid", PackFile.uuid("result:" + inputs))
                .put("title", "Evidence of " + dossier.today())
                .put("description", "Read off templates and exports. It supports an audit and certifies nothing.")
                .put("start", time(dossier.today()));
        result.set("reviewed-controls", reviewed());
        ArrayNode observations = result.putArray("observations");
        ArrayNode findings = result.putArray("findings");
        for (ControlResult each : applicable()) {
            observations.add(observation(each));
            if (each.status() == Status.PASS || each.status() == Status.FAIL || each.status() == Status.WAIVED) {
                findings.add(finding(each));
            }
        }
        return document;
    }

    private ObjectNode observation(ControlResult result) {
        ObjectNode observation = object();
        observation
                .put("uuid", PackFile.uuid("observation:" + result.control().id()))
                .put("title", result.control().says())
                .put("description", how(result));
        property(observation.putArray("props"), "status", result.status().name());
        observation.putArray("methods").add(method(result));
        observation.put("collected", time(dossier.today()));
        return observation;
    }

    private ObjectNode finding(ControlResult result) {
        boolean satisfied = result.status() == Status.PASS;
        ObjectNode finding = object();
        finding.put("uuid", PackFile.uuid("finding:" + result.control().id() + ":" + inputs))
                .put("title", result.control().says())
                .put("description", how(result));
        ObjectNode target = finding.putObject("target");
        target.put("type", "objective-id").put("target-id", result.control().id());
        target.putObject("status")
                .put("state", satisfied ? "satisfied" : "not-satisfied")
                .put("reason", satisfied ? "pass" : result.status() == Status.WAIVED ? "other" : "fail");
        finding.putArray("related-observations")
                .addObject()
                .put(
                        "observation-uuid",
                        PackFile.uuid("observation:" + result.control().id()));
        return finding;
    }

    private static String method(ControlResult result) {
        return switch (result.control().kind()) {
            case TEMPLATE -> "EXAMINE";
            case ACCESS, RUNNING -> "TEST";
            case OFFICE -> "INTERVIEW";
        };
    }

    private static String how(ControlResult result) {
        List<Observation> shown = result.failures().isEmpty() ? result.observations() : result.failures();
        if (!shown.isEmpty()) {
            return String.join(
                    "; ",
                    shown.stream()
                            .map(seen -> "%s, %s: %s".formatted(seen.resource(), seen.where(), seen.found()))
                            .toList());
        }
        return result.statement()
                .map(statement -> "%s, on %s: %s".formatted(statement.by(), statement.on(), statement.says()))
                .orElseGet(() -> result.command().isEmpty()
                        ? "Nobody has attested this. Ask: "
                                + result.control().ask().orElseThrow()
                        : "Run: " + result.command());
    }

    private List<ControlResult> applicable() {
        return assessment.results().stream()
                .filter(result -> result.status() != Status.NOT_APPLICABLE)
                .toList();
    }

    private Map<String, List<ControlResult>> byNist() {
        var byNist = new TreeMap<String, List<ControlResult>>();
        applicable()
                .forEach(result -> result.control()
                        .nist()
                        .forEach(nist -> byNist.computeIfAbsent(nist, first -> new ArrayList<>())
                                .add(result)));
        return byNist;
    }

    private ObjectNode reviewed() {
        ObjectNode reviewed = object();
        ArrayNode included = reviewed.putArray("control-selections").addObject().putArray("include-controls");
        byNist().keySet().forEach(nist -> included.addObject().put("control-id", nist));
        return reviewed;
    }

    private ObjectNode backMatter(String description) {
        ObjectNode matter = object();
        ObjectNode resource = matter.putArray("resources").addObject();
        resource.put("uuid", resource())
                .put("title", dossier.deployment().name())
                .put("description", description);
        resource.putArray("rlinks").addObject().put("href", "../manifest.json");
        return matter;
    }

    private String resource() {
        return PackFile.uuid("deployment:" + dossier.deployment().name());
    }

    private static String sentences(List<ControlResult> results) {
        return String.join(
                " ",
                results.stream().map(result -> result.control().says() + ".").toList());
    }

    private static void property(ArrayNode props, String name, String value) {
        props.addObject().put("name", name).put("ns", NAMESPACE).put("value", value);
    }

    private static String time(LocalDate day) {
        return day + "T00:00:00+05:30";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
