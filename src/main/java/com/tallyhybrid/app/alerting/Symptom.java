package com.tallyhybrid.app.alerting;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * A condition on a metric that a person should hear about.
 *
 * @param metric the metric, with its period and statistic
 * @param comparison how a value relates to the threshold when something is wrong
 * @param threshold in the unit of the metric
 * @param periods how many periods in a row must be wrong
 * @param silence what a period without data means
 */
public record Symptom(
        IMetric metric, ComparisonOperator comparison, Number threshold, int periods, TreatMissingData silence) {}
