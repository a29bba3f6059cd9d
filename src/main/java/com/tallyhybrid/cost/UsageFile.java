package com.tallyhybrid.cost;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The file in which somebody says how much a deployment is used. */
public final class UsageFile {

    private static final int LARGEST_BYTES = 64 * 1024;
    private static final int LONGEST_SHOWN = 60;

    /** A plain decimal number, as people write it; nothing that YAML 1.1 makes another number of, such as 0755. */
    private static final String NUMBER = "(0|[1-9]\\d{0,11})(\\.\\d{1,6})?";

    private final Map<String, Map<UsageCase, BigDecimal>> given = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private UsageFile() {}

    /**
     * Reads a file of plain YAML.
     *
     * @throws InvalidUsage with every problem, each with its line, what is allowed and how to mend it
     */
    public static Usage read(Path path) {
        String name = path.toString().replace('\\', '/');
        var file = new UsageFile();
        text(path, file.problems).ifPresent(file::keys);
        if (!file.problems.isEmpty()) {
            throw new InvalidUsage(name, file.problems);
        }
        return new Usage(file.given);
    }

    private static Optional<String> text(Path path, List<String> problems) {
        try {
            if (!Files.isRegularFile(path)) {
                problems.add("there is no such file; check the path, or leave the option out and nothing is given");
            } else if (Files.size(path) > LARGEST_BYTES) {
                problems.add("the file is larger than 64 KiB, which no usage file needs; check the path");
            } else {
                return Optional.of(
                        Files.readString(path, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", ""));
            }
        } catch (CharacterCodingException foreign) {
            problems.add("the file is not UTF-8 text; save it with the encoding UTF-8");
        } catch (IOException denied) {
            problems.add("the file cannot be opened; check its permissions and that no program locks it");
        }
        return Optional.empty();
    }

    private void keys(String text) {
        try {
            if (refersToItself(text)) {
                return;
            }
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                mapping.getValue().forEach(this::key);
            } else if (root != null) {
                problem(root, "keys with numbers must stand here, such as 'servers: 2'");
            }
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            problems.add(
                    "line %s: this is not YAML: %s; look at the indentation and the quotes of this line and the one before"
                            .formatted(line, shown(malformed.getProblem())));
        } catch (YAMLException unreadable) {
            problems.add("this is not a text of YAML: %s; type the lines again in a plain editor"
                    .formatted(shown(unreadable.getMessage())));
        }
    }

    private boolean refersToItself(String text) {
        int documents = 0;
        for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(text))) {
            documents += event.is(Event.ID.DocumentStart) ? 1 : 0;
            if (event.is(Event.ID.Alias) || documents > 1) {
                problems.add("line %s: %s"
                        .formatted(
                                event.getStartMark().getLine() + 1,
                                documents > 1
                                        ? "a second document begins; keep one, with no '---' line above"
                                        : "an alias is not followed; write the number itself"));
                return true;
            }
        }
        return false;
    }

    private void key(NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!UsageKeys.ALL.containsKey(key)) {
            problem(entry.getKeyNode(), "%s: unknown key; %s".formatted(shown(key), meant(key)));
        } else if (given.containsKey(key)) {
            problem(entry.getKeyNode(), "%s: this key stands in the file already; keep one of the two".formatted(key));
        } else {
            given.put(key, new EnumMap<>(UsageCase.class));
            cases(key, entry.getValueNode());
        }
    }

    /** One number for every case, or one for each. */
    private void cases(String key, Node value) {
        if (!(value instanceof MappingNode mapping)) {
            number(key, key, value)
                    .ifPresent(one -> Stream.of(UsageCase.values())
                            .forEach(use -> given.get(key).put(use, one)));
            return;
        }
        int before = problems.size();
        for (NodeTuple entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            Optional<UsageCase> use = Stream.of(UsageCase.values())
                    .filter(one -> one.key().equals(name))
                    .findFirst();
            if (use.isEmpty() || given.get(key).containsKey(use.get())) {
                problem(
                        entry.getKeyNode(),
                        "%s.%s: %s; give low, usual and high, each once"
                                .formatted(key, shown(name), use.isEmpty() ? "unknown key" : "stands here already"));
            } else {
                number(key, key + "." + name, entry.getValueNode())
                        .ifPresent(number -> given.get(key).put(use.get(), number));
            }
        }
        if (problems.size() == before) {
            order(key, mapping);
        }
    }

    private void order(String key, MappingNode mapping) {
        Map<UsageCase, BigDecimal> cases = given.get(key);
        if (cases.size() < UsageCase.values().length) {
            problem(mapping, "%s: one of low, usual and high is missing; give all three, or one number".formatted(key));
        } else if (cases.get(UsageCase.LOW).compareTo(cases.get(UsageCase.USUAL)) > 0
                || cases.get(UsageCase.USUAL).compareTo(cases.get(UsageCase.HIGH)) > 0) {
            problem(
                    mapping,
                    "%s: low %s, usual %s, high %s; give them so that low is not above usual, nor usual above high"
                            .formatted(
                                    key,
                                    cases.get(UsageCase.LOW),
                                    cases.get(UsageCase.USUAL),
                                    cases.get(UsageCase.HIGH)));
        }
    }

    private Optional<BigDecimal> number(String key, String path, Node value) {
        BigDecimal most = UsageKeys.ALL.get(key).path("maximum").decimalValue();
        String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        boolean plain = value instanceof ScalarNode scalar && scalar.isPlain();
        Optional<BigDecimal> number =
                plain && text.matches(NUMBER) ? Optional.of(new BigDecimal(text)) : Optional.empty();
        if (number.isEmpty() || number.get().compareTo(most) > 0) {
            problem(
                    value,
                    "%s: '%s' is not allowed; give a number from 0 to %s without quotes. It means: %s"
                            .formatted(
                                    path,
                                    shown(value instanceof ScalarNode ? text : "a list or a mapping"),
                                    most.toPlainString(),
                                    UsageKeys.ALL.get(key).path("description").asText()));
            return Optional.empty();
        }
        return number;
    }

    private void problem(Node where, String text) {
        problems.add("line %s: %s".formatted(where.getStartMark().getLine() + 1, text));
    }

    private static String meant(String unknown) {
        int tolerated = Math.max(1, unknown.length() / 3);
        return UsageKeys.ALL.keySet().stream()
                .filter(known -> distance(unknown, known) <= tolerated)
                .min(Comparator.comparingInt(known -> distance(unknown, known)))
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() -> "known are " + String.join(", ", UsageKeys.ALL.keySet()));
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    /** One line without what steers a terminal. */
    private static String shown(String text) {
        String line = text.replaceAll("[^\\p{L}\\p{N}\\p{Punct} ]", "?");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
    }
}
