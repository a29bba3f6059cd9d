package com.tallyhybrid.fleet;

import java.nio.file.Path;

/**
 * The settings file of one client.
 *
 * @param client what the client is called in every table and folder: the file's name without its end
 * @param file the file
 */
record ClientFile(String client, Path file) {

    static ClientFile of(Path file) {
        return new ClientFile(file.getFileName().toString().replaceFirst("(?i)\\.ya?ml$", ""), file);
    }

    /** The file in one spelling, on Windows too. */
    String path() {
        return file.toString().replace('\\', '/');
    }
}
