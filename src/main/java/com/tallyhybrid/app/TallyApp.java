package com.tallyhybrid.app;

import com.tallyhybrid.app.alerting.AlertingStack;
import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.audit.AuditStack;
import com.tallyhybrid.app.backup.BackupStack;
import com.tallyhybrid.app.backup.ReplicaStack;
import com.tallyhybrid.app.fileserver.FileServerStack;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.network.NetworkStack;
import com.tallyhybrid.app.operations.OperationsStack;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.file.InvalidSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Tags;

/**
 * Backups, a file server and alerts for a business that keeps its books in Tally. {@link #define} is the architecture
 * diagram in code.
 */
public final class TallyApp {

    private static final String EXAMPLE = "deployments/example.yaml";

    /**
     * Leaves out where in the construct library each resource was made: through jsii it never names a line of ours, and in
     * some it names jsii's temporary folder, so that no two assemblies would be the same.
     *
     * @see <a href="https://github.com/aws/aws-cdk">aws-cdk v2.271.0, cx-api/lib/app.ts</a>
     */
    private static final String NO_CREATION_TRACES = "aws:cdk:disable-creation-stack-traces";

    private TallyApp() {}

    /**
     * Synthesizes the deployment file named by the context key {@code deployment}, or the example.
     *
     * <p>The context key {@code previous} may name the file as it was last deployed: then a change that would stop
     * backups on the way is refused. {@code firstDeploy} leaves the stacks unprotected until they stand, see {@link
     * FirstDeploy}.
     */
    public static void main(String... args) {
        EarlyStart cdk = EarlyStart.begin();
        Map<String, Object> context = ProjectContext.read(System.getenv());
        var firstDeploy = FirstDeploy.of(context.get(FirstDeploy.KEY));
        firstDeploy.refusal().ifPresent(System.err::println);
        try {
            Deployment deployment = read(context);
            if (firstDeploy.refusal().isPresent()) {
                System.exit(1);
            }
            cdk.await();
            Path written = write(app(context).build(), deployment, firstDeploy);
            if (deployment.operations().monthlyBudgetUsd().isPresent()) {
                BudgetNotice.of(written).ifPresent(System.err::println);
            }
        } catch (InvalidSettings refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /**
     * Writes the assembly of one deployment into a folder: the very bytes that {@code cdk synth --output} writes where
     * nothing but {@code -c deployment} is chosen. A process may do so for one deployment after another; its memory
     * grows with each, because jsii lets go of no object.
     *
     * @param folder made where there is none
     * @throws RuntimeException if the CDK or its validator refuses, with their words; the folder may then hold a part
     */
    public static void synthesize(Deployment deployment, Path folder) {
        write(app(ProjectContext.read()).outdir(folder.toString()).build(), deployment, FirstDeploy.of(null));
    }

    private static Path write(App app, Deployment deployment, FirstDeploy firstDeploy) {
        define(app, deployment);
        firstDeploy.applyTo(app);
        Notices.annotate(app, deployment, firstDeploy);
        return Path.of(app.synth().getDirectory());
    }

    private static App.Builder app(Map<String, Object> context) {
        return App.Builder.create()
                .analyticsReporting(false)
                // They would put this computer's paths beside every notice of the assembly.
                .stackTraces(false)
                .context(context)
                .postCliContext(Ordered.map(NO_CREATION_TRACES, true));
    }

    private static Deployment read(Map<String, Object> context) {
        Path file = fileNamedBy(context, "deployment").orElse(Path.of(EXAMPLE));
        return fileNamedBy(context, "previous")
                .map(deployed -> DeploymentFile.readChange(file, deployed))
                .orElseGet(() -> DeploymentFile.read(file));
    }

    private static Optional<Path> fileNamedBy(Map<String, Object> context, String key) {
        return Optional.ofNullable(context.get(key)).map(name -> Path.of(name.toString()));
    }

    /** Defines every stack. A stack uses only the stacks above it. */
    public static void define(App app, Deployment deployment) {
        Alerts alerts = new AlertingStack(app, deployment).alerts();

        // Tally data: office server -> HTTPS -> backup bucket in Mumbai -> locked copy in Hyderabad.
        var replica = new ReplicaStack(app, deployment);
        var backup = new BackupStack(app, deployment, alerts, replica.replica());
        // They know each other by name only, because a reference between Regions would need a Lambda function.
        backup.addStackDependency(replica);

        // Shared files: office LAN -> IPsec VPN -> isolated subnets -> FSx for Windows File Server.
        var network =
                deployment.network().map(settings -> new NetworkStack(app, deployment, alerts, settings).network());
        var files = deployment
                .fileServer()
                .map(settings -> new FileServerStack(app, deployment, alerts, network.orElseThrow(), settings).files());

        // Who did what: CloudTrail -> locked bucket and log -> tripwires.
        var audit = new AuditStack(app, deployment, alerts, backup.protectedBuckets());
        // It knows the buckets by name. Backups come first: nothing of the audit may keep them waiting.
        audit.addStackDependency(backup);

        // A bad day: locked vault and restore tests, runbooks that run, and one page that shows everything above.
        var operations = new OperationsStack(app, deployment, alerts, network, files, replica.alarmArns());
        // Runbooks, dashboard and the plan's copies name what these two hold.
        operations.addStackDependency(backup);
        operations.addStackDependency(replica);

        Tags.of(app).add("tally-hybrid:deployment", deployment.name());
    }
}
