package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * How a run went.
 *
 * @param execution its id
 * @param status {@code Success} or {@code Failed}
 * @param steps the steps that ran, in their order
 * @param failures what the failed steps said
 * @param outputs the outputs of the document
 */
public record Run(
        String execution, String status, List<String> steps, List<String> failures, Map<String, JsonNode> outputs) {

    public boolean succeeded() {
        return status.equals("Success");
    }
}
