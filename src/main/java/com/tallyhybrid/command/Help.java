package com.tallyhybrid.command;

import picocli.CommandLine.Option;

/** What every program answers with its own help. */
public final class Help {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean asked;
}
