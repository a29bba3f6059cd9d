package com.tallyhybrid.settings.file;

import com.tallyhybrid.settings.Printable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Says in an owner's words why the parser stopped, with the line, the one before it and a caret.
 *
 * <p>The parser names the place where it gave up; the mistake often stands a line above.
 *
 * @param lines of the file, the first at 0
 */
record YamlMistake(List<String> lines) {

    private static final Pattern KEY = Pattern.compile(" *(?:- +)?(?<key>[A-Za-z][A-Za-z0-9]*)(?<rest>.*)");
    private static final Pattern CANNOT_START =
            Pattern.compile("found character '(?<character>.+)' that cannot start any.*");

    YamlMistake(String text) {
        this(text.lines().toList());
    }

    Problem of(MarkedYAMLException failure) {
        Mark stopped = failure.getProblemMark();
        return Stream.of(quotes(failure), new Indentation(lines).mistake(failure), keys(failure), signs(failure))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> at(
                        stopped,
                        "this is not YAML: %s. Look here and just above for a wrong indentation, or a missing quote, colon or"
                                        .formatted(Printable.sentence(failure.getProblem()))
                                + " bracket"));
    }

    /** Text that holds a key and its value with no space between, as YAML reads them. */
    static boolean lacksSpace(String text) {
        Matcher key = KEY.matcher(text);
        return key.matches() && key.group("rest").matches(":[^ /\\\\].*");
    }

    private Optional<Problem> quotes(MarkedYAMLException failure) {
        if (failure.getProblem().startsWith("found unknown escape character")) {
            return Optional.of(at(
                    failure.getProblemMark(),
                    "a backslash between double quotes is an escape in YAML; put the path in single quotes"));
        }
        return "while scanning a quoted scalar".equals(failure.getContext()) && failure.getContextMark() != null
                ? Optional.of(at(
                        failure.getContextMark(),
                        "the quote that opens here is never closed; put the same quote behind the text"))
                : Optional.empty();
    }

    /** What is wrong between a key and its value, on the lines that the parser could not put together. */
    private Optional<Problem> keys(MarkedYAMLException failure) {
        int last = Math.min(failure.getProblemMark().getLine(), lines.size() - 1);
        Mark begun = failure.getContextMark();
        int first = begun == null ? Math.max(0, last - 1) : Math.min(begun.getLine(), last);
        String problem = failure.getProblem();
        if (!problem.startsWith("could not find expected ':'")
                && !problem.startsWith("mapping values are not allowed")) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(first, last)
                .boxed()
                .flatMap(line -> missing(line).stream())
                .findFirst()
                .or(() -> problem.startsWith("mapping values")
                        ? Optional.of(at(
                                failure.getProblemMark(),
                                "this colon makes a second key of the value; put the whole value in quotes"))
                        : Optional.empty());
    }

    private Optional<Problem> missing(int line) {
        Matcher key = KEY.matcher(lines.get(line));
        if (!key.matches()) {
            return Optional.empty();
        }
        String rest = key.group("rest");
        if (lacksSpace(lines.get(line))) {
            return Optional.of(at(
                    line,
                    key.start("rest") + 1,
                    "no space stands behind the colon, so this is no key to YAML; write '%s: ' and the value"
                            .formatted(key.group("key"))));
        }
        return rest.isBlank() || rest.matches(" +[^:]*")
                ? Optional.of(at(
                        line,
                        key.start("rest"),
                        "no colon stands behind the key; write '%s: ' and the value".formatted(key.group("key"))))
                : Optional.empty();
    }

    private Optional<Problem> signs(MarkedYAMLException failure) {
        String problem = failure.getProblem();
        Matcher character = CANNOT_START.matcher(problem);
        if (problem.contains("(TAB)")) {
            return Optional.of(at(failure.getProblemMark(), "a tab stands here; put spaces in its place"));
        }
        if (character.matches()) {
            return Optional.of(at(
                    failure.getProblemMark(),
                    "no value may begin with %s; put the value in quotes"
                            .formatted(Printable.text(character.group("character")))));
        }
        if (problem.matches("expected <block end>, but found '[]}]'.*")) {
            return Optional.of(at(failure.getProblemMark(), "this bracket closes what no bracket opened; remove it"));
        }
        return problem.matches("expected ',' or '[]}]'.*") && failure.getContextMark() != null
                ? Optional.of(
                        at(
                                failure.getContextMark(),
                                "the bracket that opens here is not closed, or a comma is missing between two of its values; add it"))
                : Optional.empty();
    }

    private Problem at(Mark mark, String text) {
        return at(mark.getLine(), mark.getColumn(), text);
    }

    /** The line and the one before it, and a caret below the place. */
    private Problem at(int line, int column, String text) {
        List<String> shown = IntStream.rangeClosed(Math.max(0, line - 1), Math.min(line, lines.size() - 1))
                .mapToObj(number -> "    %4d | %s".formatted(number + 1, Printable.text(lines.get(number))))
                .toList();
        boolean there = line < lines.size() && column <= lines.get(line).length();
        // What is shortened or shown by its number has other columns.
        boolean plain = there && Printable.text(lines.get(line)).equals(lines.get(line));
        String caret = "           %s^".formatted(" ".repeat(Math.max(0, column)));
        return new Problem(
                line + 1,
                "",
                text + ":",
                Stream.concat(shown.stream(), Stream.of(caret).filter(it -> plain))
                        .toList());
    }
}
