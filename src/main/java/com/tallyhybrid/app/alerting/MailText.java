package com.tallyhybrid.app.alerting;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awscdk.services.events.CfnRule.InputTransformerProperty;

/**
 * The text of a mail about an event: lines of ours, some with a field of the event.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">EventBridge:
 *     input transformation</a>
 */
final class MailText {

    private static final String EVENT = "$.";

    private final StringJoiner lines = new StringJoiner("\n");
    private final Map<String, String> fields = new LinkedHashMap<>();

    MailText line(String text) {
        lines.add(quoted(text));
        return this;
    }

    /** @param path of the field in the event, such as {@code $.detail.state} */
    MailText field(String label, String path) {
        String name = path.substring(EVENT.length()).replace('.', '-');
        fields.put(name, path);
        lines.add(quoted("%s: <%s>".formatted(label, name)));
        return this;
    }

    InputTransformerProperty transformer() {
        return InputTransformerProperty.builder()
                .inputPathsMap(fields)
                .inputTemplate(lines.toString())
                .build();
    }

    /** Each line is a text of JSON. */
    private static String quoted(String text) {
        return "\"%s\"".formatted(String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)));
    }
}
