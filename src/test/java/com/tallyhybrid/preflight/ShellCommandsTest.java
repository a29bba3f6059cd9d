package com.tallyhybrid.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.app.foundation.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that people copy: the same words in bash, PowerShell and Windows' old prompt. */
class ShellCommandsTest {

    /** What PowerShell reads outside quotation marks: about_Special_Characters, about_Parsing and about_Quoting_Rules. */
    private static final String POWERSHELL = ".*[`$&|;(){}<>,#\u2018\u2019\u201c\u201d].*";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            my-firm-Backup                       | my-firm-Backup
            arn:aws:sns:ap-south-1:4444:topic    | arn:aws:sns:ap-south-1:4444:topic
            it@my-firm.in                        | it@my-firm.in
            FSx=true                             | FSx=true
            Roles[].Arn                          | "Roles[].Arn"
            Stacks[].[A,B]                       | "Stacks[].[A,B]"
            my firm.yaml                         | "my firm.yaml"
            o'neil@my-firm.in                    | "o'neil@my-firm.in"
            @people                              | "@people"
            """)
    void aWordIsQuotedWhereSomeInterpreterReadsMoreInIt(String value, String word) {
        assertThat(ShellCommands.word(value)).isEqualTo(word);
    }

    /** Nothing hostile is printed to be copied, however it is quoted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(calc)",
                "`calc`",
                "a\"b",
                "%PATH%",
                "a\\b",
                "a\nb",
                "\u201cx\u201d",
                "a!b",
                "\u0000",
                "",
                "a\u001b[31m"
            })
    void aValueThatNoQuotationHoldsIsNotPrinted(String value) {
        assertThat(ShellCommands.word(value)).isEqualTo("TYPE-IT-YOURSELF");
    }

    @Test
    void theRegionIsExplicitAndTheProfileIsThatOfThePerson() {
        var commands = new ShellCommands(Path.of("deployments", "my-firm.yaml"), Optional.of("client-rao"));

        assertThat(commands.aws(Region.HYDERABAD, "sns subscribe --topic-arn %s", "arn:x"))
                .isEqualTo("aws sns subscribe --topic-arn arn:x --profile client-rao --region ap-south-2");
        assertThat(commands.cdk("deploy %s", "my-firm-Backup"))
                .isEqualTo("npx --yes aws-cdk@2.1148.1 deploy my-firm-Backup --profile client-rao");
        assertThat(commands.settingsWord()).isEqualTo("deployments/my-firm.yaml");
    }

    /** Every command of every fault, as PowerShell splits it outside quotation marks. */
    @ParameterizedTest
    @MethodSource("printed")
    void noPrintedCommandMeansSomethingElseInPowerShell(String command) {
        String unquoted = command.replaceAll("\"[^\"$`]*\"", "QUOTED");

        assertThat(unquoted).doesNotContain("\"").doesNotMatch(POWERSHELL);
    }

    static Stream<String> printed() {
        List<String> commands = PreflightChecksTest.faults()
                .map(arguments -> (PreflightChecksTest.Fault) arguments.get()[0])
                .flatMap(fault -> fault.run().lines().stream())
                .flatMap(line -> line.below().stream())
                .filter(below -> below.startsWith("aws ") || below.startsWith("npx "))
                .distinct()
                .sorted()
                .toList();
        assertThat(commands).hasSizeGreaterThan(40);
        return commands.stream();
    }
}
