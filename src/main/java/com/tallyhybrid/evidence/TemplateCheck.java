package com.tallyhybrid.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.cloudformation.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the templates must say.
 *
 * <p>Either {@code every} resource of some types, at every path, satisfies the one condition that is given; or there is
 * {@code none} of some types; or every stack is as {@code stacks} says. A path leads through properties; {@code []} goes into every
 * entry of a list, {@code @} begins an attribute of the resource, such as {@code @DeletionPolicy}.
 *
 * @param every resource types
 * @param only the logical ids that are meant, each of which must be there; empty for all
 * @param except logical ids that are not meant
 * @param paths where to look; each must satisfy the condition
 * @param is the values of which one must stand there
 * @param atLeast the smallest number that is enough
 * @param matches a pattern for the whole of what stands there
 * @param has values that must all be among what stands there
 * @param never values that must not stand there
 * @param absent whether nothing may stand there
 * @param given whether something must stand there
 * @param none resource types that must not occur
 * @param stacks {@code in India} or {@code protected}
 */
record TemplateCheck(
        List<String> every,
        List<String> only,
        List<String> except,
        List<String> paths,
        List<String> is,
        Optional<Integer> atLeast,
        Optional<String> matches,
        List<String> has,
        List<String> never,
        boolean absent,
        boolean given,
        List<String> none,
        Optional<String> stacks) {

    private static final Set<String> INDIA = Set.of("ap-south-1", "ap-south-2");

    TemplateCheck {
        every = orEmpty(every);
        only = orEmpty(only);
        except = orEmpty(except);
        paths = orEmpty(paths);
        is = orEmpty(is);
        has = orEmpty(has);
        never = orEmpty(never);
        none = orEmpty(none);
    }

    /**
     * What the templates say, one observation for each resource or stack that is looked at.
     *
     * @param fill puts this deployment's names into the values of the check
     */
    List<Observation> judge(Assembly app, UnaryOperator<String> fill) {
        if (stacks.isPresent()) {
            return app.stacks().stream().map(this::stack).toList();
        }
        return none.isEmpty() ? resources(app, fill) : absence(app);
    }

    private Observation stack(Template stack) {
        boolean india = stacks.orElseThrow().equals("in India");
        boolean guarded = stack.terminationProtection().orElse(false);
        return india
                ? new Observation(
                        stack.stack(),
                        "Region",
                        "ap-south-1 or ap-south-2",
                        stack.region(),
                        INDIA.contains(stack.region()))
                : new Observation(
                        stack.stack(),
                        "terminationProtection (manifest.json)",
                        "true",
                        String.valueOf(guarded),
                        guarded);
    }

    private List<Observation> absence(Assembly app) {
        List<Observation> found = app.resources().stream()
                .filter(resource -> none.contains(kind(resource)))
                .map(resource ->
                        new Observation(resource.label(), "Type", "no resource of this type", resource.type(), false))
                .toList();
        return found.isEmpty()
                ? List.of(new Observation("every stack", "Type", "none of " + String.join(", ", none), "none", true))
                : found;
    }

    /** A custom resource may be called anything that begins so. */
    private static String kind(Resource resource) {
        return resource.type().startsWith("Custom::") ? "AWS::CloudFormation::CustomResource" : resource.type();
    }

    private List<Observation> resources(Assembly app, UnaryOperator<String> fill) {
        List<Resource> meant = app.resources().stream()
                .filter(resource -> every.contains(resource.type()))
                .filter(resource -> only.isEmpty() || only.contains(resource.logicalId()))
                .filter(resource -> !except.contains(resource.logicalId()))
                .toList();
        List<Observation> observations = new ArrayList<>(
                meant.stream().map(resource -> resource(resource, fill)).toList());
        Set<String> missing = new TreeSet<>(only);
        meant.forEach(resource -> missing.remove(resource.logicalId()));
        missing.forEach(id -> observations.add(new Observation(id, "Type", every.get(0), "no such resource", false)));
        if (observations.isEmpty()) {
            boolean vacuous = absent || !never.isEmpty();
            observations.add(
                    new Observation("every stack", "Type", String.join(", ", every), "no such resource", vacuous));
        }
        return observations;
    }

    private Observation resource(Resource resource, UnaryOperator<String> fill) {
        List<Observation> byPath =
                paths.stream().map(path -> place(resource, path, fill)).toList();
        return byPath.stream()
                .filter(observation -> !observation.holds())
                .findFirst()
                .orElseGet(() -> {
                    Observation first = byPath.get(0);
                    return new Observation(
                            first.resource(), String.join(", ", paths), first.wanted(), found(byPath), true);
                });
    }

    private static String found(List<Observation> byPath) {
        return String.join(
                "; ", byPath.stream().map(Observation::found).distinct().toList());
    }

    private Observation place(Resource resource, String path, UnaryOperator<String> fill) {
        List<String> values =
                leaves(resource, path).map(TemplateCheck::text).distinct().toList();
        List<String> wanted = has.stream().map(fill).toList();
        boolean holds = absent
                ? values.isEmpty()
                : never.isEmpty()
                        ? !values.isEmpty() && satisfied(values, wanted)
                        : values.stream().noneMatch(never::contains);
        return new Observation(
                resource.label(),
                path,
                wanted(wanted),
                values.isEmpty() ? "not set" : String.join(", ", values),
                holds);
    }

    private boolean satisfied(List<String> values, List<String> wanted) {
        if (given) {
            return true;
        }
        if (!has.isEmpty()) {
            return values.containsAll(wanted);
        }
        return values.stream()
                .allMatch(value -> atLeast.map(least -> isAtLeast(value, least))
                        .or(() -> matches.map(value::matches))
                        .orElseGet(() -> is.contains(value)));
    }

    private static boolean isAtLeast(String value, int least) {
        return value.matches("\\d{1,9}") && Integer.parseInt(value) >= least;
    }

    private String wanted(List<String> filled) {
        if (absent) {
            return "not set";
        }
        if (given) {
            return "set";
        }
        if (!never.isEmpty()) {
            return "none of " + String.join(", ", never);
        }
        return atLeast.map(least -> least + " or more")
                .or(() -> matches.map("a match of "::concat))
                .orElseGet(() -> is.isEmpty() ? "all of " + String.join(", ", filled) : String.join(" or ", is));
    }

    private static Stream<JsonNode> leaves(Resource resource, String path) {
        String[] steps = path.split("\\.");
        Stream<JsonNode> nodes = path.startsWith("@")
                ? Stream.of(resource.definition().path(steps[0].substring(1)))
                : into(resource.property(steps[0].replace("[]", "")), steps[0]);
        for (String step : List.of(steps).subList(1, steps.length)) {
            nodes = nodes.flatMap(node -> into(node.path(step.replace("[]", "")), step));
        }
        return nodes.filter(node -> !node.isMissingNode() && !node.isNull());
    }

    private static Stream<JsonNode> into(JsonNode node, String step) {
        return step.endsWith("[]") && node.isArray() ? node.valueStream() : Stream.of(node);
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static List<String> orEmpty(List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
