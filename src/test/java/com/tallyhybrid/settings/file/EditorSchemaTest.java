package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds deployments/schema.json, which editors read, to what the reader says; {@code -Dgolden.update=true} writes it. */
class EditorSchemaTest {

    private static final Path WRITTEN = Path.of("deployments/schema.json");
    private static final JsonNode MADE = EditorSchema.of(FieldRules.load().root());

    @Test
    void isWhatTheReaderSays() throws IOException {
        // A line for each entry shows a change; indentation would be most of the file.
        var indented = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("", "\n"));
        String made = new ObjectMapper().writer(indented).writeValueAsString(MADE) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(WRITTEN, made);
        }

        assertThat(Files.readString(WRITTEN).replace("\r\n", "\n"))
                .as("run EditorSchemaTest with -Dgolden.update=true")
                .isEqualTo(made);
    }

    /** A pattern of an editor never refuses what the reader takes, and gives no reason that the reader would not give. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "public-ip",
                "private-ip",
                "private-cidr",
                "vpc-cidr",
                "public-cidr",
                "tunnel-cidr",
                "windows-folder",
                "mumbai-secret-arn",
                "daily-time",
                "weekly-time"
            })
    void knowsOfAFormatWhatTheReaderKnows(String format) {
        List<FormatPatterns.Known> known = FormatPatterns.of(format);

        Map<FormatPatterns.Known, Pattern> patterns =
                known.stream().collect(Collectors.toMap(one -> one, one -> Pattern.compile(one.pattern())));
        assertThat(texts())
                .hasSizeGreaterThan(1000)
                .noneMatch(text -> known.stream()
                        .filter(one -> patterns.get(one).matcher(text).find() != one.must())
                        .findFirst()
                        .filter(one -> !isSaid(one, FieldFormats.refusal(format, text)))
                        .isPresent());
    }

    private static boolean isSaid(FormatPatterns.Known known, Optional<String> refusal) {
        return refusal.isPresent() && known.reason().map(refusal.get()::equals).orElse(true);
    }

    private static List<String> texts() {
        List<String> octets =
                List.of("0", "1", "9", "10", "100", "127", "128", "169", "172", "192", "254", "255", "256");
        Stream<String> addresses = octets.stream()
                .flatMap(one -> Stream.of("0", "16", "20", "31", "32", "64", "168", "254", "255")
                        .flatMap(two -> Stream.of("0.0", "0.4", "10.0", "10.1", "169.252", "10", "255.255")
                                .map(rest -> one + "." + two + "." + rest)))
                .flatMap(address -> Stream.of(
                                "", "/0", "/4", "/8", "/12", "/15", "/16", "/24", "/25", "/28", "/30", "/32", "/33",
                                "/")
                        .map(prefix -> address + prefix));
        Stream<String> folders = Stream.of(
                "D:\\Tally",
                "D:\\",
                "D:",
                "D:/Tally",
                "\\\\server\\Tally",
                "Tally",
                "D:\\\\Tally",
                "D:\\Tally\\",
                "D:\\Ta:lly",
                "D:\\Ta*",
                "D:\\a\\\\b",
                "d:\\a b",
                "",
                "D:\\CON");
        Stream<String> secrets = Stream.of("aws", "aws-cn")
                .flatMap(partition -> Stream.of("ap-south-1", "ap-south-2", "eu-west-1")
                        .flatMap(region -> Stream.of(
                                        "a-AbC123", "sharma-traders/fsx-join-AbC123", "sharma traders-AbC123", "x")
                                .map(name -> "arn:%s:secretsmanager:%s:111122223333:secret:%s"
                                        .formatted(partition, region, name))));
        Stream<String> times = Stream.of("", "Mon ", "Sun ", "sun ", "Sunday ")
                .flatMap(day -> Stream.of(
                                "22:00",
                                "9:30",
                                "9:30 PM",
                                "09:30pm",
                                "25:30",
                                "24:00",
                                "23:60",
                                "2200",
                                "22.00",
                                "22:00:00",
                                "22:0",
                                "9:5 a.m.")
                        .flatMap(time -> Stream.of(
                                        "", " ", " Asia/Kolkata", " UTC", " IST", "  UTC", " utc", "UTC", " UTC ")
                                .map(zone -> day + time + zone)));
        return Stream.of(addresses, folders, secrets, times)
                .flatMap(text -> text)
                .toList();
    }
}
