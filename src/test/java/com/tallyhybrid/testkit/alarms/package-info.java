/**
 * CloudWatch's alarms and EventBridge's rules without AWS: an alarm that lives through a series of data points, with gaps
 * treated as AWS documents it (CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data" and "Using
 * metric math"), and the rules that match an event, by EventBridge's own matcher (aws/event-ruler).
 */
package com.tallyhybrid.testkit.alarms;
