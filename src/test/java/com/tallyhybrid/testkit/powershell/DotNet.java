package com.tallyhybrid.testkit.powershell;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The parts of .NET that the scripts call, by what Java has for them. */
final class DotNet {

    /** What a method without a result gives to the pipeline. */
    static final Object NOTHING = new Object();

    private DotNet() {}

    /** Something that makes a digest of bytes. */
    private interface Digest {
        byte[] of(byte[] bytes) throws GeneralSecurityException;
    }

    private record Named(String name) {}

    static Object readStatic(String type, String member, World world) {
        Table.Method given = world.member(type + "::" + member);
        if (given != null) {
            return given.call(List.of());
        }
        return switch (type + "::" + member) {
            case "Text.Encoding::UTF8",
                    "StringComparer::Ordinal",
                    "Globalization.CultureInfo::InvariantCulture",
                    "Net.SecurityProtocolType::Tls12" -> new Named(member);
            case "DateTime::UtcNow", "DateTimeOffset::UtcNow" -> world.now();
            case "Environment::Is64BitProcess" -> true;
            default -> throw new AssertionError("[%s]::%s is not known to the interpreter".formatted(type, member));
        };
    }

    static Object callStatic(String type, String member, List<Object> given, World world) {
        Table.Method model = world.member(type + "::" + member);
        if (model != null) {
            return model.call(given);
        }
        return switch (type + "::" + member) {
            case "BitConverter::ToString" ->
                HexFormat.ofDelimiter("-").withUpperCase().formatHex(Types.bytes(given.get(0)));
            case "Security.Cryptography.SHA256::Create" ->
                (Digest) bytes -> MessageDigest.getInstance("SHA-256").digest(bytes);
            case "Security.Cryptography.HMACSHA256::new" -> hmac(Types.bytes(given.get(0)));
            case "Convert::ToBase64String" -> Base64.getEncoder().encodeToString(Types.bytes(given.get(0)));
            case "regex::Match" -> match(Types.text(given.get(0)), Types.text(given.get(1)));
            // A plus sign stays one, unlike in forms.
            case "Uri::UnescapeDataString" ->
                URLDecoder.decode(Types.text(given.get(0)).replace("+", "%2B"), StandardCharsets.UTF_8);
            case "Array::Sort" -> sort(given);
            case "Math::Abs" -> Math.abs(((Number) given.get(0)).doubleValue());
            case "Math::Round" -> Math.rint(((Number) given.get(0)).doubleValue());
            case "Math::Floor" -> Math.floor(((Number) given.get(0)).doubleValue());
            case "timespan::FromHours" -> Duration.ofHours(Types.number(given.get(0)));
            case "DateTime::ParseExact" -> exactly(Types.text(given.get(0)));
            case "DateTimeOffset::Parse" ->
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(Types.text(given.get(0)), Instant::from);
            case "IO.File::WriteAllText" -> {
                world.file(Types.text(given.get(0)), Types.text(given.get(1)));
                yield NOTHING;
            }
            case "Diagnostics.Process::Start" -> new Programs(world).start((Table) given.get(0));
            case "guid::NewGuid" -> "00000000000000000000000000000000";
            default -> throw new AssertionError("[%s]::%s() is not known to the interpreter".formatted(type, member));
        };
    }

    /** Times of job files: UTC, to the second. */
    private static Instant exactly(String text) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
            throw new Thrown("FormatException", "String was not recognized as a valid DateTime.");
        }
        return Instant.parse(text);
    }

    /** What New-Object makes: lists, the start of a process, and what a test has a model of. */
    static Object made(List<Object> arguments, Table named, World world) {
        String type = named.has("ComObject") ? named.text("ComObject") : Types.text(arguments.get(0));
        Table.Method model = world.member(type + "::new");
        if (model != null) {
            return model.call(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        }
        return switch (type) {
            case "Collections.Generic.List[string]" -> new Growing();
            case "Diagnostics.ProcessStartInfo" -> new Table().with("Environment", new Table());
            default -> throw new AssertionError("New-Object %s is not known to the interpreter".formatted(type));
        };
    }

    /** A list that grows, unlike an array. */
    static final class Growing extends ArrayList<Object> {
        private static final long serialVersionUID = 1;
    }

    private static Digest hmac(byte[] key) {
        return bytes -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        };
    }

    @SuppressWarnings("unchecked")
    private static Object sort(List<Object> given) {
        if (!given.get(1).equals(new Named("Ordinal"))) {
            throw new AssertionError("sorted by something else than code units");
        }
        ((List<Object>) given.get(0)).sort(Comparator.comparing(String.class::cast));
        return NOTHING;
    }

    private static Table match(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        var match = new Table();
        match.put("Success", matcher.find());
        if (Types.truth(match.get("Success"))) {
            match.put("Groups", List.of(group(matcher.group()), group(matcher.group(1))));
        }
        return match;
    }

    private static Table group(String value) {
        var group = new Table();
        group.put("Value", value);
        return group;
    }

    static Object call(Object target, String member, List<Object> given) {
        if (target instanceof Table table && table.get(member) instanceof Table.Method method) {
            Object result = method.call(given);
            return result == null ? NOTHING : result;
        }
        if (target instanceof Table table && member.equals("Contains")) {
            return table.has(Types.text(given.get(0)));
        }
        if (target instanceof List<?> many && member.equals("Contains")) {
            return many.contains(given.get(0));
        }
        if (target instanceof Growing list && member.equals("Add")) {
            list.add(given.get(0));
            return NOTHING;
        }
        if (target instanceof Instant moment && member.startsWith("Add")) {
            return later(moment, member, ((Number) given.get(0)).doubleValue());
        }
        if (target instanceof String text) {
            return onText(text, member, given);
        }
        if (target instanceof Digest digest) {
            return onDigest(digest, member, given);
        }
        if (target instanceof Instant moment && member.equals("ToString") && given.get(1) instanceof Named) {
            String pattern = Types.text(given.get(0))
                    .replace("'", "")
                    .replace("T", "'T'")
                    .replace("Z", "'Z'");
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(moment);
        }
        if (target instanceof Named encoding && encoding.name().equals("UTF8") && member.equals("GetBytes")) {
            return Types.text(given.get(0)).getBytes(StandardCharsets.UTF_8);
        }
        if (target instanceof Thrown && member.equals("GetBaseException")) {
            return target;
        }
        if (target instanceof Thrown thrown && member.equals("GetType")) {
            var type = new Table();
            type.put("Name", thrown.kind());
            return type;
        }
        throw new AssertionError(".%s() of %s is not known to the interpreter".formatted(member, target));
    }

    private static Instant later(Instant moment, String member, double much) {
        return switch (member) {
            case "AddDays" -> moment.plusSeconds((long) (much * 86_400));
            case "AddHours" -> moment.plusSeconds((long) (much * 3_600));
            case "AddMinutes" -> moment.plusSeconds((long) (much * 60));
            default -> throw new AssertionError(".%s() of a moment is not known to the interpreter".formatted(member));
        };
    }

    private static Object onText(String text, String member, List<Object> given) {
        return switch (member) {
            case "Replace" -> text.replace(Types.text(given.get(0)), Types.text(given.get(1)));
            case "Trim" -> text.strip();
            case "TrimEnd" -> text.replaceAll(Pattern.quote(Types.text(given.get(0))) + "+$", "");
            case "TrimStart" -> text.replaceAll("^" + Pattern.quote(Types.text(given.get(0))) + "+", "");
            case "StartsWith" -> text.startsWith(Types.text(given.get(0)));
            case "Contains" -> text.contains(Types.text(given.get(0)));
            case "ToUpperInvariant" -> text.toUpperCase(Locale.ROOT);
            case "ToString" -> text;
            case "ToLowerInvariant" -> text.toLowerCase(Locale.ROOT);
            case "Substring" -> {
                int from = (int) Types.number(given.get(0));
                yield text.substring(from, given.size() < 2 ? text.length() : from + (int) Types.number(given.get(1)));
            }
            default -> throw new AssertionError("[string].%s() is not known to the interpreter".formatted(member));
        };
    }

    private static Object onDigest(Digest digest, String member, List<Object> given) {
        if (member.equals("Dispose")) {
            return NOTHING;
        }
        try {
            return digest.of(Types.bytes(given.get(0)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
