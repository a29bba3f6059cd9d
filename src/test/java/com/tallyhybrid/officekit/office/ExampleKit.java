package com.tallyhybrid.officekit.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What lies beside the scripts in the kit of the example. */
final class ExampleKit {

    private ExampleKit() {}

    static String text(String name) {
        try {
            return Files.readString(Path.of("docs/office-kit-example/servers/pune", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
