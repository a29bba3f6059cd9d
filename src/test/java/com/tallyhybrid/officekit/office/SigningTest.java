package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.powershell.Interpreter;
import com.tallyhybrid.testkit.powershell.Node;
import com.tallyhybrid.testkit.powershell.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PowerShell that signs requests, carried out, signs as AWS's own SDK does. */
class SigningTest {

    private static final Instant NOW = Instant.parse("2026-03-08T16:41:09Z");
    private static final String HOST = "sharma-traders-backup-111122223333-ap-south-1.s3.ap-south-1.amazonaws.com";
    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    static Map<String, Object> request(Map<String, Node> scripts, String key, byte[] body, String secret) {
        return new Interpreter(scripts, new World(NOW))
                .load("S3Request.ps1")
                .callForTable("New-S3Request", arguments(key, body, secret));
    }

    static Map<String, Object> arguments(String key, byte[] body, String secret) {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("Method", body == null ? "HEAD" : "PUT");
        arguments.put("HostName", HOST);
        arguments.put("Key", key);
        arguments.put("Body", body);
        arguments.put("Region", "ap-south-1");
        arguments.put("AccessKeyId", ID);
        arguments.put("SecretAccessKey", secret);
        arguments.put("Moment", NOW);
        return arguments;
    }

    private static Map<String, String> headersOf(Map<String, Object> request) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        ((Map<?, ?>) request.get("Headers")).forEach((name, value) -> headers.put((String) name, (String) value));
        headers.put("host", HOST);
        if (request.containsKey("ContentType")) {
            headers.put("content-type", (String) request.get("ContentType"));
        }
        return headers;
    }

    /** What AWS's signer makes of the same request, if it is given everything but the authorization. */
    private static String expected(Map<String, Object> request, byte[] body, String secret) {
        Map<String, String> headers = headersOf(request);
        headers.remove("Authorization");
        return new AwsSigner(ID, secret, "ap-south-1", NOW)
                .sign(
                        (String) request.get("Method"),
                        (String) request.get("Uri"),
                        headers,
                        body == null ? new byte[0] : body)
                .get("Authorization");
    }

    static Stream<Arguments> requests() {
        String report = "{\r\n  \"Firm\": \"शर्मा & Söhne\",\n  \"Path\": \"D:\\\\Tally+Prime\\\\100%\"\r\n}";
        return Stream.of(
                Arguments.of("sharma-traders-pune/reports/20260308T164109Z-Error.json", bytes(report), SECRET),
                Arguments.of("sharma-traders-pune/duplicati-verification.json", null, SECRET),
                Arguments.of("a b/c+d/e%20f/g&h=i?j#k", bytes("{}"), SECRET),
                Arguments.of("(it's)!*;:@$,[x]~._-", bytes("{}"), SECRET),
                Arguments.of("पुणे/लेखा 2025–26/😀", bytes("{}"), SECRET),
                Arguments.of("a//b/../c/./d", bytes("{}"), SECRET),
                Arguments.of("empty", new byte[0], SECRET),
                Arguments.of("one byte", new byte[] {(byte) 0xff}, SECRET),
                Arguments.of("large", bytes("line\r\n".repeat(40_000)), SECRET),
                Arguments.of("padded secret", bytes("{}"), "////////////++++++++++++=========abc/+=="),
                Arguments.of("foreign secret", bytes("{}"), "क'\"`$(x) %&=+/"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void signsAsTheSdkSigns(String key, byte[] body, String secret) throws Exception {
        Map<String, Object> request = request(OfficeScripts.trees(), key, body, secret);

        assertThat(request.get("Uri")).isEqualTo("https://" + HOST + AwsSigner.path(key));
        assertThat(headersOf(request).get("Authorization")).isEqualTo(expected(request, body, secret));
        if (body != null) {
            // A bucket with Object Lock refuses an upload without it.
            assertThat(headersOf(request).get("x-amz-checksum-sha256"))
                    .isEqualTo(Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(body)));
            assertThat(request.get("Body")).isEqualTo(body);
        }
    }

    @Test
    void signsEveryHeaderThatIsSent() {
        Map<String, Object> request = request(OfficeScripts.trees(), "a", bytes("{}"), SECRET);

        assertThat(headersOf(request).get("Authorization"))
                .contains("SignedHeaders=content-type;host;x-amz-checksum-sha256;x-amz-content-sha256;x-amz-date,");
        // S3 encrypts with its own key; the bucket refuses others, and a wrong word would refuse the report.
        assertThat(headersOf(request).keySet())
                .containsExactlyInAnyOrder(
                        "Authorization",
                        "content-type",
                        "host",
                        "x-amz-checksum-sha256",
                        "x-amz-content-sha256",
                        "x-amz-date");
    }

    /** Each of these small mistakes has been made in some signer; the comparison must notice every one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "', $signed, -> ', ",
                "'AWS4' + -> '' +",
                "'aws4_request') -> 'aws4')",
                "-join ';' -> -join ','",
                "@($Method, $Path, '') -> @($Method, $Path)",
                "Z', [Glob -> ', [Glob",
                "'s3', 'aws -> 'sns', 'aws",
                "'{0}:{1}' -> '{0}: {1}'",
                "ToLowerInvariant() -> Replace('-', '')",
            })
    void noticesAMistake(String mistake) {
        String[] change = mistake.split(" -> ", 2);
        Map<String, Node> scripts = OfficeScripts.tampered("S3Request.ps1", text -> text.replace(change[0], change[1]));
        Map<String, Object> request = request(scripts, "a b", bytes("{}"), SECRET);

        assertThat(headersOf(request).get("Authorization")).isNotEqualTo(expected(request, bytes("{}"), SECRET));
    }
}
