package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weakening of one protection at one place, made from its row of the table.
 *
 * @param guard the row
 * @param place where
 * @param hidden how many steps above the value a function stands; -1 for none
 */
record GuardTrial(ProtectionRule guard, GuardedPlace place, int hidden) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Every row at every place, plain and with a function at the value and at everything that holds it. */
    static List<GuardTrial> all() {
        List<GuardTrial> trials = new ArrayList<>();
        for (ProtectionRule guard : ProtectionRules.ALL) {
            for (GuardedPlace place : guard.places()) {
                IntStream.range(-1, place.steps().size())
                        .forEach(hidden -> trials.add(new GuardTrial(guard, place, hidden)));
            }
        }
        return trials;
    }

    /** What the check says of it. */
    List<ReviewFinding> findings() {
        JsonNode before = tree(0, before(), false);
        JsonNode after = tree(0, after(), true);
        return new ProtectionCheck().examine(new Comparison(app(before), app(after)));
    }

    private CloudAssembly app(JsonNode properties) {
        ObjectNode body = JSON.objectNode();
        body.putObject("Resources").putObject("Thing").put("Type", place.type()).set("Properties", properties);
        return CloudAssembly.of(List.of(Sketch.template("Shop", Environment.UNKNOWN, body)));
    }

    /** The value in what holds it; on the proposed side a choice of both at the step that is hidden. */
    private JsonNode tree(int step, JsonNode value, boolean proposed) {
        if (step == place.steps().size()) {
            return value;
        }
        String key = place.steps().get(step);
        JsonNode inner = tree(step + 1, value, proposed);
        if (proposed && place.steps().size() - 1 - step == hidden) {
            inner = choice(inner, tree(step + 1, before(), false));
        }
        if (!key.startsWith("[")) {
            ObjectNode holder = JSON.objectNode();
            return inner.isMissingNode() ? holder : holder.set(key, inner);
        }
        String name = key.replaceAll("[\\[\\]?]", "");
        if (!name.isEmpty() && inner.isObject() && !inner.has("Fn::If")) {
            ((ObjectNode) inner).put(name, "one");
        }
        return inner.isMissingNode() ? JSON.arrayNode() : JSON.arrayNode().add(inner);
    }

    private static JsonNode choice(JsonNode one, JsonNode other) {
        JsonNode none = JSON.objectNode().put("Ref", "AWS::NoValue");
        return JSON.objectNode()
                .set(
                        "Fn::If",
                        JSON.arrayNode()
                                .add("Open")
                                .add(one.isMissingNode() ? none : one)
                                .add(other.isMissingNode() ? none : other));
    }

    private JsonNode before() {
        WeakerWhen weaker = guard.weaker();
        if (weaker instanceof NotInSet leaves) {
            return JSON.textNode(leaves.values().get(0));
        }
        if (weaker instanceof LowerRank worse) {
            return JSON.textNode(worse.ranks().get(0).get(0));
        }
        if (weaker instanceof EntryRemoved shorter) {
            return JSON.arrayNode().add(entry(shorter.by(), "a")).add(entry(shorter.by(), "b"));
        }
        if (weaker instanceof WeakerWhen.Added) {
            return MissingNode.getInstance();
        }
        if (weaker instanceof FilterNarrowed) {
            return JSON.objectNode().set("Service", JSON.arrayNode().add("a").add("b"));
        }
        if (weaker instanceof WeakerWhen.Longer longer) {
            return JSON.arrayNode().add(entry(longer.by(), "a"));
        }
        if (weaker instanceof WeakerWhen.Fewer) {
            return JSON.arrayNode()
                    .add(JSON.objectNode().put("Name", "a"))
                    .add(JSON.objectNode().put("Name", "b"));
        }
        return weaker instanceof LessOrMore.Higher ? JSON.numberNode(10) : JSON.numberNode(20);
    }

    private JsonNode after() {
        WeakerWhen weaker = guard.weaker();
        if (weaker instanceof NotInSet) {
            return JSON.textNode("neither");
        }
        if (weaker instanceof LowerRank worse) {
            List<String> worst = worse.ranks().get(worse.ranks().size() - 1);
            return worst.isEmpty() ? MissingNode.getInstance() : JSON.textNode(worst.get(0));
        }
        if (weaker instanceof EntryRemoved shorter) {
            return JSON.arrayNode().add(entry(shorter.by(), "a")).add(entry(shorter.by(), "c"));
        }
        if (weaker instanceof WeakerWhen.Longer longer) {
            return JSON.arrayNode().add(entry(longer.by(), "a")).add(entry(longer.by(), "b"));
        }
        if (weaker instanceof FilterNarrowed) {
            return JSON.objectNode().set("Service", JSON.arrayNode().add("a"));
        }
        if (weaker instanceof WeakerWhen.Fewer) {
            return JSON.arrayNode().add(JSON.objectNode().put("Name", "c"));
        }
        if (weaker instanceof WeakerWhen.Removed) {
            return MissingNode.getInstance();
        }
        return weaker instanceof LessOrMore.Higher ? JSON.numberNode(20) : JSON.numberNode(10);
    }

    private static JsonNode entry(String by, String text) {
        return by == null ? JSON.textNode(text) : JSON.objectNode().put(by, text);
    }

    @Override
    public String toString() {
        return "%s: %s %s%s"
                .formatted(guard.rule().id(), place.type(), place.steps(), hidden < 0 ? "" : " hidden " + hidden);
    }
}
