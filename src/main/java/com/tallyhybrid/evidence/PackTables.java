package com.tallyhybrid.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pack for spreadsheets: comma-separated, a line of headings first, UTF-8. */
final class PackTables {

    private static final CsvMapper CSV = CsvMapper.builder().build();

    private PackTables() {}

    /** One control at one place. */
    @JsonPropertyOrder({
        "control",
        "says",
        "actor",
        "kind",
        "status",
        "resource",
        "where",
        "wanted",
        "found",
        "command",
        "expected",
        "attestedBy",
        "attestedOn",
        "attestation",
        "test",
        "tested",
        "securityHub",
        "iso27001",
        "nist80053",
        "law"
    })
    record EvidenceRow(
            String control,
            String says,
            String actor,
            String kind,
            String status,
            String resource,
            String where,
            String wanted,
            String found,
            String command,
            String expected,
            String attestedBy,
            String attestedOn,
            String attestation,
            String test,
            String tested,
            String securityHub,
            String iso27001,
            String nist80053,
            String law) {

        static EvidenceRow of(ControlResult result, Observation seen) {
            Control control = result.control();
            var statement = result.statement();
            return new EvidenceRow(
                    control.id(),
                    control.says(),
                    control.actor(),
                    control.kind().name(),
                    result.status().name(),
                    seen.resource(),
                    seen.where(),
                    seen.wanted(),
                    seen.found(),
                    result.command(),
                    control.expected().or(control::ask).orElse(""),
                    statement.map(Attestations.Statement::by).orElse(""),
                    statement.map(said -> said.on().toString()).orElse(""),
                    statement.map(Attestations.Statement::says).orElse(""),
                    control.test().orElse(""),
                    result.tested(),
                    control.securityHub().orElse(""),
                    String.join(" ", control.iso()),
                    String.join(" ", control.nist()),
                    String.join(" ", control.law()));
        }
    }

    /** Something that somebody has accepted. */
    @JsonPropertyOrder({"accepts", "at", "reason", "owner", "until"})
    record WaiverRow(String accepts, String at, String reason, String owner, String until) {}

    static List<PackFile> of(Dossier dossier, Assessment assessment) {
        List<RegisterDay> days = dossier.register().map(BackupRegister::days).orElse(List.of());
        return List.of(
                new PackFile("register.csv", csv(RegisterDay.class, days)),
                new PackFile("evidence.csv", csv(EvidenceRow.class, rows(assessment))),
                new PackFile("waivers.csv", csv(WaiverRow.class, waivers(dossier))),
                new PackFile("access-matrix.csv", dossier.matrix().toCsv()));
    }

    private static List<EvidenceRow> rows(Assessment assessment) {
        List<EvidenceRow> rows = new ArrayList<>();
        for (ControlResult result : assessment.results()) {
            if (result.observations().isEmpty()) {
                rows.add(EvidenceRow.of(result, new Observation("", "", "", "", true)));
            }
            result.observations().forEach(seen -> rows.add(EvidenceRow.of(result, seen)));
        }
        return rows;
    }

    static List<WaiverRow> waivers(Dossier dossier) {
        return Stream.concat(
                        dossier.attestations().waivers().stream()
                                .map(waiver -> new WaiverRow(
                                        waiver.control(),
                                        waiver.resource(),
                                        waiver.reason(),
                                        waiver.owner(),
                                        waiver.expires().toString())),
                        dossier.attestations().gaps().stream()
                                .map(gap -> new WaiverRow(
                                        "register-daily",
                                        "%s from %s%s"
                                                .formatted(
                                                        gap.servers().isEmpty()
                                                                ? "every server"
                                                                : String.join(" ", gap.servers()),
                                                        gap.from(),
                                                        gap.weekdays().isEmpty() ? "" : ", " + gap.weekdays()),
                                        gap.kind() + ": " + gap.reason(),
                                        gap.owner(),
                                        gap.until().toString())))
                .toList();
    }

    private static <T> String csv(Class<T> type, List<T> rows) {
        var columns = CSV.schemaFor(type).withHeader().withLineSeparator("\n");
        try {
            // Without a row Jackson writes no headings either.
            return rows.isEmpty()
                    ? columns.getColumnDesc().replaceAll("[\\[\\]\"]", "") + "\n"
                    : CSV.writer(columns).writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
