package com.tallyhybrid.settings;

import java.util.List;

/**
 * A Windows server that runs Tally, and the agent on it.
 *
 * @param name names the agent {@code <deployment>-<name>}, which is also the prefix of its objects. Changing it makes
 *     a new agent with a new key and an empty prefix; the old backups stay under the old prefix
 * @param keySerials the access keys of the agent, one or two. A rotation is {@code [1]}, then {@code [1, 2]}, then
 *     {@code [2]}: add, switch the server, remove. A serial that leaves the list is deleted at once
 */
public record TallyServer(String name, List<Integer> keySerials) {

    public TallyServer {
        keySerials = List.copyOf(keySerials);
    }
}
