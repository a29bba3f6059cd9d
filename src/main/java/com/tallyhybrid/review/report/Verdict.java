package com.tallyhybrid.review.report;

import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The review in one line, for the one who reads nothing else. */
final class Verdict {

    private final WaivedReview judgement;

    Verdict(WaivedReview judgement) {
        this.judgement = judgement;
    }

    String line() {
        long dangers = count(JudgedFinding::fails);
        if (dangers > 0) {
            return "Stop: " + counted(dangers, "danger");
        }
        if (!judgement.problems().isEmpty()) {
            return "Stop: " + counted(judgement.problems().size(), "problem") + " with the waivers";
        }
        if (isUnread()) {
            return "Nothing dangerous in what was read, but not everything was read";
        }
        return judgement.findings().isEmpty() ? "Nothing differs" : "Nothing dangerous";
    }

    String summary() {
        List<String> sentences = new ArrayList<>();
        if (count(JudgedFinding::fails) > 0) {
            sentences.add("Somebody must mend or waive each danger before this is deployed.");
        }
        if (isUnread()) {
            sentences.add("The first table names what was not read.");
        }
        long waived = count(judged -> judged.waiver().isPresent());
        if (waived > 0) {
            sentences.add(counted(waived, "danger") + (waived == 1 ? " is" : " are") + " waived.");
        }
        long notices = count(judged -> judged.finding().severity() == Severity.NOTICE && !Page.isRest(judged));
        if (notices > 0) {
            sentences.add(counted(notices, "notice") + " to read.");
        }
        long rest = count(Page::isRest);
        if (rest > 0) {
            sentences.add(counted(rest, "other change") + ", folded away at the end.");
        }
        return judgement.findings().isEmpty() && judgement.problems().isEmpty()
                ? "Both sides have the same templates."
                : String.join(" ", sentences);
    }

    private boolean isUnread() {
        return count(judged -> judged.finding().section() == Section.UNREAD) > 0;
    }

    private long count(Predicate<JudgedFinding> which) {
        return judgement.findings().stream().filter(which).count();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
