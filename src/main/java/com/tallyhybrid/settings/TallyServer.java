package com.tallyhybrid.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * A Windows server that runs Tally, and the agent on it.
 *
 * @param name names the agent {@code <deployment>-<name>}, which is also the prefix of its objects. Changing it makes
 *     a new agent with a new key and an empty prefix; the old backups stay under the old prefix
 * @param keySerials the access keys of the agent, one or two. A rotation is {@code [1]}, then {@code [1, 2]}, then
 *     {@code [2]}: add, switch the server, remove. A serial that leaves the list is deleted at once
 * @param retiredKeySerials the serials of the keys that are no more, so that none is made a second time and the file
 *     tells the history: {@code [1]} once {@code keySerials} is {@code [2]}. Both lists together leave no gap from 1 on
 * @param dataFolders the folders on its own disks that its job backs up, without a backslash at the end; empty until
 *     the office kit is wanted
 * @param startTime when its job starts each day
 */
public record TallyServer(
        String name,
        List<Integer> keySerials,
        List<Integer> retiredKeySerials,
        List<String> dataFolders,
        DailyTime startTime) {

    public TallyServer {
        keySerials = List.copyOf(keySerials);
        retiredKeySerials = List.copyOf(retiredKeySerials);
        dataFolders =
                dataFolders.stream().map(WindowsFolder::withoutLastBackslash).toList();
    }

    /** Of all the keys that the server has or had. */
    public int highestSerial() {
        return Stream.concat(keySerials.stream(), retiredKeySerials.stream())
                .mapToInt(serial -> serial)
                .max()
                .orElse(0);
    }
}
