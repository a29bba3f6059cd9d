package com.tallyhybrid.officekit;

import java.util.Map;
import java.util.Optional;

/**
 * What the deployed stacks say of themselves: the file of {@code cdk deploy --outputs-file}.
 *
 * @param stacks outputs by stack name, then by output name
 */
public record Outputs(Map<String, Map<String, String>> stacks) {

    /** One output; its absence is an error, because {@link OutputChecks} has seen that none is missing. */
    public String of(String stack, String output) {
        return find(stack, output)
                .orElseThrow(() -> new IllegalArgumentException("no output %s of %s".formatted(output, stack)));
    }

    /** One output, where the stack is deployed and has it. */
    public Optional<String> find(String stack, String output) {
        return Optional.ofNullable(stacks.getOrDefault(stack, Map.of()).get(output));
    }
}
