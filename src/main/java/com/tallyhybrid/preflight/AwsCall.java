package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One question to AWS.
 *
 * @param read what is asked
 * @param region where; always explicit, so that the person's own default Region does not matter
 * @param parameters by the API's names: texts, or an empty text for a switch
 */
record AwsCall(AwsRead read, Region region, Map<String, String> parameters) {

    /**
     * Nothing that a command interpreter of Windows could read as more than a word (a {@code aws.cmd} is run by one), and
     * nothing that Java's quoting there could break.
     */
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9/_][A-Za-z0-9+=,.@_/:-]*");

    /** Where botocore's {@code xform_name} puts its hyphens. */
    private static final Pattern WORD = Pattern.compile("(.)([A-Z][a-z]+)");

    private static final Pattern END_OF_WORD = Pattern.compile("([a-z0-9])([A-Z])");

    AwsCall {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        parameters.values().forEach(AwsCall::requirePlain);
    }

    static AwsCall of(AwsRead read, Region region) {
        return new AwsCall(read, region, Map.of());
    }

    AwsCall with(String parameter, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new AwsCall(read, region, more);
    }

    /** A parameter that is on when it is named. */
    AwsCall on(String parameter) {
        return with(parameter, "");
    }

    /** What the AWS CLI is given, after its own name. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(read.service(), option(read.operation()), "--region", region.code()));
        parameters.forEach((name, value) -> {
            arguments.add("--" + option(name));
            if (!value.isEmpty()) {
                arguments.add(value);
            }
        });
        return arguments;
    }

    /** Values that came out of an answer may be anything; the AWS CLI would also open files and pages named in them. */
    private static void requirePlain(String value) {
        if (!value.isEmpty() && (!ARGUMENT.matcher(value).matches() || value.contains("://"))) {
            throw new Untold("a name in AWS's answer is not one that can be asked about");
        }
    }

    private static String option(String name) {
        String apart = WORD.matcher(name).replaceAll("$1-$2");
        return END_OF_WORD.matcher(apart).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
    }
}
