package com.tallyhybrid.review.report;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.settings.file.SettingsChange;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The dangers as workflow commands of GitHub Actions: a step that prints them marks the lines of the pull request.
 *
 * <p>GitHub shows ten errors of a step and drops the others in silence, so there are never more; those with a line come
 * first. Whatever a template holds, a command stays one line, and no other command begins in it.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">Workflow commands</a>,
 *     and escapeData and escapeProperty of actions/toolkit, packages/core/src/command.ts
 */
public final class Annotations {

    private static final int MOST = 10;

    private Annotations() {}

    /** A line for each danger that nobody has waived; empty if there is none. */
    public static String of(WaivedReview judgement, Origins origins) {
        return judgement.findings().stream()
                .filter(JudgedFinding::fails)
                .map(JudgedFinding::finding)
                .sorted(Comparator.comparing(finding -> origins.setting(finding).isEmpty()))
                .limit(MOST)
                .map(finding -> command(finding, origins.setting(finding)) + "\n")
                .collect(Collectors.joining());
    }

    private static String command(ReviewFinding finding, Optional<SettingsChange> setting) {
        String place = setting.map(
                        change -> "file=%s,line=%s,".formatted(property(change.file()), Math.max(1, change.line())))
                .orElse("");
        return "::error %stitle=%s::%s"
                .formatted(
                        place,
                        property(finding.ruleId()),
                        data(finding.subject().label() + ": " + finding.meaning()));
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
