package com.tallyhybrid.iam.simulator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statements that have a say in one request, by the kind of policy they stand in.
 *
 * @param identity of the principal and its groups
 * @param boundary of the permissions boundary, where there is one
 * @param resource of the policy of the resource
 * @param endpoints of the VPC endpoints on the way, one list each
 */
record Applicable(
        List<Statement> identity,
        Optional<List<Statement>> boundary,
        List<Statement> resource,
        List<List<Statement>> endpoints) {

    Stream<Statement> all() {
        return Stream.of(
                        identity.stream(),
                        boundary.stream().flatMap(List::stream),
                        resource.stream(),
                        endpoints.stream().flatMap(List::stream))
                .flatMap(statements -> statements);
    }
}
