package com.tallyhybrid.foundation;

import java.util.Optional;
import software.constructs.Construct;

/**
 * Whether this is a deployment's first day, on which its stacks are not yet protected from deletion.
 *
 * <p>The CDK's command line switches the protection on before it creates a stack. One that then fails cannot be deleted,
 * so the command cannot be repeated. The context key {@value #KEY} leaves the protection off; the same command without
 * the key switches it on and changes nothing else. Templates do not differ.
 *
 * @see <a href="https://github.com/aws/aws-cdk-cli">aws-cdk-cli, deploy-stack.ts: changeSetDeployment,
 *     updateTerminationProtection</a>
 */
public final class FirstDeploy {

    private static final String KEY = "firstDeploy";

    private FirstDeploy() {}

    /** Whether the key is given as true; only meaningful where there is no {@link #refusal}. */
    public static boolean isOn(Construct scope) {
        return given(scope).filter("true"::equals).isPresent();
    }

    /** What is wrong with the key, where it is given as neither true nor false. */
    public static Optional<String> refusal(Construct scope) {
        return given(scope)
                .filter(value -> !value.equals("true") && !value.equals("false"))
                .map(value ->
                        ("The context key %s is refused: it is \"%s\", allowed are true and false. Write -c %s=true on the"
                                        + " first day, and leave it out from then on. Nothing was synthesized.")
                                .formatted(KEY, value, KEY));
    }

    /** What must follow, while the key is on. */
    public static Optional<String> notice(Construct scope) {
        return isOn(scope)
                ? Optional.of(
                        "Note: %s=true leaves every stack without protection from deletion. When all stand, end the day"
                                        .formatted(KEY)
                                + " with the same deploy --all without -c %s=true, which switches it on."
                                        .formatted(KEY))
                : Optional.empty();
    }

    /** The command line gives text, a file such as {@code cdk.json} may give a boolean. */
    private static Optional<String> given(Construct scope) {
        return Optional.ofNullable(scope.getNode().tryGetContext(KEY)).map(Object::toString);
    }
}
