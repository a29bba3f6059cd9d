package com.tallyhybrid.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.List;

/**
 * A question that auditors ask, and the controls that answer it.
 *
 * @param asks the question
 * @param controls the controls, by id
 * @param see where else in the pack to look; empty for nowhere
 */
record AuditQuestion(String asks, List<String> controls, String see) {

    AuditQuestion {
        controls = List.copyOf(controls);
        see = see == null ? "" : see;
    }

    /** Every question, in the order of the file. */
    static List<AuditQuestion> all() {
        return DataFile.read(AuditQuestion.class, "questions.yaml", new TypeReference<>() {});
    }
}
