package com.tallyhybrid.app.audit;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.RetainedLog;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/** Counts lines of the trail's log, where no event comes to Mumbai: other Regions, IAM, and what S3 refuses. */
final class TrailCounters extends Construct {

    private final Names names;
    private final Alerts alerts;
    private final RetainedLog log;

    TrailCounters(Construct scope, String id, Names names, Alerts alerts, RetainedLog log) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
        this.log = log;
    }

    /**
     * Mails when enough lines match within an hour.
     *
     * @param id also the name of the metric
     * @param purpose ends the alarm's name
     * @param pattern in the language of CloudWatch Logs
     */
    void alarmOn(String id, String purpose, String pattern, int threshold, Message message) {
        MetricFilter filter = MetricFilter.Builder.create(this, id + "Filter")
                .logGroup(log.group())
                .filterPattern(FilterPattern.literal(pattern))
                .metricNamespace("TallyHybrid/" + names.deployment())
                .metricName(id)
                .metricValue("1")
                .build();
        alerts.watch(
                this,
                id,
                purpose,
                new Symptom(
                        filter.metric(MetricOptions.builder()
                                .statistic("Sum")
                                .period(Duration.hours(1))
                                .build()),
                        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                        threshold,
                        1,
                        // The counter has no value while nothing matches.
                        TreatMissingData.NOT_BREACHING),
                message);
    }
}
