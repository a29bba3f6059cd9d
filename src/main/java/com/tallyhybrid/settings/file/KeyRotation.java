package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the keys of the servers in the deployment to deploy against those in the one last deployed.
 *
 * <p>A key is deleted the moment its serial leaves {@code keySerials}, so the server must have the next one by then:
 * {@code [1]}, then {@code [1, 2]}, then {@code [2]} with 1 retired. Servers that are new, or leave, are free; so is
 * everything in a deployment with another name or account, which stands beside the old one and takes nothing from it.
 */
final class KeyRotation {

    private final TallyServer before;
    private final TallyServer after;
    private final JsonPointer at;
    private final List<Finding> findings = new ArrayList<>();

    private KeyRotation(TallyServer before, TallyServer after, JsonPointer at) {
        this.before = before;
        this.after = after;
        this.at = at;
    }

    /** What the change would break, at places of the deployment to deploy. */
    static List<Finding> refusals(Deployment deployed, Deployment next) {
        if (!deployed.name().equals(next.name()) || !deployed.account().equals(next.account())) {
            return List.of();
        }
        Map<String, TallyServer> before =
                deployed.backup().servers().stream().collect(Collectors.toMap(TallyServer::name, Function.identity()));
        List<Finding> findings = new ArrayList<>();
        List<TallyServer> servers = next.backup().servers();
        for (int index = 0; index < servers.size(); index++) {
            TallyServer after = servers.get(index);
            if (before.containsKey(after.name())) {
                JsonPointer at = JsonPointer.compile("/backup/servers").appendIndex(index);
                findings.addAll(new KeyRotation(before.get(after.name()), after, at).check());
            }
        }
        return findings;
    }

    private List<Finding> check() {
        keepsAKey();
        revivesNone();
        forgetsNone();
        keepsTheHighest();
        return findings;
    }

    private void keepsAKey() {
        List<Integer> fresh = after.keySerials().stream()
                .filter(serial -> !before.retiredKeySerials().contains(serial))
                .toList();
        // Where all of them are retired ones, that is the mistake.
        if (Collections.disjoint(before.keySerials(), after.keySerials()) && !fresh.isEmpty()) {
            List<Integer> both = Stream.of(Collections.max(before.keySerials()), Collections.min(fresh))
                    .sorted()
                    .toList();
            refuse(
                    "keySerials",
                    "%s was %s, so the server on %s would lose its key before it has the new one; deploy %s first",
                    after.keySerials(),
                    before.keySerials(),
                    after.name(),
                    both);
        }
    }

    private void revivesNone() {
        List<Integer> serials = after.keySerials();
        for (int index = 0; index < serials.size(); index++) {
            if (before.retiredKeySerials().contains(serials.get(index))) {
                findings.add(new Finding(
                        at.appendProperty("keySerials").appendIndex(index),
                        "serial %s was retired; a retired key is never made again; give %s"
                                .formatted(
                                        serials.get(index),
                                        Math.max(before.highestSerial(), after.highestSerial()) + 1)));
            }
        }
    }

    private void forgetsNone() {
        var forgotten = new TreeSet<>(before.retiredKeySerials());
        after.retiredKeySerials().forEach(forgotten::remove);
        after.keySerials().forEach(forgotten::remove);
        if (!forgotten.isEmpty()) {
            refuse(
                    "retiredKeySerials",
                    "the list has lost %s; what was retired stays in it for ever",
                    forgotten.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    private void keepsTheHighest() {
        int highest = before.highestSerial();
        // One that was retired is told as forgotten.
        if (after.highestSerial() < highest && before.keySerials().contains(highest)) {
            refuse(
                    "keySerials",
                    "serial %s was in use and is in neither list now, so a later key would be made under its number; add"
                            + " %s to retiredKeySerials",
                    highest,
                    highest);
        }
    }

    private void refuse(String key, String text, Object... values) {
        findings.add(new Finding(at.appendProperty(key), text.formatted(values)));
    }
}
