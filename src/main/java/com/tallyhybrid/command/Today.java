package com.tallyhybrid.command;

import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The day that a program counts from. Programs know no clock, so that what they write can be made again; {@code
 * bin/tally.mjs} gives it.
 *
 * <p>It is no required option: whoever reads the help types the command without it.
 */
public final class Today {

    @Option(
            names = "--today",
            converter = DayConverter.class,
            paramLabel = "YYYY-MM-DD",
            description = "The day to count from. Default: today in India")
    private Optional<LocalDate> given;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** @throws ParameterException where somebody starts the program by himself and without it */
    public LocalDate day() {
        return given.orElseThrow(
                () -> new ParameterException(command.commandLine(), "Missing required option: '--today=YYYY-MM-DD'"));
    }
}
