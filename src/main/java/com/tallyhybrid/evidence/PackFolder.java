package com.tallyhybrid.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of a pack: written beside its place and moved there, so that it is never half there; never over another. */
final class PackFolder {

    static final String LIST = "SHA256SUMS";

    private final Path target;

    PackFolder(Path target) {
        this.target = target.toAbsolutePath().normalize();
    }

    /** Why the pack may not be written there; empty where it may. */
    List<String> problems() {
        String name = AttestationsFile.shown(target);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return List.of(
                    "%s: is there already, and evidence is never written over; choose another folder with --output"
                            .formatted(name));
        }
        return target.getParent() == null || !Files.isDirectory(target.getParent())
                ? List.of("%s: the folder above it does not exist; make it, or choose another with --output"
                        .formatted(name))
                : List.of();
    }

    /** Writes every file and the list of their hashes; answers the hash of the list. */
    String write(List<PackFile> files) throws IOException {
        Path workshop = Files.createTempDirectory(target.getParent(), ".evidence-");
        try {
            // The workshop itself is closed to others, and the pack is for others.
            Path fresh = Files.createDirectory(workshop.resolve("pack"));
            PackFile list = listOf(files);
            for (PackFile file : Stream.concat(files.stream(), Stream.of(list)).toList()) {
                Path place = fresh.resolve(file.path());
                Files.createDirectories(place.getParent());
                Files.writeString(place, file.text());
            }
            Files.move(fresh, target);
            return list.hash();
        } finally {
            delete(workshop);
        }
    }

    /** As {@code sha256sum --check} reads it. */
    static PackFile listOf(List<PackFile> files) {
        var hashes = new TreeMap<String, String>();
        files.forEach(file -> hashes.put(file.path(), file.hash()));
        var list = new StringBuilder();
        hashes.forEach(
                (path, hash) -> list.append(hash).append("  ").append(path).append('\n'));
        return new PackFile(LIST, list.toString());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
