package com.tallyhybrid.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;

/**
 * One server on one day.
 *
 * @param server the agent
 * @param day the day on which its job was due, in India
 * @param status what came
 * @param first when the first backup of the day was finished, in India; empty where none came
 * @param last when the last one was
 * @param backups how many finished
 * @param bytes size of the last one's verification file, which grows with the set; 0 where none came
 * @param explanation why none came, and who answers for it
 */
@JsonPropertyOrder({"server", "day", "status", "first", "last", "backups", "verificationBytes", "explanation"})
record RegisterDay(
        String server,
        String day,
        Status status,
        String first,
        String last,
        int backups,
        @JsonProperty("verificationBytes") long bytes,
        String explanation) {

    /** What came. */
    enum Status {
        /** A backup finished in time. */
        BACKED_UP,
        /** It came so long after the one of the day before that the alarm for silence was on. */
        LATE,
        /** None came, and somebody answers for it. */
        EXPLAINED,
        /** None came, and nobody has said why. */
        NOT_EXPLAINED
    }

    boolean came() {
        return backups > 0;
    }

    LocalDate date() {
        return LocalDate.parse(day);
    }
}
