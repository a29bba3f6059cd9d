package com.tallyhybrid.accessmatrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.tallyhybrid.cloudformation.Assembly;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * All questions with their expected and their true answers.
 *
 * @param answers the rows, in the order of {@code questions.yaml}
 */
public record AccessMatrix(List<Answer> answers) {

    public AccessMatrix {
        answers = List.copyOf(answers);
    }

    /** Asks every question that the deployment's features allow. */
    public static AccessMatrix of(Assembly app) {
        return AccessQuestions.of(app).evaluateAgainst(app);
    }

    /** The matrix for a spreadsheet, with a line of headings. */
    public String toCsv() {
        var csv = CsvMapper.builder().build();
        var columns = csv.schemaFor(Answer.class).withHeader().withLineSeparator("\n");
        try {
            return csv.writer(columns).writeValueAsString(answers);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
