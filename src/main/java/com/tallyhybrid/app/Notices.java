package com.tallyhybrid.app;

import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.notice.SettingsNotices;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;

/**
 * What is said about settings that are allowed: as annotations of the CDK, which its command line shows and holds on.
 *
 * <p>A value that must be replaced is a warning: {@code --strict} refuses it, and the workflow that deploys is strict. A
 * note is information, because it may be just what the owner wants, at every deploy from then on. Annotations stand in the
 * assembly; templates do not hold them.
 *
 * <p>The context flag {@code annotationsInValidationReport} is off: with it the construct library itself fails on a warning
 * where no command line runs it, and the plain {@code synth} of a newcomer must pass. The command line reports annotations
 * either way.
 *
 * @see <a href="https://github.com/aws/aws-cdk">aws-cdk v2.271.0, core/lib/private/synthesis-validation.ts</a>
 */
public final class Notices {

    /** Names the kind of warning in reports of the CDK. */
    private static final String PLACEHOLDER = "tally-hybrid:placeholder";

    private Notices() {}

    /**
     * Annotates the first stack, so that every sentence is shown once. All others but the replica use it, so a deploy of
     * any of them looks at it too.
     *
     * @param app after all its stacks are defined
     */
    public static void annotate(App app, Deployment deployment, FirstDeploy firstDeploy) {
        var annotations = Annotations.of(TallyStack.in(app).get(0));
        SettingsNotices.placeholders(deployment)
                .forEach(text -> annotations.addWarningV2(PLACEHOLDER, "Replace before a deploy: " + text));
        Stream.concat(SettingsNotices.notes(deployment).stream(), firstDeploy.note().stream())
                .forEach(text -> annotations.addInfo("Note: " + text));
    }
}
