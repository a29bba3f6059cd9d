package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Two commits side by side: what is deployed, and what the pull request would make of it.
 *
 * <p>Both sides are read, normalized and indexed once, and every check sees only that; the templates as they are written
 * are for {@link Difference} alone, which tells what no check has named.
 */
public final class Comparison {

    private final CloudAssembly baseAsWritten;
    private final CloudAssembly headAsWritten;
    private final Side base;
    private final Side head;
    private final List<StackChange> stacks;
    private final List<ResourceChange> resources;
    private final List<ResourceChange> resolvedResources;
    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

    public Comparison(CloudAssembly base, CloudAssembly head) {
        Alignment aligned = Alignment.of(base, head);
        baseAsWritten = aligned.base();
        headAsWritten = aligned.head();
        this.base = new Side(baseAsWritten);
        this.head = new Side(headAsWritten);
        this.base.leaveOutWhatIsMadeOnlyBy(this.head);
        this.head.leaveOutWhatIsMadeOnlyBy(this.base);
        this.base.resolve();
        this.head.resolve();
        stacks = stacks(this.base.templates(), this.head.templates());
        resources = resources(stacks);
        resolvedResources = resources(stacks(this.base.resolved(), this.head.resolved()));
    }

    /** The templates as they are. */
    public Side base() {
        return base;
    }

    /** The templates as proposed. */
    public Side head() {
        return head;
    }

    /** Every stack of either side; a renamed stack is one that goes and one that comes. */
    public List<StackChange> stacks() {
        return stacks;
    }

    /** Every resource that is not the same on both sides, however it is written. */
    public List<ResourceChange> resources() {
        return resources;
    }

    /** The same where the defaults of parameters are used: mappings and conditions are resolved too. */
    public List<ResourceChange> resolvedResources() {
        return resolvedResources;
    }

    /** What differs besides where conditions that hang on a parameter may fall either way. */
    public List<ResourceChange> openResources() {
        List<ResourceChange> open = new ArrayList<>(resources(stacks(base.open(), head.open())));
        open.removeAll(new HashSet<>(resolvedResources));
        return open;
    }

    /** What several checks work out of the comparison, worked out by the first that asks. */
    public <T> T once(Class<T> what, Function<Comparison, T> how) {
        return what.cast(derived.computeIfAbsent(what, key -> how.apply(this)));
    }

    /** Every stack as it is written. */
    List<StackChange> writtenStacks() {
        return stacks(baseAsWritten.templates(), headAsWritten.templates());
    }

    private static List<StackChange> stacks(Map<String, Template> before, Map<String, Template> after) {
        return union(before, after).stream()
                .map(name -> new StackChange(
                        name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
                .toList();
    }

    static List<ResourceChange> resources(List<StackChange> stacks) {
        List<ResourceChange> changes = new ArrayList<>();
        for (StackChange stack : stacks) {
            Map<String, JsonNode> before = stack.base().map(Template::resources).orElse(Map.of());
            Map<String, JsonNode> after = stack.head().map(Template::resources).orElse(Map.of());
            for (String logicalId : union(before, after)) {
                JsonNode old = before.getOrDefault(logicalId, MissingNode.getInstance());
                JsonNode next = after.getOrDefault(logicalId, MissingNode.getInstance());
                if (!old.equals(next)) {
                    changes.add(new ResourceChange(stack.name(), logicalId, old, next));
                }
            }
        }
        return changes;
    }

    private static Set<String> union(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }
}
