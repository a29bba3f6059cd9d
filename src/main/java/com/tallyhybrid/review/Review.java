package com.tallyhybrid.review;

import com.tallyhybrid.review.access.MatrixChanges;
import com.tallyhybrid.review.access.OutsideExaminer;
import com.tallyhybrid.review.access.PowerExaminer;
import com.tallyhybrid.review.access.PropertyGrantChanges;
import com.tallyhybrid.review.access.SecretExaminer;
import com.tallyhybrid.review.access.StatementChanges;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.cost.CostExaminer;
import com.tallyhybrid.review.exports.ExportExaminer;
import com.tallyhybrid.review.exports.ImportExaminer;
import com.tallyhybrid.review.protection.ProtectionExaminer;
import com.tallyhybrid.review.reach.DoorChanges;
import com.tallyhybrid.review.reach.NetworkAclChanges;
import com.tallyhybrid.review.reach.RouteChanges;
import com.tallyhybrid.review.reach.SecurityGroupChanges;
import com.tallyhybrid.review.rebuilt.DeletedExaminer;
import com.tallyhybrid.review.rebuilt.NameExaminer;
import com.tallyhybrid.review.rebuilt.PolicyExaminer;
import com.tallyhybrid.review.rebuilt.RebuiltExaminer;
import com.tallyhybrid.review.rebuilt.StackExaminer;
import com.tallyhybrid.review.rebuilt.TransformExaminer;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a pull request does, most dangerous first.
 *
 * @param findings in {@link Finding#ORDER}
 */
public record Review(List<Finding> findings) {

    /** They work side by side, and the matrix takes as long as all others together: it begins first. */
    private static final List<Examiner> EXAMINERS = List.of(
            new MatrixChanges(),
            new RebuiltExaminer(),
            new DeletedExaminer(),
            new NameExaminer(),
            new PolicyExaminer(),
            new StackExaminer(),
            new ProtectionExaminer(),
            new ExportExaminer(),
            new ImportExaminer(),
            new CostExaminer(),
            new StatementChanges(),
            new PropertyGrantChanges(),
            new SecurityGroupChanges(),
            new NetworkAclChanges(),
            new RouteChanges(),
            new DoorChanges(),
            new SecretExaminer(),
            new OutsideExaminer(),
            new PowerExaminer(),
            new TransformExaminer());

    public Review {
        findings = List.copyOf(findings);
    }

    /** Asks every examiner, and adds what none of them has named. */
    public static Review of(Comparison comparison) {
        List<Finding> findings = new ArrayList<>(EXAMINERS.parallelStream()
                .flatMap(examiner -> examiner.examine(comparison).stream())
                .toList());
        findings.addAll(Remainder.of(comparison, findings));
        return new Review(findings.stream().distinct().sorted(Finding.ORDER).toList());
    }
}
