package com.tallyhybrid.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.DottedPath;
import java.math.BigDecimal;
import java.util.Optional;

/** A budget that the templates make and that is spent before anybody does anything: its mail comes every month. */
public final class BudgetShortfall {

    private static final DottedPath AMOUNT = DottedPath.of("Properties.Budget.BudgetLimit.Amount");

    private BudgetShortfall() {}

    /** What to say of it; empty where the budget is enough for what is known, or there is none. */
    public static Optional<String> of(CloudAssembly app, CostEstimate estimate) {
        CostTotal fixed = estimate.fixed();
        return app.templates().values().stream()
                .flatMap(template -> template.resources().values().stream())
                .filter(resource -> resource.path("Type").asText().equals("AWS::Budgets::Budget"))
                .flatMap(budget -> limit(budget).stream())
                .filter(limit -> limit.compareTo(fixed.amount().low()) < 0)
                .findFirst()
                .map(limit ->
                        "the budget of %s USD per month is below what is paid whatever is done, which is %s; its mail comes every month. Raise operations.monthlyBudgetUsd"
                                .formatted(limit.toPlainString(), fixed));
    }

    private static Optional<BigDecimal> limit(JsonNode budget) {
        String amount = AMOUNT.in(budget).asText();
        return amount.matches("\\d{1,12}(\\.\\d+)?") ? Optional.of(new BigDecimal(amount)) : Optional.empty();
    }
}
