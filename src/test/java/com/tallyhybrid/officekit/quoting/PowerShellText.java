package com.tallyhybrid.officekit.quoting;

import java.util.ArrayList;
import java.util.List;

/**
 * The strings in quotes of a command, read as PowerShell's own tokenizer reads them: the typographic quotes are quotes
 * too, and two of one kind within stand for the second. In double quotes nothing may stand that would be expanded.
 *
 * @see <a href="https://github.com/PowerShell/PowerShell/blob/v7.4.6/src/System.Management.Automation/engine/parser/tokenizer.cs">
 *     PowerShell: ScanStringLiteral, ScanStringExpandable</a>
 */
final class PowerShellText {

    private static final String SINGLE = "'\u2018\u2019\u201A\u201B";
    private static final String DOUBLE = "\"\u201C\u201D\u201E";

    private PowerShellText() {}

    static List<String> literals(String command) {
        var found = new ArrayList<String>();
        int at = 0;
        while (at < command.length()) {
            String kind = SINGLE.indexOf(command.charAt(at)) >= 0
                    ? SINGLE
                    : DOUBLE.indexOf(command.charAt(at)) >= 0 ? DOUBLE : "";
            at = kind.isEmpty() ? at + 1 : literal(command, at + 1, kind, found);
        }
        return found;
    }

    private static int literal(String command, int from, String kind, List<String> found) {
        var value = new StringBuilder();
        for (int at = from; at < command.length(); at++) {
            char c = command.charAt(at);
            if (kind.indexOf(c) >= 0) {
                boolean doubled = at + 1 < command.length() && kind.indexOf(command.charAt(at + 1)) >= 0;
                if (!doubled) {
                    found.add(value.toString());
                    return at + 1;
                }
                c = command.charAt(++at);
            } else if (kind.equals(DOUBLE) && "$`".indexOf(c) >= 0) {
                throw new AssertionError("expanded: " + command);
            }
            value.append(c);
        }
        throw new AssertionError("not closed: " + command);
    }
}
