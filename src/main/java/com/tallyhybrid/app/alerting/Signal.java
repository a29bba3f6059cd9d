package com.tallyhybrid.app.alerting;

import software.amazon.awscdk.services.cloudwatch.CfnAlarm;

/** What an alarm looks at: a metric, or what is calculated from one. */
public sealed interface Signal permits Metric, Calculation {

    /** Makes it what the alarm looks at. */
    void describeTo(CfnAlarm.Builder alarm);
}
