package com.tallyhybrid.review.diff;

import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every export of one commit, found as an importing stack finds it: by name, in its own account and Region. */
public final class Exports {

    private final Map<Key, Export> exports = new LinkedHashMap<>();

    private record Key(Environment environment, String name) {}

    Exports(Collection<Template> templates) {
        for (Template template : templates) {
            template.outputs().forEach((output, definition) -> {
                if (definition.path("Export").has("Name")) {
                    String name = Reference.export(definition.path("Export").path("Name"))
                            .name();
                    exports.put(
                            new Key(template.environment(), name),
                            new Export(template.stack(), output, name, definition.path("Value")));
                }
            });
        }
    }

    public Collection<Export> all() {
        return exports.values();
    }

    /** What a stack gets when it imports a name. */
    public Optional<Export> importedBy(Template consumer, String name) {
        return Optional.ofNullable(exports.get(new Key(consumer.environment(), name)));
    }

    /** The names that a template imports, in its resources, outputs and wherever else. */
    public static List<String> importsOf(Template template) {
        return Reference.in(template.body()).stream()
                .filter(reference -> reference.kind() == Reference.Kind.EXPORT)
                .map(Reference::name)
                .toList();
    }
}
