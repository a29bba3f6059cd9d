package com.tallyhybrid.review;

import com.tallyhybrid.review.checks.access.MatrixCheck;
import com.tallyhybrid.review.checks.access.OfficeAddressCheck;
import com.tallyhybrid.review.checks.access.OutsideCheck;
import com.tallyhybrid.review.checks.access.PowerCheck;
import com.tallyhybrid.review.checks.access.PropertyGrantCheck;
import com.tallyhybrid.review.checks.access.SecretCheck;
import com.tallyhybrid.review.checks.access.StatementCheck;
import com.tallyhybrid.review.checks.cost.CostCheck;
import com.tallyhybrid.review.checks.deployment.CreationOrderCheck;
import com.tallyhybrid.review.checks.deployment.DeploymentCheck;
import com.tallyhybrid.review.checks.deployment.RefusedTemplateCheck;
import com.tallyhybrid.review.checks.deployment.TransformCheck;
import com.tallyhybrid.review.checks.deployment.UnreadCheck;
import com.tallyhybrid.review.checks.exports.ExportCheck;
import com.tallyhybrid.review.checks.exports.ImportCheck;
import com.tallyhybrid.review.checks.network.ExposureCheck;
import com.tallyhybrid.review.checks.network.NetworkAclCheck;
import com.tallyhybrid.review.checks.network.RouteCheck;
import com.tallyhybrid.review.checks.network.SecurityGroupCheck;
import com.tallyhybrid.review.checks.protection.ProtectionCheck;
import com.tallyhybrid.review.checks.replacement.DeletionCheck;
import com.tallyhybrid.review.checks.replacement.NameCheck;
import com.tallyhybrid.review.checks.replacement.RemovalPolicyCheck;
import com.tallyhybrid.review.checks.replacement.ReplacementCheck;
import com.tallyhybrid.review.checks.replacement.StackCheck;
import com.tallyhybrid.review.diff.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that a pull request does, most dangerous first.
 *
 * @param findings in {@link ReviewFinding#ORDER}
 */
public record Review(List<ReviewFinding> findings) {

    /** They work side by side, and the matrix takes as long as all others together: it begins first. */
    private static final List<Check> CHECKS = List.of(
            new MatrixCheck(),
            new ReplacementCheck(),
            new DeletionCheck(),
            new NameCheck(),
            new RemovalPolicyCheck(),
            new StackCheck(),
            new ProtectionCheck(),
            new ExportCheck(),
            new ImportCheck(),
            new CostCheck(),
            new StatementCheck(),
            new PropertyGrantCheck(),
            new SecurityGroupCheck(),
            new NetworkAclCheck(),
            new RouteCheck(),
            new ExposureCheck(),
            new SecretCheck(),
            new OutsideCheck(),
            new OfficeAddressCheck(),
            new PowerCheck(),
            new TransformCheck(),
            new UnreadCheck(),
            new DeploymentCheck(),
            new RefusedTemplateCheck(),
            new CreationOrderCheck());

    public Review {
        findings = List.copyOf(findings);
    }

    /** The same with one finding more. */
    public Review with(ReviewFinding finding) {
        return new Review(Stream.concat(findings.stream(), Stream.of(finding))
                .sorted(ReviewFinding.ORDER)
                .toList());
    }

    /** Asks every check, and adds what none of them has named. */
    public static Review of(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>(CHECKS.parallelStream()
                .flatMap(check -> check.examine(comparison).stream())
                .toList());
        findings.addAll(UnclassifiedChanges.of(comparison, findings));
        return new Review(
                findings.stream().distinct().sorted(ReviewFinding.ORDER).toList());
    }
}
