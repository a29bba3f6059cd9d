package com.tallyhybrid.officekit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder in which a kit may be written.
 *
 * <p>A list of hashes shows that a folder is a kit and that nobody has added to it or changed it; nothing else is
 * replaced. {@code sha256sum --check office-kit.sha256} reads the list.
 */
final class KitFolder {

    static final String LIST = "office-kit.sha256";

    /** What file browsers leave behind. */
    private static final Set<String> LITTER = Set.of("desktop.ini", "Thumbs.db", ".DS_Store");

    private final Path target;

    private KitFolder(Path target) {
        this.target = target.toAbsolutePath().normalize();
    }

    /** Why the folder may not be written; empty where it may. */
    static List<String> problems(Path target) {
        return new KitFolder(target).problems();
    }

    private List<String> problems() {
        String name = OutputsFile.shown(target);
        if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
            return List.of(
                    "%s: the folder above it does not exist; make it, or choose another with --to".formatted(name));
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        if (Files.isSymbolicLink(target)) {
            return List.of(noKit(name));
        }
        if (!Files.isDirectory(target)) {
            return List.of("%s: is a file; choose a folder with --to".formatted(name));
        }
        Map<String, String> found;
        try {
            found = hashesIn(target);
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of(
                    "%s: cannot be read; check its permissions, or choose another folder with --to".formatted(name));
        }
        if (found.isEmpty()) {
            return List.of();
        }
        if (!Files.isRegularFile(target.resolve(LIST))) {
            return List.of(noKit(name));
        }
        return changed(name, found);
    }

    private static String noKit(String name) {
        return "%s: is no office kit, so it is not replaced; choose another folder with --to".formatted(name);
    }

    private List<String> changed(String name, Map<String, String> found) {
        Map<String, String> known = known();
        List<String> problems = new ArrayList<>();
        found.forEach((file, hash) -> {
            if (!known.containsKey(file)) {
                problems.add("%s/%s: is not of the kit; move it elsewhere, or choose another folder with --to"
                        .formatted(name, file));
            } else if (!known.get(file).equals(hash)) {
                problems.add("%s/%s: was changed by hand; move it elsewhere, or choose another folder with --to"
                        .formatted(name, file));
            }
        });
        return problems;
    }

    private Map<String, String> known() {
        try (Stream<String> lines = Files.readString(target.resolve(LIST)).lines()) {
            return lines.map(line -> line.split("  ", 2))
                    .filter(parts -> parts.length == 2)
                    .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0], (first, again) -> first));
        } catch (IOException unreadable) {
            return Map.of();
        }
    }

    private static Map<String, String> hashesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            var hashes = new TreeMap<String, String>();
            for (Path file : files.filter(file -> !file.equals(folder)).toList()) {
                String path = OutputsFile.shown(folder.relativize(file));
                if (!path.equals(LIST) && !LITTER.contains(file.getFileName().toString())) {
                    content(file).ifPresent(hash -> hashes.put(path, hash));
                }
            }
            return hashes;
        }
    }

    /** A kit has files and folders that hold files; a link or an empty folder is somebody's, and is the kit's never. */
    private static Optional<String> content(Path file) {
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(hash(Files.readAllBytes(file)));
            }
            if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("no file");
            }
            try (Stream<Path> held = Files.list(file)) {
                return held.findAny().isPresent() ? Optional.empty() : Optional.of("an empty folder");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
