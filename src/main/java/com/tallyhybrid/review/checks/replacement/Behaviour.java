package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.review.PropertyPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What CloudFormation does to each type when a property changes: AWS's specification, and the corrections of it. */
final class Behaviour {

    private static final Behaviour PUBLISHED = new Behaviour(
            DataFile.read(Behaviour.class, "behaviour.json", new TypeReference<Specification>() {})
                    .types(),
            DataFile.read(Behaviour.class, "corrections.yaml", new TypeReference<>() {}));

    private static final TypeBehaviour NOTHING_KNOWN =
            new TypeBehaviour(false, Optional.empty(), List.of(), List.of(), List.of());

    private final Map<String, TypeBehaviour> types;
    final List<BehaviourCorrection> corrections;

    private Behaviour(Map<String, TypeBehaviour> types, List<BehaviourCorrection> corrections) {
        this.types = types;
        this.corrections = corrections;
    }

    /**
     * The data file as it is written.
     *
     * @param source the specification that it was made from
     * @param types by CloudFormation type
     */
    private record Specification(String source, Map<String, TypeBehaviour> types) {}

    static Behaviour published() {
        return PUBLISHED;
    }

    boolean knows(String type) {
        return types.containsKey(type);
    }

    TypeBehaviour of(String type) {
        return types.getOrDefault(type, NOTHING_KNOWN);
    }

    /** The name that the owner chose for a resource; missing where AWS chooses one. */
    JsonNode name(String type, JsonNode properties) {
        return of(type).name().map(path -> PropertyPath.of(path).in(properties)).orElse(MissingNode.getInstance());
    }

    /** The properties for which a resource with these properties is or may be made anew, by dotted path. */
    Map<String, Effect> replacing(String type, JsonNode before, JsonNode after) {
        Map<String, Effect> effects = new LinkedHashMap<>();
        of(type).replaces().forEach(path -> effects.put(path, Effect.REPLACES));
        of(type).mayReplace().forEach(path -> effects.put(path, Effect.MAY_REPLACE));
        effects.keySet()
                .removeIf(path -> corrections.stream()
                        .anyMatch(correction -> correction.effect() == Effect.IN_PLACE
                                && correction.concerns(type, PropertyPath.of(path), before, after)));
        return effects;
    }

    /** What the difference between a resource's canonical properties does to it. */
    List<PropertyEffect> impacts(String type, JsonNode before, JsonNode after) {
        return new PropertyEffects(type, of(type), corrections, before, after).all();
    }
}
