package com.tallyhybrid.app.operations.runbook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.ServiceRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import software.amazon.awscdk.services.ssm.CfnDocument;
import software.constructs.Construct;

/**
 * A procedure that Systems Manager carries out, step by step, with a role of its own.
 *
 * <p>The steps stand in {@code <procedure>.yaml} beside this class, in the language of Systems Manager. What belongs to
 * the deployment is written there as <code>${Name}</code> and put in here: nobody who starts a document can point it at
 * anything else.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html">Systems Manager:
 *     Automation actions</a>
 */
final class RunbookDocument extends Construct {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final String name;

    /**
     * @param runbook names the document, its file and its page
     * @param facts what the steps need to know of the deployment: texts, or lists and maps where a whole value is asked
     *     for
     * @param rights what the steps may do, and nothing else
     */
    RunbookDocument(
            Construct scope,
            String id,
            Names names,
            Runbook runbook,
            Map<String, Object> facts,
            List<PolicyStatement> rights) {
        super(scope, id);
        name = names.of(runbook.page());
        var role = new ServiceRole(
                this,
                "Role",
                roleName(names, runbook),
                ServiceRole.onBehalfOf("ssm.amazonaws.com", names, names.arn("ssm", "automation-execution/*")),
                "Carries out the runbook %s and does nothing else".formatted(name),
                rights);
        Map<String, Object> known = new LinkedHashMap<>(facts);
        known.put("Role", role.arn());
        CfnDocument.Builder.create(this, "Document")
                .name(name)
                .documentType("Automation")
                .documentFormat("JSON")
                // With a fixed name CloudFormation would otherwise try to make a second one.
                .updateMethod("NewVersion")
                .content(put(known, (Object) read(runbook.page() + ".yaml")))
                .build();
    }

    /** Fixed, because a runbook that starts another must be allowed to hand it its role. */
    static String roleName(Names names, Runbook runbook) {
        return names.of(runbook.page());
    }

    String name() {
        return name;
    }

    /** The text of a script beside this class. */
    static String script(String file) {
        try (InputStream stream = RunbookDocument.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(String file) {
        try {
            return YAML.readValue(script(file), new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("not a document: " + file, e);
        }
    }

    /** The value with every <code>${Name}</code> replaced; a name that nobody knows is an error. */
    private static Object put(Map<String, Object> facts, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> filled = new LinkedHashMap<>();
            map.forEach((key, inner) -> filled.put(key.toString(), put(facts, inner)));
            return filled;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(inner -> put(facts, inner)).toList();
        }
        return value instanceof String text ? put(facts, text) : value;
    }

    private static Object put(Map<String, Object> facts, String text) {
        if (text.matches("\\$\\{\\w+}")) {
            Object fact = facts.get(text.substring(2, text.length() - 1));
            if (fact != null) {
                return fact;
            }
        }
        return new StringSubstitutor(facts)
                .setEnableUndefinedVariableException(true)
                .setDisableSubstitutionInValues(true)
                .replace(text);
    }
}
