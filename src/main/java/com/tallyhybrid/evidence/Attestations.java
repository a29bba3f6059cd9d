package com.tallyhybrid.evidence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What people of the firm say, by name.
 *
 * @param statements what somebody has seen or done
 * @param gaps days without a backup that somebody answers for
 * @param servers when a server came or went
 * @param waivers what somebody has decided to accept
 * @param approvals who approved a restore drill
 */
record Attestations(
        List<Statement> statements,
        List<Gap> gaps,
        List<ServerSpan> servers,
        List<AcceptedFailure> waivers,
        List<DrillApproval> approvals) {

    /** Of a firm that says nothing. */
    static final Attestations NONE = new Attestations(List.of(), List.of(), List.of(), List.of(), List.of());

    Attestations {
        statements = List.copyOf(statements);
        gaps = List.copyOf(gaps);
        servers = List.copyOf(servers);
        waivers = List.copyOf(waivers);
        approvals = List.copyOf(approvals);
    }

    /** One statement about a control. It counts until a month, quarter, half-year or year after its day. */
    record Statement(String control, String by, LocalDate on, String every, String says) {

        LocalDate until() {
            return on.plusMonths(
                    switch (every) {
                        case "month" -> 1;
                        case "quarter" -> 3;
                        case "half-year" -> 6;
                        default -> 12;
                    });
        }
    }

    /** Days, both ends included; empty lists mean every day of the week and every server. */
    record Gap(
            LocalDate from,
            LocalDate until,
            List<DayOfWeek> weekdays,
            List<String> servers,
            String kind,
            String reason,
            String owner) {

        Gap {
            weekdays = weekdays == null ? List.of() : List.copyOf(weekdays);
            servers = servers == null ? List.of() : List.copyOf(servers);
        }

        boolean covers(String server, LocalDate day) {
            return !day.isBefore(from)
                    && !day.isAfter(until)
                    && (weekdays.isEmpty() || weekdays.contains(day.getDayOfWeek()))
                    && (servers.isEmpty() || servers.contains(server));
        }

        String text() {
            return "%s: %s (%s)".formatted(kind, reason, owner);
        }
    }

    /** The first and the last day on which a server is expected to back up. */
    record ServerSpan(
            String server, Optional<LocalDate> from, Optional<LocalDate> until, String reason, String owner) {}

    /** One failing control on one resource, accepted until a day. */
    record AcceptedFailure(String control, String resource, String reason, String owner, LocalDate expires) {}

    /** Who approved the run of a drill. */
    record DrillApproval(String drill, String approvedBy) {}

    /** Why there is no backup of the server on the day; empty if nobody answers for it. */
    Optional<String> explanation(String server, LocalDate day) {
        return gaps.stream().filter(gap -> gap.covers(server, day)).findFirst().map(Gap::text);
    }

    Optional<ServerSpan> span(String server) {
        return servers.stream().filter(span -> span.server().equals(server)).findFirst();
    }

    Optional<Statement> statement(String control) {
        return statements.stream()
                .filter(statement -> statement.control().equals(control))
                .findFirst();
    }

    String approver(String drill) {
        return approvals.stream()
                .filter(approval -> approval.drill().equals(drill))
                .findFirst()
                .map(DrillApproval::approvedBy)
                .orElse("nobody has said; control run-approvals has the command");
    }
}
