package com.tallyhybrid.app;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cost.BudgetShortfall;
import com.tallyhybrid.cost.CostEstimate;
import com.tallyhybrid.cost.Usage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says at a synthesis that the budget of the settings is below what the deployment costs in any case.
 *
 * <p>It prices the templates that were just written, because whatever else counted alarms and keys would be a second list of
 * them. That takes a quarter of a second of the processor where main() takes nine or ten, and only where there is a budget.
 * It comes after the templates, so it is no annotation of theirs.
 */
final class BudgetNotice {

    private BudgetNotice() {}

    static Optional<String> of(Path assembly) {
        CloudAssembly app = CloudAssembly.read(assembly);
        return BudgetShortfall.of(app, CostEstimate.of(app, Usage.ASSUMED)).map("Note: "::concat);
    }
}
