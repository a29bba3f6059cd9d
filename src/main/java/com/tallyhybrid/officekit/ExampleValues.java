package com.tallyhybrid.officekit;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.officekit.quoting.Spelling;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands on the pages of the runbooks for the values of a firm: each kind with the value of the example, and with
 * the firm's own. A page says in its paragraph "Example values" which kinds it uses.
 *
 * @param own the firm's value for each of the example's
 */
record ExampleValues(Map<String, String> own) {

    /** The example of {@code deployments/example.yaml}; what AWS would choose is made up. */
    static final Map<String, String> KINDS = Map.of(
            "deployment", "sharma-traders",
            "account", "111122223333",
            "server", "pune",
            "office", "pune",
            "alias", "files.sharma.example",
            "domain", "corp.sharma.example",
            "file system", "fs-0123456789abcdef0",
            "VPN connection", "vpn-0123456789abcdef0");

    /** What stands where the firm has no such thing, or has none yet, such as a further name for its file server. */
    private static final String MISSING = "%s-OF-YOURS";

    /**
     * The values for a page.
     *
     * @param kinds those that it uses; a page is about servers or about offices
     */
    static ExampleValues of(Handover handover, List<String> kinds) {
        var own = new TreeMap<String, String>();
        for (String kind : kinds) {
            String word = MISSING.formatted(kind.toUpperCase(Locale.ROOT).replace(' ', '-'));
            String value = Spelling.PLAIN.of(value(handover, kind).orElse(word));
            // AWS Backup takes no hyphens in the name of a restore test.
            own.put(KINDS.get(kind).replace('-', '_'), value.replace('-', '_'));
            own.put(KINDS.get(kind), value);
            if (kind.equals("deployment")) {
                own.put("<deployment>", value);
            }
        }
        return new ExampleValues(own);
    }

    private static Optional<String> value(Handover handover, String kind) {
        var deployment = handover.deployment();
        Optional<FileServer> files = handover.fileServer();
        return switch (kind) {
            case "deployment" -> Optional.of(deployment.name());
            case "account" -> Optional.of(deployment.account());
            case "server" -> servers(handover).stream().findFirst();
            case "office" -> offices(handover).stream().findFirst();
            case "alias" ->
                files.flatMap(settings -> settings.aliases().stream().findFirst());
            case "domain" ->
                deployment.fileServer().map(settings -> settings.directory().domain());
            case "file system" -> files.map(settings -> handover.output("FileServer", "FileSystemId"));
            case "VPN connection" ->
                handover.network()
                        .map(settings -> settings.offices().get(0))
                        .map(office -> handover.output("Network", LogicalIds.of(office.name()) + "VpnConnectionId"));
            default -> throw new IllegalArgumentException("no page may ask for " + kind);
        };
    }

    static List<String> servers(Handover handover) {
        return handover.deployment().backup().servers().stream()
                .map(TallyServer::name)
                .toList();
    }

    static List<String> offices(Handover handover) {
        return handover.deployment().network().map(Network::offices).orElse(List.of()).stream()
                .map(Office::name)
                .toList();
    }

    /** The text with the firm's values. One pass: what was put in is not looked at again. */
    String in(String text) {
        String any = own.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .map(Pattern::quote)
                .reduce((a, b) -> a + "|" + b)
                .orElse("(?!)");
        return Pattern.compile("(?<![A-Za-z0-9])(?:%s)(?![A-Za-z0-9])".formatted(any))
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(own.get(found.group())));
    }
}
