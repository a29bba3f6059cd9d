package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code Ref} and {@code Fn::GetAtt} give for one resource type: an entry of {@code resource-names.yaml}, which says
 * how its patterns are written.
 *
 * @param name the property that chooses the physical name; empty where AWS always makes it up
 * @param madeUp the pattern of a name that AWS makes up
 * @param ref the pattern of {@code Ref}
 * @param arn the attribute that is the ARN
 * @param attributes the pattern of each attribute
 */
record ResourceNames(String name, String madeUp, String ref, String arn, Map<String, String> attributes) {

    private static final Pattern HOLE = Pattern.compile("\\{([^}]+)}");
    private static final ResourceNames OTHER = new ResourceNames(null, null, null, null, null);
    private static final Map<String, ResourceNames> ALL =
            DataFile.read(ResourceNames.class, "resource-names.yaml", new TypeReference<>() {});

    ResourceNames(
            @JsonProperty("name") String name,
            @JsonProperty("madeUp") String madeUp,
            @JsonProperty("ref") String ref,
            @JsonProperty("arn") String arn,
            @JsonProperty("attributes") Map<String, String> attributes) {
        this.name = name == null ? "" : name;
        this.madeUp = madeUp == null ? "{stack}-{id}" : madeUp;
        this.ref = ref == null ? "{name}" : ref;
        this.arn = arn == null ? "Arn" : arn;
        this.attributes = attributes == null ? Map.of() : attributes;
    }

    static ResourceNames of(String type) {
        return ALL.getOrDefault(type, OTHER);
    }

    /** The pattern of an attribute; empty where the table has none of that name. */
    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** Whether nobody can know the value of a pattern before the deployment. */
    static boolean isMadeUp(String pattern) {
        return pattern.startsWith("~") || pattern.contains("{hex:");
    }

    /** A pattern with every hole filled. */
    static String fill(String pattern, UnaryOperator<String> hole) {
        String whole = pattern.startsWith("~") ? pattern.substring(1) : pattern;
        return HOLE.matcher(whole).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), hole)));
    }

    private static String value(String hole, UnaryOperator<String> values) {
        return hole.startsWith("local:")
                ? "arn:%s:%s:%s:%s:"
                        .formatted(
                                values.apply("partition"),
                                hole.substring(6),
                                values.apply("region"),
                                values.apply("account"))
                : values.apply(hole);
    }
}
