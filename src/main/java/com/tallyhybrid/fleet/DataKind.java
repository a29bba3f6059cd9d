package com.tallyhybrid.fleet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.Reach;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A kind of resource that holds data or opens it: a row of {@code data.yaml}.
 *
 * @param type of CloudFormation
 * @param names patterns of its ARNs
 * @param beginnings patterns of how the ARNs of what is in it begin
 * @param actions what can be done to it that matters
 * @param harmless patterns of actions that do not
 */
record DataKind(String type, List<String> names, List<String> beginnings, List<String> actions, List<String> harmless) {

    /** Every row. */
    static List<DataKind> all() {
        try (InputStream yaml = DataKind.class.getResourceAsStream("data.yaml")) {
            return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What somebody who is after this resource tries. */
    Reach.Aim aim(Resource resource) {
        return new Reach.Aim(
                resource.stack().account(), filled(names, resource), filled(beginnings, resource), actions, harmless);
    }

    private static List<String> filled(List<String> patterns, Resource resource) {
        return patterns.stream()
                .map(pattern -> pattern.contains("{arn}") ? pattern.replace("{arn}", resource.arn()) : pattern)
                .map(pattern -> pattern.replace("{ref}", resource.reference())
                        .replace("{account}", resource.stack().account())
                        .replace("{region}", resource.stack().region()))
                .toList();
    }
}
