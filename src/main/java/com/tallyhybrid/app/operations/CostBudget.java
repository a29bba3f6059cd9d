package com.tallyhybrid.app.operations;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.foundation.Names;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

/**
 * Mails before the month costs more than the owner wants: when four fifths are spent, when all is, and when AWS forecasts
 * more. It counts the whole account, because AWS knows the costs of one deployment only after its tag is activated for
 * billing. It stops nothing.
 */
final class CostBudget extends Construct {

    CostBudget(Construct scope, String id, Names names, Alerts alerts, int monthlyUsd) {
        super(scope, id);
        CfnBudget.Builder.create(this, "Resource")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetName(names.of("monthly"))
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(monthlyUsd)
                                .unit("USD")
                                .build())
                        .build())
                .notificationsWithSubscribers(Stream.of(
                                above("ACTUAL", 80), above("ACTUAL", 100), above("FORECASTED", 100))
                        .map(notification -> NotificationWithSubscribersProperty.builder()
                                .notification(notification)
                                .subscribers(List.of(SubscriberProperty.builder()
                                        .subscriptionType("SNS")
                                        .address(alerts.topicArn())
                                        .build()))
                                .build())
                        .toList())
                .build();
    }

    private static NotificationProperty above(String what, int percent) {
        return NotificationProperty.builder()
                .notificationType(what)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build();
    }
}
