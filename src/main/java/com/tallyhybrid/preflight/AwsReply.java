package com.tallyhybrid.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tallyhybrid.settings.Printable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What came back on a question. */
sealed interface AwsReply {

    /** AWS answered. */
    record Answered(JsonNode answer) implements AwsReply {}

    /**
     * AWS refused.
     *
     * @param code AWS's own word, such as {@code AccessDenied}
     * @param message the AWS CLI's sentence, in one line
     */
    record Refused(String code, String message) implements AwsReply {}

    /** Nothing of use came back: no program, no sign-in, no network, no sense. */
    record NoAnswer(String reason) implements AwsReply {}

    /** Longest line that is shown of an error: AWS names who is not authorized to do what on what. */
    int LONGEST = 400;

    /** "An error occurred (Code) when calling the X operation: ...": ClientError of botocore/exceptions.py. */
    Pattern ERROR = Pattern.compile("An error occurred \\(([A-Za-z0-9.]{1,80})\\)");

    /** The AWS CLI begins its errors so: awscli/errorformat.py of its branch v2. */
    String PREFIX = "aws: [ERROR]:";

    ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Understands how the AWS CLI ended.
     *
     * @param exitCode zero where AWS answered
     * @param output its standard output; some answers are empty
     * @param error its standard error
     */
    static AwsReply of(int exitCode, String output, String error) {
        if (exitCode != 0) {
            return refusal(error);
        }
        if (output.isBlank()) {
            return new Answered(JsonNodeFactory.instance.objectNode());
        }
        try {
            JsonNode answer = JSON.readTree(output);
            return answer != null && answer.isObject() ? new Answered(answer) : notUnderstood();
        } catch (JsonProcessingException malformed) {
            return notUnderstood();
        }
    }

    private static AwsReply notUnderstood() {
        // Its text is not shown: an answer may hold what is nobody's business.
        return new NoAnswer("the AWS CLI's answer is not the JSON that it was asked for");
    }

    private static AwsReply refusal(String error) {
        String line = oneLine(error);
        Matcher known = ERROR.matcher(line);
        return known.find()
                ? new Refused(known.group(1), line)
                : new NoAnswer(line.isEmpty() ? "the AWS CLI failed without a word" : line);
    }

    /** The line that says it; Python may warn before it, and a wrong use shows the right one. */
    private static String oneLine(String error) {
        String text = error.length() <= 10 * LONGEST ? error : error.substring(0, 10 * LONGEST);
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String telling = lines.stream()
                .filter(line -> ERROR.matcher(line).find() || line.startsWith(PREFIX))
                .findFirst()
                .orElse(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        return Printable.text(
                (telling.startsWith(PREFIX) ? telling.substring(PREFIX.length()) : telling).strip(), LONGEST);
    }
}
