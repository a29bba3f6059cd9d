package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.Deployment;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is about to be deployed.
 *
 * @param settings what the owner decided
 * @param templates what {@code cdk synth} made of it
 */
record PlannedDeployment(Deployment settings, Assembly templates) {

    /**
     * Reads the templates and holds them against the settings.
     *
     * @param folder where {@code cdk synth} wrote them
     * @throws RefusedTemplates if they are not of these settings
     */
    static PlannedDeployment read(Deployment settings, Path folder) {
        String name = folder.toString().replace('\\', '/');
        if (!Files.isRegularFile(folder.resolve("manifest.json"))) {
            throw new RefusedTemplates("%s holds no templates".formatted(name));
        }
        try {
            var planned = new PlannedDeployment(settings, Assembly.read(folder));
            List<String> problems = planned.problems();
            if (!problems.isEmpty()) {
                throw new RefusedTemplates("the templates in %s are not of these settings: %s"
                        .formatted(name, String.join("; ", problems)));
            }
            return planned;
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            throw new RefusedTemplates(
                    "the templates in %s cannot be read: %s".formatted(name, unreadable.getMessage()));
        }
    }

    Names names() {
        return Names.of(settings);
    }

    /** The Regions that get a stack, Mumbai first. */
    List<Region> regions() {
        return Stream.of(Region.values())
                .filter(region -> templates.stacks().stream().anyMatch(stack -> region(stack) == region))
                .toList();
    }

    /** Every resource of one type in one Region. */
    List<Resource> resources(String type, Region region) {
        return templates.resources(type).stream()
                .filter(resource -> region(resource.stack()) == region)
                .toList();
    }

    static Region region(Template stack) {
        return Stream.of(Region.values())
                .filter(region -> region.code().equals(stack.region()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s goes to %s, and every stack stays in India".formatted(stack.stack(), stack.region())));
    }

    /** What names and counts are taken from must be of the settings as they are now. */
    private List<String> problems() {
        var problems = new ArrayList<String>();
        for (Template stack : templates.stacks()) {
            region(stack);
            if (!stack.stack().startsWith(settings.name() + "-")
                    || !stack.account().equals(settings.account())) {
                problems.add("%s goes to account %s".formatted(stack.stack(), stack.account()));
            }
        }
        Set<String> agents = templates.resources("AWS::IAM::User").stream()
                .map(Resource::reference)
                .collect(Collectors.toSet());
        Set<String> servers =
                settings.backup().servers().stream().map(names()::agent).collect(Collectors.toSet());
        if (problems.isEmpty() && !agents.equals(servers)) {
            problems.add("their servers are others");
        }
        int offices =
                settings.network().map(network -> network.offices().size()).orElse(0);
        if (problems.isEmpty() && templates.resources("AWS::EC2::VPNConnection").size() != offices) {
            problems.add("their offices are others");
        }
        boolean files = !templates.resources("AWS::FSx::FileSystem").isEmpty();
        if (problems.isEmpty() && files != settings.fileServer().isPresent()) {
            problems.add(files ? "they have a file server" : "they have no file server");
        }
        return problems;
    }
}
