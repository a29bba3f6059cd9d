package com.tallyhybrid.preflight;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command, run in this process against an account that is not AWS's. */
record PreflightRun(int exitCode, String out, String err) {

    private static final Pattern LINE = Pattern.compile("(OK|MEND THIS|CANNOT TELL) +([^:]+): (.*)");

    /** One check as it is printed. */
    record Line(String verdict, String what, String text, List<String> below) {}

    static PreflightRun of(Aws aws, String... options) {
        var arguments = new ArrayList<>(List.of(RecordedAccount.SETTINGS.toString(), "--templates"));
        arguments.add(RecordedAccount.templatesFolder().toString());
        arguments.addAll(List.of(options));
        return typed(aws, arguments.toArray(String[]::new));
    }

    static PreflightRun typed(Aws aws, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = PreflightCommand.run(
                (executable, profile) -> aws,
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(Stream.of("--aws", "/stand-in/aws"), Stream.of(arguments))
                        .toArray(String[]::new));
        return new PreflightRun(exitCode, out.toString(), err.toString());
    }

    List<Line> lines() {
        var lines = new ArrayList<Line>();
        out.lines().forEach(text -> {
            Matcher line = LINE.matcher(text);
            if (line.matches()) {
                lines.add(new Line(line.group(1), line.group(2), line.group(3), new ArrayList<>()));
            } else if (text.startsWith("  ") && !lines.isEmpty()) {
                lines.get(lines.size() - 1).below().add(text.strip());
            }
        });
        return lines;
    }
}
