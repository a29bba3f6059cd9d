package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries out the documents of a deployment, as the templates have them.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-authoring-runbooks.html">Systems
 *     Manager: authoring runbooks</a>
 */
public final class Automation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Document> documents = new TreeMap<>();
    private final RecordedAws aws;
    private int runs;

    Automation(Map<String, JsonNode> contents, RecordedAws aws) {
        contents.forEach((name, content) -> documents.put(name, new Document(name, content)));
        this.aws = aws;
    }

    /** The documents of the templates. */
    public static Automation of(Templates templates, RecordedAws aws) {
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        templates
                .assembly()
                .resources("AWS::SSM::Document")
                .forEach(document -> contents.put(document.property("Name").asText(), document.property("Content")));
        return new Automation(contents, aws);
    }

    /** Runs a document; parameters as the command line takes them, {@code Server=pune}. */
    public Run start(String document, String... parameters) {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            given.put(pair[0], JSON.getNodeFactory().textNode(pair[1]));
        }
        return start(document, given);
    }

    Run start(String name, Map<String, JsonNode> given) {
        Document document = documents.get(name);
        if (document == null) {
            throw new AssertionError("no document %s among %s".formatted(name, documents.keySet()));
        }
        String execution = "00000000-0000-4000-8000-%012d".formatted(++runs);
        References references = new Parameters(document).bind(given);
        references.set("automation:EXECUTION_ID", execution);
        references.set("global:REGION", "ap-south-1");
        references.set("global:ACCOUNT_ID", "111122223333");
        String caller = aws.runs(execution);
        try {
            return new Steps(document, references, new Actions(this, aws, references)).run(execution);
        } finally {
            aws.runs(caller);
        }
    }

    /** Every document. */
    public List<String> documents() {
        return List.copyOf(documents.keySet());
    }
}
