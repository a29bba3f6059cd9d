package com.tallyhybrid.app.alerting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.DimensionProperty;

/**
 * A metric as CloudWatch knows it, summed up over periods.
 *
 * @param namespace of the service or the app that sends it
 * @param name the metric's name there
 * @param dimensions which of the metrics of this name; a wrong one is silent for ever
 * @param statistic how the values of a period become one, such as {@code Sum}
 * @param period a multiple of a minute
 */
public record Metric(String namespace, String name, Map<String, String> dimensions, String statistic, Duration period)
        implements Signal {

    public Metric {
        dimensions = new TreeMap<>(dimensions);
    }

    @Override
    public void describeTo(CfnAlarm.Builder alarm) {
        alarm.namespace(namespace)
                .metricName(name)
                .dimensions(dimensionProperties())
                .statistic(statistic)
                .period(period.toSeconds());
    }

    /** The same as one of the numbers of a calculation. */
    CfnAlarm.MetricStatProperty asNumber() {
        return CfnAlarm.MetricStatProperty.builder()
                .metric(CfnAlarm.MetricProperty.builder()
                        .namespace(namespace)
                        .metricName(name)
                        .dimensions(dimensionProperties())
                        .build())
                .stat(statistic)
                .period(period.toSeconds())
                .build();
    }

    private List<DimensionProperty> dimensionProperties() {
        List<DimensionProperty> properties = dimensions.entrySet().stream()
                .map(dimension -> DimensionProperty.builder()
                        .name(dimension.getKey())
                        .value(dimension.getValue())
                        .build())
                .toList();
        return properties.isEmpty() ? null : properties;
    }
}
