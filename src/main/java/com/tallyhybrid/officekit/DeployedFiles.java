package com.tallyhybrid.officekit;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.file.InvalidSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What an administrator has in hand after a deployment, read and held against each other; every problem at once. */
final class DeployedFiles {

    private final Path settings;
    private final Path outputsFile;
    private final Path templatesFolder;
    private final List<String> problems = new ArrayList<>();

    DeployedFiles(Path settings, Path outputsFile, Path templatesFolder) {
        this.settings = settings;
        this.outputsFile = outputsFile;
        this.templatesFolder = templatesFolder;
    }

    /** What the kit is made of; empty if there are problems. */
    Optional<Handover> read() {
        Optional<Deployment> deployment = readSettings();
        Optional<Outputs> outputs = read(() -> OutputsFile.read(outputsFile));
        Optional<Assembly> templates = read(() -> TemplatesFolder.read(templatesFolder));
        deployment.ifPresent(known -> problems.addAll(JobChecks.problems(settings, known)));
        if (deployment.isPresent() && templates.isPresent()) {
            problems.addAll(TemplatesFolder.problems(templatesFolder, templates.get(), deployment.get()));
        }
        // Against templates of something else every output would seem wrong.
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        var handover = new Handover(deployment.orElseThrow(), outputs.orElseThrow(), templates.orElseThrow());
        problems.addAll(OutputChecks.problems(outputsFile, handover, later(handover.deployment())));
        return problems.isEmpty() ? Optional.of(handover) : Optional.empty();
    }

    /** What is wrong with the files that were read. */
    List<String> problems() {
        return problems;
    }

    /**
     * What is deployed after the first kit was made: tonight's backup waits for neither network nor file server, and a
     * file server in the firm's own domain needs the tunnel that is made from a kit; Operations shows both, and comes behind them.
     */
    private static List<String> later(Deployment deployment) {
        return Stream.of("Network", "FileServer", "Operations")
                .map(Names.of(deployment)::of)
                .toList();
    }

    private Optional<Deployment> readSettings() {
        try {
            return Optional.of(DeploymentFile.read(settings));
        } catch (InvalidSettings refused) {
            String file = OutputsFile.shown(settings);
            refused.problems().forEach(problem -> problems.add(file + ": " + problem));
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(Supplier<T> file) {
        try {
            return Optional.of(file.get());
        } catch (RefusedHandover refused) {
            problems.addAll(refused.problems());
            return Optional.empty();
        }
    }
}
