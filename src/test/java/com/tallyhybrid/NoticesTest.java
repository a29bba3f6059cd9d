package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the CDK's command line is given to show, and to hold on where it is strict. */
class NoticesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void areOneWarningForEachExampleValue() throws IOException {
        assertThat(messages(Synthesized.example(), "aws:cdk:warning"))
                .hasSize(11)
                .allMatch(text -> text.startsWith("Replace before a deploy: "))
                .doesNotHaveDuplicates();
    }

    /** Of the CDK's own kinds of warning neither: a strict deploy would stop on what nobody can mend in his settings. */
    @Test
    void areTheOnlyWarnings() throws IOException {
        for (Synthesized deployment :
                Stream.concat(Synthesized.all(), Synthesized.largest()).toList()) {
            assertThat(messages(deployment, "aws:cdk:warning"))
                    .isNotEmpty()
                    .allMatch(text -> text.startsWith("Replace before a deploy: "));
        }
        assertThat(messages(Synthesized.ready(), "aws:cdk:warning")).isEmpty();
    }

    @Test
    void areInformationWhereAChoiceIsNoted() throws IOException {
        assertThat(messages(Synthesized.ready(), "aws:cdk:info"))
                .containsExactly("Note: nobody is told when costs rise; give operations.monthlyBudgetUsd");
        assertThat(messages(Synthesized.ready().onFirstDay("true"), "aws:cdk:info"))
                .anyMatch(text -> text.startsWith("Note: firstDeploy=true leaves every stack without protection"));
    }

    /** The CDK would write the call stack of each, with this computer's folders. */
    @Test
    void leaveNoTraceOfTheComputerInTheAssembly() throws IOException {
        for (Path file : metadata(Synthesized.example())) {
            assertThat(Files.readString(file)).doesNotContain("\"trace\"");
        }
    }

    private static List<String> messages(Synthesized deployment, String type) throws IOException {
        List<String> messages = new ArrayList<>();
        for (Path file : metadata(deployment)) {
            for (JsonNode construct : JSON.readTree(file.toFile())) {
                construct.forEach(entry -> {
                    if (entry.path("type").asText().equals(type)) {
                        messages.add(entry.path("data").asText());
                    }
                });
            }
        }
        return messages;
    }

    private static List<Path> metadata(Synthesized deployment) throws IOException {
        try (var files = Files.list(deployment.folder())) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".metadata.json"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
