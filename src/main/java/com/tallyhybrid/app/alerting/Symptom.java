package com.tallyhybrid.app.alerting;

/**
 * A condition on a signal that a person should hear about.
 *
 * @param signal what is looked at, with its period and statistic
 * @param comparison how a value relates to the threshold when something is wrong
 * @param threshold in the unit of the signal
 * @param periods how many periods in a row must be wrong
 * @param silence what a period without data means
 */
public record Symptom(Signal signal, Comparison comparison, Number threshold, int periods, Silence silence) {

    /** How a value relates to the threshold. */
    public enum Comparison {
        LESS_THAN("LessThanThreshold"),
        AT_MOST("LessThanOrEqualToThreshold"),
        AT_LEAST("GreaterThanOrEqualToThreshold");

        private final String operator;

        Comparison(String operator) {
            this.operator = operator;
        }

        /** As CloudFormation writes it. */
        String operator() {
            return operator;
        }
    }

    /** What a period without data means. */
    public enum Silence {
        /** Something is wrong. */
        BREACHING("breaching"),
        /** All is well. */
        NOT_BREACHING("notBreaching"),
        /** The alarm stays as it is. */
        IGNORE("ignore"),
        /** Nobody knows, and the alarm says so. */
        MISSING("missing");

        private final String treatment;

        Silence(String treatment) {
            this.treatment = treatment;
        }

        /** As CloudFormation writes it. */
        String treatment() {
            return treatment;
        }
    }
}
