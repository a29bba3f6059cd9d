package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Sketch;
import org.junit.jupiter.api.Test;

/**
 * What the serverless transform makes of a type decides, not that type's own schema, which calls every property one that
 * replaces. Source: docs.aws.amazon.com/serverless-application-model/latest/developerguide
 * (sam-specification-generated-resources).
 */
class ServerlessTypesTest {

    private static final String FUNCTION = """
            F: {Type: "AWS::Serverless::Function", Properties: {FunctionName: orders, Environment: {Variables: {A: b}}}}
            L: {Type: "AWS::Logs::LogGroup", Properties: {LogGroupName: {"Fn::Sub": "/aws/lambda/${F}"}}}
            """;

    @Test
    void aFunctionWithOtherVariablesStaysWhatItIs() {
        assertThat(Sketch.of(new ReplacementCheck(), FUNCTION, FUNCTION.replace("A: b", "A: c")))
                .isEmpty();
    }

    @Test
    void aFunctionOfAnotherNameIsAnotherFunction() {
        assertThat(Sketch.of(new ReplacementCheck(), FUNCTION, FUNCTION.replace("orders", "bills")))
                .extracting(Sketch::line)
                .contains("NOTICE rebuilt App/F");
    }

    @Test
    void aTableWithAnotherKeyLosesItsItems() {
        String table = """
                T: {Type: "AWS::Serverless::SimpleTable", Properties: {PrimaryKey: {Name: id, Type: String}}}
                """;

        assertThat(Sketch.of(new ReplacementCheck(), table, table.replace("Name: id", "Name: number")))
                .extracting(Sketch::line)
                .containsExactly("DANGER rebuilt App/T");
    }
}
