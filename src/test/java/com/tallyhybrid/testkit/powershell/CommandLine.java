package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.List;

/** Windows' rules for one line of arguments, as CommandLineToArgvW takes it apart. */
public final class CommandLine {

    private CommandLine() {}

    public static List<String> split(String line) {
        var arguments = new ArrayList<String>();
        var current = new StringBuilder();
        boolean quoted = false;
        boolean some = false;
        for (int i = 0; i < line.length(); i++) {
            int slashes = 0;
            while (i < line.length() && line.charAt(i) == '\\') {
                slashes++;
                i++;
            }
            boolean quote = i < line.length() && line.charAt(i) == '"';
            current.append("\\".repeat(quote ? slashes / 2 : slashes));
            some |= slashes > 0;
            if (i == line.length()) {
                break;
            }
            if (quote && slashes % 2 == 0) {
                quoted = !quoted;
                some = true;
            } else if (line.charAt(i) == ' ' && !quoted) {
                if (some) {
                    arguments.add(current.toString());
                }
                current.setLength(0);
                some = false;
            } else {
                current.append(line.charAt(i));
                some = true;
            }
        }
        if (some) {
            arguments.add(current.toString());
        }
        return arguments;
    }
}
