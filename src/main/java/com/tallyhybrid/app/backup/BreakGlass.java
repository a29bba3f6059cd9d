package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.CfnManagedPolicy;
import software.amazon.awscdk.services.iam.CfnRole;
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

    private static final int AN_HOUR = 3_600;

    BreakGlass(Construct scope, String id, Names names, List<String> users, List<String> bucketArns) {
        super(scope, id);
        CfnRole role = CfnRole.Builder.create(new Construct(this, "Role"), LogicalIds.ONLY)
                .roleName(names.breakGlassRole())
                .description(
                        "For emergencies: deletes versions, shortens locks and changes protection, with MFA, for an hour")
                .maxSessionDuration(AN_HOUR)
                .assumeRolePolicyDocument(PolicyStatement.document(List.of(withFreshSecondFactor(users))))
                .build();
        CfnManagedPolicy.Builder.create(new Construct(this, "Rights"), LogicalIds.ONLY)
                .description("Everything on the buckets that hold backups and archive")
                .path("/")
                .policyDocument(PolicyStatement.document(
                        List.of(PolicyStatement.allow("MendBuckets", "s3:*").on(withObjects(bucketArns)))))
                .roles(List.of(role.getRef()))
                .build();
    }

    private static List<String> withObjects(List<String> bucketArns) {
        return bucketArns.stream().flatMap(arn -> Stream.of(arn, arn + "/*")).toList();
    }

    private static PolicyStatement withFreshSecondFactor(List<String> users) {
        return PolicyStatement.allow("", "sts:AssumeRole")
                .byPrincipals(users)
                .when(Ordered.map(
                        "Bool", Ordered.map("aws:MultiFactorAuthPresent", "true"),
                        "NumericLessThan", Ordered.map("aws:MultiFactorAuthAge", String.valueOf(AN_HOUR))));
    }
}
