package com.tallyhybrid.review.origin;

import com.tallyhybrid.settings.file.InvalidSettings;
import com.tallyhybrid.settings.file.SettingsComparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of both sides: one deployment file or a folder of them on each. */
public final class DeploymentFiles {

    /** Deployment files, and not the templates that may lie among them; CI synthesizes the same. */
    private static final String SETTINGS = "(?i)(?!.*\\.template\\.).*\\.ya?ml";

    private DeploymentFiles() {}

    /**
     * The folder with settings that lies beside a folder of templates, as it does where {@code cdk synth --output} was run;
     * empty where there is none.
     */
    public static Optional<Path> beside(Path templates) {
        return Optional.of(templates.toAbsolutePath().normalize().resolveSibling("deployments"))
                .filter(Files::isDirectory);
    }

    /**
     * The files of both sides that have one name; two files that were named, whatever their names are.
     *
     * @throws InvalidSettings if a file that was named is no settings file; one that only lies in a folder is passed over
     */
    public static List<SettingsComparison> compare(Path base, Path head) {
        if (!Files.isDirectory(base) && !Files.isDirectory(head)) {
            return List.of(SettingsComparison.of(base, head, address(head)));
        }
        List<SettingsComparison> compared = new ArrayList<>();
        for (Path file : files(head)) {
            Path before = Files.isDirectory(base) ? base.resolve(file.getFileName()) : base;
            if (Files.isRegularFile(before)) {
                try {
                    compared.add(SettingsComparison.of(before, file, address(file)));
                } catch (InvalidSettings other) {
                    continue;
                }
            }
        }
        return compared;
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches(SETTINGS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its repository names it, with slashes on Windows too: GitHub finds the file by that. */
    private static String address(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        for (Path folder = whole.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return folder.relativize(whole).toString().replace('\\', '/');
            }
        }
        return file.toString().replace('\\', '/');
    }
}
