package com.tallyhybrid.fleet;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The settings files that somebody names: files, folders, and patterns such as {@code clients/a*.yaml}. */
final class ClientFiles {

    /** Also what a folder name may be on Windows; a name that begins with a point is not shown by many programs. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private ClientFiles() {}

    /**
     * Every file that is named, sorted by client, so that the order of the words makes no difference.
     *
     * @throws FleetRefusal if a word names nothing, or two files would be one client
     */
    static List<ClientFile> of(List<String> words) {
        List<String> problems = new ArrayList<>();
        Set<Path> files = new LinkedHashSet<>();
        for (String word : words) {
            List<Path> found = named(word);
            if (found.isEmpty()) {
                problems.add("%s: there is no such settings file, and no folder with one".formatted(word));
            }
            files.addAll(found);
        }
        Map<String, ClientFile> clients = new TreeMap<>();
        for (Path file : files) {
            ClientFile client = ClientFile.of(file);
            if (!client.client().matches(NAME)) {
                problems.add("%s: its name becomes a folder; use letters, digits and hyphens".formatted(client.path()));
            }
            // Windows and macOS take two names for one folder that differ in capital letters only.
            ClientFile other = clients.putIfAbsent(client.client().toLowerCase(Locale.ROOT), client);
            if (other != null) {
                problems.add("%s and %s would be one client; give one of them another name"
                        .formatted(other.path(), client.path()));
            }
        }
        if (!problems.isEmpty()) {
            throw new FleetRefusal(problems);
        }
        return List.copyOf(clients.values());
    }

    /** PowerShell hands a pattern over as it is. */
    private static List<Path> named(String word) {
        String last = word.replaceFirst(".*[/\\\\]", "");
        if (last.contains("*") || last.contains("?")) {
            Path folder = Path.of(word.substring(0, word.length() - last.length()));
            return Files.isDirectory(folder.toAbsolutePath()) ? listed(folder, last) : List.of();
        }
        Path path = Path.of(word);
        if (Files.isDirectory(path)) {
            return listed(path, "*.{yaml,yml}");
        }
        return Files.exists(path) ? List.of(path.normalize()) : List.of();
    }

    private static List<Path> listed(Path folder, String pattern) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            return StreamSupport.stream(entries.spliterator(), false)
                    .filter(Files::isRegularFile)
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new FleetRefusal(List.of("%s: the folder cannot be read".formatted(folder)));
        }
    }
}
