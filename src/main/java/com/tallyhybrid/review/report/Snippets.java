package com.tallyhybrid.review.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries for the file with waivers, ready to be copied but for the reason and the owner.
 *
 * @param fence backticks around them, more than stand in them
 * @param yaml the entries; empty if there is nothing to waive
 * @param more how many more could be written
 */
record Snippets(String fence, String yaml, int more) {

    private static final int MOST = 20;
    private static final int DAYS = 30;

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    static Snippets of(WaivedReview judgement, LocalDate today) {
        List<ReviewFinding> open = judgement.findings().stream()
                .filter(JudgedFinding::fails)
                .map(JudgedFinding::finding)
                .toList();
        if (open.isEmpty()) {
            return new Snippets("", "", 0);
        }
        List<Map<String, String>> entries = open.stream()
                .limit(MOST)
                .map(finding -> entry(finding, open, today))
                .distinct()
                .toList();
        String yaml = yaml(Map.of("waivers", entries));
        return new Snippets(fence(yaml), yaml, Math.max(0, open.size() - MOST));
    }

    private static Map<String, String> entry(ReviewFinding finding, List<ReviewFinding> open, LocalDate today) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("rule", finding.ruleId());
        entry.put("resource", finding.subject().label());
        if (!finding.path().isEmpty()) {
            entry.put("path", finding.path());
        }
        boolean ambiguous = open.stream()
                .anyMatch(other -> other.ruleId().equals(finding.ruleId())
                        && other.subject().label().equals(finding.subject().label())
                        && other.path().equals(finding.path())
                        && !other.after().equals(finding.after()));
        if (ambiguous) {
            entry.put("after", finding.after());
        }
        entry.put("reason", "");
        entry.put("owner", "");
        entry.put("expires", today.plusDays(DAYS).toString());
        return entry;
    }

    private static String yaml(Object value) {
        try {
            return YAML.writeValueAsString(value).stripTrailing();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String fence(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence;
    }
}
