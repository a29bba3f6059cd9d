package com.tallyhybrid.settings.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deployment files as nobody should write them: good ones, with up to four mistakes or attacks in each. */
final class MutatedFile {

    private static final Pattern VALUE = Pattern.compile("^( *(- )?(\\w+: )?)(.*)$");
    private static final int MOST_MISTAKES = 4;

    private static final List<String> KEYS = List.of(
            "name",
            "account",
            "alertEmails",
            "network",
            "vpcCidr",
            "offices",
            "gatewayIp",
            "lanCidrs",
            "bgpAsn",
            "tunnelInsideCidrs",
            "backup",
            "servers",
            "keySerials",
            "retiredKeySerials",
            "dataFolders",
            "startTime",
            "lockDays",
            "noncurrentDays",
            "retention",
            "breakGlassUsers",
            "allowedSources",
            "fileServer",
            "storageGib",
            "adminCidrs",
            "clientCidrs",
            "aliases",
            "directory",
            "managed",
            "selfManaged",
            "domain",
            "dnsIps",
            "organizationalUnit",
            "serviceAccountSecretArn",
            "administratorsGroup",
            "operations",
            "approvers",
            "monthlyBudgetUsd",
            "runbooksUrl",
            "audit",
            "trail",
            "<<",
            "region",
            "''",
            "? [a]",
            "\"\\u00a0name\"");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "043",
            "089",
            "0x1F",
            "0b11",
            "0o17",
            "1_000",
            "+5",
            "1:30",
            "190:20:30",
            "1e3",
            "1e400",
            "-1e400",
            "1.0",
            "0.1e1",
            ".5",
            "5.",
            ".inf",
            "-.INF",
            ".nan",
            "4294967295",
            "9223372036854775808",
            "-170141183460469231731687303715884105729",
            "1".repeat(2_000),
            "0x" + "F".repeat(300));

    private static final List<String> PLAIN = List.of(
            "",
            "null",
            "~",
            "true",
            "yes",
            "No",
            "ON",
            "y",
            "2026-01-01",
            "2026-01-01T00:00:00Z",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{a: b}",
            "{'': 1}",
            "&a b",
            "*a",
            "!!binary aGk=",
            "!!int x",
            "!!str 043",
            "!!float 1",
            "!!null x",
            "!!bool no",
            "!!timestamp 2026-01-01",
            "!foo bar",
            "!!set {a, b}",
            "|\n  text\n",
            ">-\n  text",
            "'''",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\U0001F600\"",
            "@at",
            "`tick",
            "%percent",
            "# comment",
            "a: b: c",
            "- - a",
            "aux",
            "con",
            "vpc",
            "agents",
            "aws-x",
            "sthree-x",
            "a-key1",
            "default",
            "it@sharma.example",
            "10.0.0.0/8",
            "0.0.0.0/0",
            "::/0",
            "255.255.255.255/32",
            "010.001.0.0/16",
            "169.254.10.0/30",
            "100Y:U",
            "U:U,U:U",
            "2147483648Y:1s",
            "OU=a,DC=b",
            "OU=,DC=",
            "OU=a+OU=b,DC=c",
            "OU=#0461,DC=b",
            "OU=\\24,DC=b",
            "https://x/%0a",
            "https://user@x/",
            "https://[::1]/",
            "arn:aws:iam::111122223333:user/../x",
            "arn:aws:iam::111122223333:root",
            "D:\\",
            "D:\\Tally\\Data\\",
            "\\\\nas\\tally",
            "D:\\a\\..\\b",
            "D:\\COM\u00B9",
            "C:\\Users\\Public\\O'Neil $(x)");

    /** Pieces that break out of something, or hide. */
    private static final List<String> HOSTILE = List.of(
            "\\n",
            "\\r",
            "\\t",
            "\\0",
            "\\e[2J",
            "\\u0085",
            "\\u2028",
            "\\u00a0",
            "\\u200b",
            "\\u202e",
            "\\ufeff",
            "\\u201c",
            "\\u2019",
            "$(calc)",
            "${x}",
            "${Token[TOKEN.1]}",
            "{{resolve:ssm:x}}",
            "}}",
            "%PATH%",
            "`x`",
            "'",
            "\\\"",
            ";",
            "|",
            "&",
            "<b>",
            "*",
            "?",
            "/../",
            "\\\\",
            "//",
            "..",
            " ",
            ",",
            ":",
            "@",
            "=",
            "--",
            "#",
            "\u0939\u093f",
            "\uD83D\uDE00",
            "\\ud800",
            "e\u0301",
            "\u0661",
            "\u212A");

    private static final List<String> UNITS =
            List.of("a", "a-", "a.", "1D", "OU=a,", "a@", "/a", "[", "{a: ", "'", "\u00e9");

    private final Random random;
    private final List<UnaryOperator<String>> mistakes;

    MutatedFile(Random random) {
        this.random = random;
        mistakes = List.of(
                text -> replaceValue(text, pick(NUMBERS)),
                text -> replaceValue(text, pick(PLAIN)),
                text -> replaceValue(text, "\"" + pick(HOSTILE) + "\""),
                text -> replaceValue(
                        text, "[" + pick(NUMBERS) + ", " + pick(PLAIN).replace("\n", " ") + "]"),
                text -> replaceValue(
                        text, "\"" + pick(UNITS).replaceAll("[\"\\\\]", "").repeat(length()) + "\""),
                text -> replaceValue(text, pick(UNITS).repeat(1 + random.nextInt(80))),
                text -> poison(text),
                text -> poison(text),
                text -> insertLine(text, " ".repeat(random.nextInt(9)) + pick(KEYS) + ": " + pick(PLAIN)),
                text -> insertLine(text, line(text)),
                text -> renameKey(text),
                text -> dropLine(text),
                text -> indent(text),
                text -> text.substring(0, random.nextInt(text.length() + 1)),
                text -> text.replace("\n", random.nextBoolean() ? "\r\n" : "\r"),
                text -> "\uFEFF" + text,
                text -> insert(text, random.nextBoolean() ? "\0" : "\t"),
                text -> insert(
                        text,
                        pick(List.of("\u00a0", "\u201c", "\u2028", "\uD83D\uDE00", "---\n", "...\n", "%YAML 9.9\n"))));
    }

    /** The next one, made from a good file. */
    byte[] of(String good) {
        String text = good;
        for (int more = 1 + random.nextInt(MOST_MISTAKES); more > 0; more--) {
            text = pick(mistakes).apply(text);
        }
        byte[] bytes = text.getBytes(random.nextInt(60) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return random.nextInt(12) == 0 ? flipped(bytes) : bytes;
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0 && flipped.length > 0; flips--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Now and then so long that a pattern overflows the stack. */
    private int length() {
        return random.nextInt(4) == 0 ? 5_000 + random.nextInt(30_000) : 1 + random.nextInt(400);
    }

    private List<String> lines(String text) {
        return new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    }

    private String line(String text) {
        return pick(lines(text));
    }

    private String replaceValue(String text, String value) {
        List<String> lines = lines(text);
        int at = random.nextInt(lines.size());
        lines.set(at, VALUE.matcher(lines.get(at)).replaceFirst("$1") + value);
        return String.join("\n", lines);
    }

    /** Puts a hostile piece into a value and double quotes around it. */
    private String poison(String text) {
        List<String> lines = lines(text);
        int at = random.nextInt(lines.size());
        Matcher parts = VALUE.matcher(lines.get(at));
        if (parts.matches()) {
            String value = parts.group(4)
                    .replaceAll(" #.*", "")
                    .replaceAll("^[\\['\"]+|[]'\"]+$", "")
                    .replace("\\", "\\\\");
            int cut = random.nextInt(value.length() + 1);
            String poisoned = "\"" + value.substring(0, cut) + pick(HOSTILE) + value.substring(cut) + "\"";
            boolean list = parts.group(4).startsWith("[");
            lines.set(at, parts.group(1) + (list ? "[" + poisoned + "]" : poisoned));
        }
        return String.join("\n", lines);
    }

    private String insertLine(String text, String line) {
        List<String> lines = lines(text);
        lines.add(random.nextInt(lines.size() + 1), line);
        return String.join("\n", lines);
    }

    private String dropLine(String text) {
        List<String> lines = lines(text);
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private String indent(String text) {
        List<String> lines = lines(text);
        int at = random.nextInt(lines.size());
        lines.set(at, random.nextBoolean() ? " " + lines.get(at) : lines.get(at).replaceFirst("^ ", ""));
        return String.join("\n", lines);
    }

    private String renameKey(String text) {
        List<String> lines = lines(text);
        int at = random.nextInt(lines.size());
        lines.set(at, lines.get(at).replaceFirst("\\w+:", Matcher.quoteReplacement(pick(KEYS)) + ":"));
        return String.join("\n", lines);
    }

    private String insert(String text, String piece) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }
}
