package com.tallyhybrid.testkit.templates;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.app.FirstDeploy;
import com.tallyhybrid.app.Notices;
import com.tallyhybrid.app.ProjectContext;
import com.tallyhybrid.app.TallyApp;
import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * The deployments that the tests look at, each synthesized once for all of them, the way {@code main} does it.
 *
 * <p>As an extension it hands the templates of the example to every test that asks for them.
 */
public final class Synthesized implements ParameterResolver {

    private static final Map<String, Synthesized> DONE = new ConcurrentHashMap<>();

    private String file;
    private App app;
    private CloudAssembly assembly;
    private Path folder;
    private Map<String, Set<String>> stackNeeds;
    private Templates templates;

    /** What the command line synthesizes when nothing is chosen. */
    public static Synthesized example() {
        return of("deployments/example.yaml");
    }

    /** The profile without network and file server. */
    public static Synthesized backupOnly() {
        return of("deployments/backup-only.yaml");
    }

    /** A file server in the firm's own domain, on one zone's hard disks, with fenced agents and fixed tunnel addresses. */
    public static Synthesized selfManaged() {
        return of("src/test/resources/deployments/self-managed.yaml");
    }

    /** The largest deployments that the settings accept, see {@link LargestSettings}. */
    public static Stream<Synthesized> largest() {
        return Stream.of(LargestSettings.withApprovers(), LargestSettings.withoutApprovers())
                .map(settings -> of(LargestSettings.file(settings).toString()));
    }

    /** Two offices, and every other setting at its largest or longest: what reaches AWS's limits first. */
    public static Synthesized twoOffices() {
        return of("src/test/resources/deployments/two-offices.yaml");
    }

    /** Every file that owners may copy. */
    public static Stream<Synthesized> shipped() {
        return Stream.of("example", "backup-only", "one-office", "own-directory")
                .map(name -> of("deployments/%s.yaml".formatted(name)));
    }

    /** Without an example value, as somebody deploys it. */
    public static Synthesized ready() {
        return of("src/test/resources/deployments/ready.yaml");
    }

    public static Stream<Synthesized> all() {
        return Stream.of(example(), backupOnly(), selfManaged());
    }

    public static Synthesized of(String file) {
        Synthesized done = DONE.get(file);
        // The lock first: two that wait for each other in the other order would wait for ever.
        return done != null
                ? done
                : Jsii.alone(() -> DONE.computeIfAbsent(file, same -> synthesize(same, FirstDeploy.of(null), "")));
    }

    /** The same deployment as on its first day: with {@code -c firstDeploy=…}. */
    public Synthesized onFirstDay(Object firstDeploy) {
        return Jsii.alone(() -> synthesize(file, FirstDeploy.of(firstDeploy), "-first-day"));
    }

    private static Synthesized synthesize(String file, FirstDeploy firstDeploy, String folder) {
        var deployment = DeploymentFile.read(Path.of(file));
        var result = new Synthesized();
        result.file = file;
        result.app = App.Builder.create()
                .analyticsReporting(false)
                .stackTraces(false)
                .context(ProjectContext.read())
                // By the file and not by the deployment: two files may deploy the same name.
                .outdir("target/cdk.out/"
                        + Path.of(file).getFileName().toString().replace(".yaml", "") + folder)
                .build();
        TallyApp.define(result.app, deployment);
        firstDeploy.applyTo(result.app);
        Notices.annotate(result.app, deployment, firstDeploy);
        result.assembly = result.app.synth();
        result.folder = Path.of(result.assembly.getDirectory());
        result.stackNeeds = result.needs(deployment.name());
        result.templates = new Templates(deployment.name(), read(deployment.name(), result.assembly));
        return result;
    }

    private static Map<String, ObjectNode> read(String deployment, CloudAssembly assembly) {
        var stacks = new TreeMap<String, ObjectNode>();
        assembly.getStacks().forEach(stack -> {
            try {
                String role = stack.getStackName().substring(deployment.length() + 1);
                Path file = Path.of(stack.getTemplateFullPath());
                stacks.put(role, (ObjectNode) new ObjectMapper().readTree(file.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return stacks;
    }

    public Templates templates() {
        return templates;
    }

    /** The file that was synthesized. */
    public Path settings() {
        return Path.of(file);
    }

    /** Where the assembly lies, with the templates as files. */
    public Path folder() {
        return folder;
    }

    /** As the CDK knows it: for tests that are {@link SpeaksToJsii} only, as is {@link #stacks}. */
    public CloudAssembly assembly() {
        return assembly;
    }

    /** The stacks that each stack's deploy waits for, by role. */
    public Map<String, Set<String>> stackNeeds() {
        return stackNeeds;
    }

    private Map<String, Set<String>> needs(String deployment) {
        var needs = new TreeMap<String, Set<String>>();
        stacks().forEach(stack -> needs.put(
                role(deployment, stack),
                stack.getDependencies().stream()
                        .map(other -> role(deployment, other))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return needs;
    }

    private static String role(String deployment, Stack stack) {
        return stack.getStackName().substring(deployment.length() + 1);
    }

    public Stream<Stack> stacks() {
        return app.getNode().getChildren().stream()
                .filter(Stack.class::isInstance)
                .map(Stack.class::cast);
    }

    @Override
    public String toString() {
        return templates == null ? "not synthesized" : templates.deployment();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Templates.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return example().templates();
    }
}
