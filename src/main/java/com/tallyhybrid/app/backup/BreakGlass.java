package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role for emergencies: for an hour, whoever takes it may do with the buckets what their policies refuse to
 * everyone else.
 *
 * <p>The second factor is asked for when the role is taken, and only there: a session of a role no longer says how it
 * was opened, so a bucket policy cannot ask.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html">IAM:
 *     MFA-protected API access</a>
 */
final class BreakGlass extends Construct {

    private static final String FRESH_SECONDS = "3600";

    BreakGlass(Construct scope, String id, Names names, List<String> users, List<String> bucketArns) {
        super(scope, id);
        Role role = Role.Builder.create(this, "Role")
                .roleName(names.breakGlassRole())
                .description(
                        "For emergencies: deletes versions, shortens locks and changes protection, with MFA, for an hour")
                .maxSessionDuration(Duration.hours(1))
                .assumedBy(withFreshSecondFactor(users))
                .build();
        ManagedPolicy.Builder.create(this, "Rights")
                .description("Everything on the buckets that hold backups and archive")
                .statements(List.of(PolicyStatement.Builder.create()
                        .sid("MendBuckets")
                        .actions(List.of("s3:*"))
                        .resources(bucketArns.stream()
                                .flatMap(arn -> List.of(arn, arn + "/*").stream())
                                .toList())
                        .build()))
                .roles(List.of(role))
                .build();
    }

    private static IPrincipal withFreshSecondFactor(List<String> users) {
        var anyOfThem =
                new CompositePrincipal(users.stream().map(ArnPrincipal::new).toArray(ArnPrincipal[]::new));
        return new PrincipalWithConditions(
                anyOfThem,
                Ordered.map(
                        "Bool", Ordered.map("aws:MultiFactorAuthPresent", "true"),
                        "NumericLessThan", Ordered.map("aws:MultiFactorAuthAge", FRESH_SECONDS)));
    }
}
