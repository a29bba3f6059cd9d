package com.tallyhybrid.testkit.alarms;

import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.Ruler;

/** The event rules of the example that match an event, by EventBridge's own matcher. */
public final class MatchingRules {

    private MatchingRules() {}

    /** Their names, without the deployment's. */
    public static List<String> of(String event) throws Exception {
        var names = new ArrayList<String>();
        Templates example = Synthesized.example().templates();
        for (Templates.Resource rule : example.ofType("AWS::Events::Rule")) {
            if (Ruler.matchesRule(event, rule.properties().path("EventPattern").toString())) {
                names.add(rule.properties()
                        .path("Name")
                        .asText()
                        .substring(example.deployment().length() + 1));
            }
        }
        return names;
    }
}
