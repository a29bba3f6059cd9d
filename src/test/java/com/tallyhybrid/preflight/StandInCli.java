package com.tallyhybrid.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A program that is started as the AWS CLI is: {@code aws}, or on Windows {@code aws.cmd}. What it does is JavaScript. */
final class StandInCli {

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    /** Answers from the recordings by the rules of {@link RecordedAccount}. */
    static final String RECORDED = """
            import { existsSync, readFileSync } from 'node:fs';
            const [service, command, ...rest] = process.argv.slice(2);
            const values = rest.filter((word) => /^[A-Za-z0-9-]+$/.test(word) && !word.startsWith('--'));
            const names = [...values.map((value) => `${service}.${command}.${value}`), `${service}.${command}`];
            for (const name of names) {
              const file = `FOLDER/${name}`;
              if (existsSync(file + '.json')) { process.stdout.write(readFileSync(file + '.json')); process.exit(0); }
              if (existsSync(file + '.txt')) { process.stderr.write(readFileSync(file + '.txt')); process.exit(254); }
            }
            process.stderr.write(`nothing is recorded for ${service} ${command}\\n`);
            process.exit(255);
            """;

    private StandInCli() {}

    /** Puts it into a folder, and says how it is started. */
    static Path in(Path folder, String javascript) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("stand-in.mjs"), javascript);
        if (WINDOWS) {
            return Files.writeString(folder.resolve("aws.cmd"), "@node \"%~dp0stand-in.mjs\" %*\r\n");
        }
        Path script = Files.writeString(
                folder.resolve("aws"), "#!/bin/sh\nexec node \"$(dirname \"$0\")/stand-in.mjs\" \"$@\"\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("this file system makes nothing executable");
        }
        return script;
    }

    static String recorded() {
        Path folder = RecordedAccount.RECORDINGS.resolve("new").toAbsolutePath();
        return RECORDED.replace("FOLDER", folder.toString().replace('\\', '/'));
    }
}
