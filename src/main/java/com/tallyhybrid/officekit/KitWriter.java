package com.tallyhybrid.officekit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes a kit beside its place and moves it there: it is never half there, nor half new. */
final class KitWriter {

    private final Path target;

    private KitWriter(Path target) {
        this.target = target.toAbsolutePath().normalize();
    }

    /** Replaces what stands there; {@link KitFolder} has said that it may. */
    static void write(Path target, List<KitFile> files) throws IOException {
        new KitWriter(target).write(files);
    }

    private void write(List<KitFile> files) throws IOException {
        Path workshop = Files.createTempDirectory(target.getParent(), ".office-kit-");
        try {
            Path fresh = Files.createDirectory(workshop.resolve("new"));
            fill(fresh, files);
            swap(fresh, workshop.resolve("old"));
        } finally {
            delete(workshop);
        }
    }

    private static void fill(Path folder, List<KitFile> files) throws IOException {
        var hashes = new TreeMap<String, String>();
        for (KitFile file : files) {
            Path place = folder.resolve(file.path()).normalize();
            byte[] bytes = file.text().getBytes(StandardCharsets.UTF_8);
            if (!place.startsWith(folder) || hashes.put(file.path(), KitFolder.hash(bytes)) != null) {
                throw new IllegalArgumentException("two files, or one outside the kit: " + file.path());
            }
            Files.createDirectories(place.getParent());
            Files.write(place, bytes);
        }
        var list = new StringBuilder();
        hashes.forEach(
                (path, hash) -> list.append(hash).append("  ").append(path).append('\n'));
        Files.writeString(folder.resolve(KitFolder.LIST), list);
    }

    private void swap(Path fresh, Path old) throws IOException {
        boolean replaces = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (replaces) {
            Files.move(target, old);
        }
        try {
            Files.move(fresh, target);
        } catch (IOException failed) {
            if (replaces) {
                Files.move(old, target);
            }
            throw failed;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
