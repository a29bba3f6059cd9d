package com.tallyhybrid.app.audit;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.RetainedLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.logs.CfnMetricFilter;
import software.amazon.awscdk.services.logs.CfnMetricFilter.MetricTransformationProperty;
import software.constructs.Construct;

/** Counts lines of the trail's log, where no event comes to Mumbai: other Regions, IAM, and what S3 refuses. */
final class LogMetricAlarms extends Construct {

    private final Names names;
    private final Alerts alerts;
    private final String logGroupName;

    LogMetricAlarms(Construct scope, String id, Names names, Alerts alerts, RetainedLog log) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
        logGroupName = log.group().getRef();
    }

    /**
     * Mails when enough lines match within an hour.
     *
     * @param id also the name of the metric
     * @param purpose ends the alarm's name
     * @param pattern in the language of CloudWatch Logs
     */
    void alarmOn(String id, String purpose, String pattern, int threshold, Message message) {
        var metric = new Metric("TallyHybrid/" + names.deployment(), id, Map.of(), "Sum", Duration.ofHours(1));
        CfnMetricFilter.Builder.create(new Construct(this, id + "Filter"), LogicalIds.ONLY)
                .logGroupName(logGroupName)
                .filterPattern(pattern)
                .metricTransformations(List.of(MetricTransformationProperty.builder()
                        .metricNamespace(metric.namespace())
                        .metricName(metric.name())
                        .metricValue("1")
                        .build()))
                .build();
        alerts.watch(
                this,
                id,
                purpose,
                new Symptom(
                        metric,
                        Comparison.AT_LEAST,
                        threshold,
                        1,
                        // The counter has no value while nothing matches.
                        Silence.NOT_BREACHING),
                message);
    }
}
