package com.tallyhybrid.app.alerting;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.MetricDataQueryProperty;

/**
 * What is calculated from a metric.
 *
 * @param expression in CloudWatch's metric math
 * @param variable what the expression calls the metric; begins with a small letter
 * @param metric the metric
 * @param label what people read beside the result
 */
public record Calculation(String expression, String variable, Metric metric, String label) implements Signal {

    @Override
    public void describeTo(CfnAlarm.Builder alarm) {
        alarm.metrics(List.of(
                MetricDataQueryProperty.builder()
                        .id("expr_1")
                        .expression(expression)
                        .label(label)
                        .returnData(true)
                        .build(),
                MetricDataQueryProperty.builder()
                        .id(variable)
                        .metricStat(metric.asNumber())
                        .returnData(false)
                        .build()));
    }
}
