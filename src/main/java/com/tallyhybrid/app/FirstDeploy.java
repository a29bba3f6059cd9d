package com.tallyhybrid.app;

import com.tallyhybrid.app.foundation.TallyStack;
import java.util.Optional;
import software.amazon.awscdk.App;

/**
 * Whether this is a deployment's first day, on which its stacks are not yet protected from deletion.
 *
 * <p>The CDK's command line switches the protection on before it creates a stack. One that then fails cannot be deleted,
 * so the command cannot be repeated. The context key {@value #KEY} leaves the protection off; the same command without
 * the key switches it on and changes nothing else. Templates do not differ.
 *
 * @param given value of the context key, if there is one: text from the command line, a boolean from a file
 * @see <a href="https://github.com/aws/aws-cdk-cli">aws-cdk-cli, deploy-stack.ts: changeSetDeployment,
 *     updateTerminationProtection</a>
 */
public record FirstDeploy(Optional<String> given) {

    static final String KEY = "firstDeploy";

    /** @param value what the context holds, or null */
    public static FirstDeploy of(Object value) {
        return new FirstDeploy(Optional.ofNullable(value).map(Object::toString));
    }

    /** What is wrong with the key, where it is given as neither true nor false. */
    public Optional<String> refusal() {
        return given.filter(value -> !value.equals("true") && !value.equals("false"))
                .map(value ->
                        ("The context key %s is refused: it is \"%s\", allowed are true and false. Write -c %s=true on the"
                                        + " first day, and leave it out from then on. Nothing was synthesized.")
                                .formatted(KEY, value, KEY));
    }

    /** What must follow, while the key is true. */
    public Optional<String> note() {
        return given.filter("true"::equals)
                .map(on -> "%s=true leaves every stack without protection from deletion. When all stand, end the day"
                                .formatted(KEY)
                        + " with the same deploy --all without -c %s=true, which switches it on.".formatted(KEY));
    }

    /** Leaves the protection of the app's stacks off, while the key is true; after all are defined. */
    public void applyTo(App app) {
        if (note().isPresent()) {
            TallyStack.in(app).forEach(stack -> stack.setTerminationProtection(false));
        }
    }
}
