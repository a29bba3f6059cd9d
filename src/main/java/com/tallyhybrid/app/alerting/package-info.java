/**
 * The way to a person: one encrypted topic, its e-mail subscriptions, and the two services that may publish.
 *
 * <p>Every other capability raises alarms and sends event mails through {@link com.tallyhybrid.app.alerting.Alerts}, so
 * each of them reaches a person and names a runbook.
 */
package com.tallyhybrid.app.alerting;
