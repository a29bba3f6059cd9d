package com.tallyhybrid.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of a report.
 *
 * @param numbers from which column on numbers stand, aligned to the right
 */
record ReportTable(List<String> head, int numbers, List<List<String>> rows) {

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(line(head));
        List<String> rule = new ArrayList<>(Collections.nCopies(numbers, "---"));
        rule.addAll(Collections.nCopies(head.size() - numbers, "--:"));
        lines.add("|" + String.join("|", rule) + "|");
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines) + "\n";
    }

    /** Columns of blanks, as a terminal shows them. */
    String text() {
        int[] widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = head.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        return all.stream().map(row -> aligned(row, widths)).collect(Collectors.joining());
    }

    private String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : "  ").append(i < numbers ? row.get(i) + blanks : blanks + row.get(i));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(ReportTable::cell).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Whatever could be markup becomes a character reference, which Markdown takes for text. */
    private static String cell(String text) {
        return text.codePoints()
                .mapToObj(character ->
                        Character.isLetterOrDigit(character) || " .,;:/()%-+'\"{}=?".indexOf(character) >= 0
                                ? Character.toString(character)
                                : "&#" + character + ";")
                .collect(Collectors.joining());
    }
}
