package com.tallyhybrid.settings.file;

import com.tallyhybrid.settings.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Explains a line that begins in a column where no key or entry of the lines above begins.
 *
 * @param lines of the file, the first at 0
 */
record Indentation(List<String> lines) {

    private static final Pattern KEY_OR_ENTRY = Pattern.compile("(?<spaces> *)(?<dash>- +)?(?=[^ #\t\r])(?<rest>.*)");

    Indentation(String text) {
        this(text.lines().toList());
    }

    /** Where a line's key begins, or its dash. */
    private record Start(int line, int column) {}

    /** What is wrong, with both lines; empty where the parser stopped for another reason. */
    Optional<Problem> mistake(MarkedYAMLException failure) {
        Mark stopped = failure.getProblemMark();
        if (stopped.getLine() >= lines.size() || !isAboutIndentation(failure, lines.get(stopped.getLine()))) {
            return Optional.empty();
        }
        boolean entry = lines.get(stopped.getLine()).strip().startsWith("-");
        return starts(stopped.getLine(), entry)
                .findFirst()
                .flatMap(wrong -> nearest(wrong, entry)
                        .filter(near -> near.column() != wrong.column())
                        .map(near -> problem(wrong, near)));
    }

    /** Of lines that are equally near, the last. */
    private Optional<Start> nearest(Start wrong, boolean entry) {
        return IntStream.iterate(wrong.line() - 1, line -> line >= 0, line -> line - 1)
                .boxed()
                .flatMap(line -> starts(line, entry))
                .min(Comparator.comparingInt(start -> Math.abs(start.column() - wrong.column())));
    }

    /** A line that stands too far right behind a value is read as its continuation, up to the colon. */
    private static boolean isAboutIndentation(MarkedYAMLException failure, String line) {
        int column = Math.min(failure.getProblemMark().getColumn(), line.length());
        return failure.getProblem().startsWith("expected <block end>, but found '<block")
                        && line.substring(0, column).isBlank()
                || failure.getProblem().startsWith("mapping values are not allowed")
                        && line.substring(0, column).matches(" *(- +)?[A-Za-z]+");
    }

    /** A line with a dash and a key has two. */
    private Stream<Start> starts(int line, boolean entries) {
        Matcher text = KEY_OR_ENTRY.matcher(lines.get(line));
        if (!text.matches() || entries && text.group("dash") == null) {
            return Stream.empty();
        }
        return Stream.of(new Start(line, entries ? text.end("spaces") : text.start("rest")));
    }

    private Problem problem(Start wrong, Start near) {
        int columns = Math.abs(wrong.column() - near.column());
        String text =
                "this line begins %s column%s %s of line %s; what belongs together begins in the same column. Mend the spaces:"
                        .formatted(
                                columns,
                                columns == 1 ? "" : "s",
                                wrong.column() < near.column() ? "left" : "right",
                                near.line() + 1);
        String caret = "           %s^".formatted(" ".repeat(wrong.column()));
        return new Problem(wrong.line() + 1, "", text, List.of(shown(near), shown(wrong), caret));
    }

    private String shown(Start start) {
        return "    %4d | %s".formatted(start.line() + 1, Printable.text(lines.get(start.line())));
    }
}
