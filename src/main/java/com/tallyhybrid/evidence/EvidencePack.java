package com.tallyhybrid.evidence;

import com.tallyhybrid.evidence.PackPages.HandedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pack, held in memory.
 *
 * @param assessment how every control stands
 * @param files its files, without the list of hashes
 */
record EvidencePack(Assessment assessment, List<PackFile> files) {

    EvidencePack {
        files = List.copyOf(files);
    }

    /**
     * Makes the pack.
     *
     * @throws Refused if the files cannot be read or do not belong together
     */
    static EvidencePack of(EvidenceFiles inputs) {
        Dossier dossier = inputs.read();
        Assessment assessment = Assessment.of(dossier);
        List<PackFile> files = new ArrayList<>(templates(inputs.templates(), dossier));
        inputs.attestations().ifPresent(file -> files.add(new PackFile("attestations.yaml", text(file))));
        files.add(new PackFile("deployment.yaml", text(inputs.deployment())));
        files.addAll(PackTables.of(dossier, assessment));
        files.addAll(PackPages.of(dossier, assessment, handedIn(inputs)));
        // The tables hold everything that was read, so their hash stands for the inputs.
        files.addAll(Oscal.of(dossier, assessment, PackFolder.listOf(files).hash()));
        return new EvidencePack(assessment, files);
    }

    private static List<PackFile> templates(Path folder, Dossier dossier) {
        List<PackFile> files = new ArrayList<>();
        files.add(new PackFile("manifest.json", text(folder.resolve("manifest.json"))));
        dossier.templates().stacks().forEach(stack -> {
            Path file = Path.of(stack.file());
            files.add(new PackFile("templates/" + file.getFileName(), text(file)));
        });
        return files;
    }

    /** By name only: where they lay is nobody's business, and differs from one computer to the next. */
    private static List<HandedIn> handedIn(EvidenceFiles inputs) {
        return Stream.of(Optional.of(inputs.deployment()), inputs.arrivals(), inputs.drills(), inputs.attestations())
                .flatMap(Optional::stream)
                .flatMap(path -> Files.isDirectory(path) ? RestoreDrill.files(path).stream() : Stream.of(path))
                .map(file -> new HandedIn(file.getFileName().toString(), PackFile.sha256(bytes(file))))
                .toList();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
