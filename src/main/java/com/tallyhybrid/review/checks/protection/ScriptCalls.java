package com.tallyhybrid.review.checks.protection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The calls of AWS that a script or a command makes, so far as its text tells.
 *
 * <p>boto3 writes APIs in snake case and resources have plain verbs (Boto3 documentation, "Clients" and "Resources"); the
 * AWS CLI writes {@code aws service operation-name}; AWS Tools for PowerShell and PowerShell itself write Verb-Noun.
 */
final class ScriptCalls {

    private static final Pattern CLIENT =
            Pattern.compile("(\\w+)\\s*=\\s*[\\w.]*(?:client|resource)\\(\\s*['\"]([\\w-]+)['\"]");
    private static final Pattern NAMED = Pattern.compile("(?:client|resource)\\(\\s*['\"]([\\w-]+)['\"]");
    private static final Pattern DIRECT =
            Pattern.compile("(?:client|resource)\\(\\s*['\"]([\\w-]+)['\"][^()]*\\)\\s*\\.\\s*([a-z]\\w*)");
    private static final Pattern METHOD = Pattern.compile("(\\w+|[)\\]])\\s*\\.\\s*([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\\b");
    private static final Pattern VERB = Pattern.compile("\\.\\s*(delete|terminate|stop|detach\\w*)\\s*\\(");
    private static final Pattern BY_NAME = Pattern.compile("getattr\\(\\s*([^,]+?)\\s*,\\s*['\"](\\w+)['\"]");
    private static final Pattern CLI =
            Pattern.compile("\\baws(?:\\s+--?[\\w-]+(?:[= ](?!-)\\S+)?)*\\s+([a-z][a-z0-9-]+)\\s+([a-z][a-z0-9-]*)");
    private static final Pattern CMDLET = Pattern.compile("(?<![\\w-])([A-Z][a-z]+-[A-Z]\\w+)");
    private static final Pattern ANY_CASE = Pattern.compile("(?i)(?<![\\w-])([a-z]+-[a-z]\\w+)");
    private static final Pattern SHELL = Pattern.compile(
            "(?i)(?<![\\w-])(rm\\s+-\\w+|rmdir|mkfs\\S*|shred|wipefs|shutdown|halt|poweroff|dd\\s+if|(?:del|rd)\\s+/\\w+"
                    + "|find\\s[^|;\\n]*\\s-delete|diskpart|cipher\\s+/w|vssadmin\\s+delete|wbadmin\\s+delete|net\\s+stop|sc\\s+delete)(?!\\w)");

    /** What runs a text that is made while it runs, or talks past AWS's client. */
    private static final Pattern HIDDEN =
            Pattern.compile("\\b(subprocess|os\\.system|os\\.popen|eval\\(|exec\\(|__import__"
                    + "|importlib|ctypes|getattr\\([^,]+,(?!\\s*['\"]\\w+['\"]\\s*[,)])|requests\\.|urllib|http\\.client|socket\\."
                    + "|_make_api_call|(?i:iex|invoke-expression|start-process|invoke-webrequest|invoke-restmethod))");

    /** PowerShell runs what a text or a variable says where an ampersand or a dot stands before it. */
    private static final Pattern CALLED_BY_VALUE = Pattern.compile("(?m)(?:^|[;{|=(])\\s*[&.]\\s*[($]");

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");

    private static final Pattern FUNCTION = Pattern.compile("(?m)^(?:async\\s+)?def\\s+(\\w+)");

    /** What stands in a script for people only. */
    private static final Pattern PROSE = Pattern.compile("(?s)\"\"\".*?\"\"\"|(?m:#.*?$)");

    private ScriptCalls() {}

    /** What the script of a step does, from the function where it starts. */
    static List<RunbookDeed> ofScript(String runtime, String handler, String text) {
        boolean isPython = runtime.startsWith("python");
        String plain = COMMENT.matcher(text).replaceAll("");
        String code = isPython ? reached(plain, handler) : plain;
        List<RunbookDeed> deeds = new ArrayList<>(isPython ? python(code) : commands(code, true));
        if (HIDDEN.matcher(code).find()
                || !isPython && CALLED_BY_VALUE.matcher(code).find()) {
            deeds.add(RunbookDeed.unread("a script that runs what its text does not show", text));
        }
        return deeds;
    }

    /** What commands for a shell do; PowerShell takes names in any case. */
    static List<RunbookDeed> commands(String lines, boolean isPowerShell) {
        String text = COMMENT.matcher(lines).replaceAll("");
        Set<RunbookDeed> deeds = new LinkedHashSet<>();
        for (MatchResult found : CLI.matcher(text).results().toList()) {
            RunbookDeed.of(found.group(1), found.group(2)).ifPresent(deeds::add);
        }
        for (MatchResult found :
                (isPowerShell ? ANY_CASE : CMDLET).matcher(text).results().toList()) {
            RunbookDeed.of("", found.group(1))
                    .filter(deed -> !HIDDEN.matcher(found.group()).find())
                    .ifPresent(deeds::add);
        }
        for (MatchResult found : SHELL.matcher(text).results().toList()) {
            RunbookDeed.of("shell", found.group(1)).ifPresent(deeds::add);
        }
        return seen(deeds);
    }

    private static List<RunbookDeed> python(String code) {
        Map<String, String> clients = new LinkedHashMap<>();
        CLIENT.matcher(code).results().forEach(found -> clients.put(found.group(1), found.group(2)));
        List<String> services = NAMED.matcher(code)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        String only = services.size() == 1 ? services.get(0) : "";
        Set<RunbookDeed> deeds = new LinkedHashSet<>();
        for (MatchResult found : DIRECT.matcher(code).results().toList()) {
            RunbookDeed.of(found.group(1), found.group(2)).ifPresent(deeds::add);
        }
        for (Pattern way : List.of(METHOD, BY_NAME)) {
            for (MatchResult found : way.matcher(code).results().toList()) {
                // What follows a bracket is found above, with its service.
                if (!found.group(1).equals(")")
                        || deeds.stream().noneMatch(deed -> deed.words().endsWith(" " + found.group(2)))) {
                    String service = clients.getOrDefault(found.group(1), only);
                    RunbookDeed.of(service, found.group(2)).ifPresent(deeds::add);
                }
            }
        }
        for (MatchResult found : VERB.matcher(code).results().toList()) {
            RunbookDeed.of(only, found.group(1)).ifPresent(deeds::add);
        }
        return seen(deeds);
    }

    private static List<RunbookDeed> seen(Set<RunbookDeed> deeds) {
        return deeds.stream()
                .filter(deed -> deed.kind() != RunbookDeed.Kind.READS)
                .toList();
    }

    /**
     * The parts of a Python text that a run comes to: what stands outside every function, the function that is named and
     * those whose names it mentions, and so on. The whole text where there is no such function.
     */
    private static String reached(String text, String handler) {
        Map<String, String> functions = new LinkedHashMap<>();
        StringBuilder outside = new StringBuilder();
        for (String part : text.split("(?m)^(?=[^\\s#)\\]}])")) {
            MatchResult head = FUNCTION.matcher(part).results().findFirst().orElse(null);
            if (head == null) {
                outside.append(part);
            } else {
                functions.merge(head.group(1), part, String::concat);
            }
        }
        if (!functions.containsKey(handler)) {
            return text;
        }
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(words(outside.toString()));
        open.add(handler);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (functions.containsKey(name) && reached.add(name)) {
                open.addAll(words(functions.get(name)));
            }
        }
        return outside + reached.stream().map(functions::get).collect(Collectors.joining());
    }

    private static Set<String> words(String code) {
        String bare = PROSE.matcher(code).replaceAll(" ");
        return Pattern.compile("\\W+").splitAsStream(bare).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
