package com.tallyhybrid.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a fleet is written: a folder for each client that is an assembly and nothing else, and beside it the hash of the
 * settings it was made of.
 *
 * <p>An assembly appears whole or not at all: it is made in another folder and moved. Whatever is not an assembly is
 * never removed.
 *
 * @param root such as {@code fleet.out}
 */
record FleetFolder(Path root) {

    private static final String MAKING = ".making";
    private static final String RECORD = ".settings.sha256";

    /** Where the client's assembly stands, once it is made. */
    Path assembly(String client) {
        return root.resolve(client);
    }

    boolean has(String client) {
        return Files.isRegularFile(assembly(client).resolve("manifest.json"));
    }

    /** Every client that has an assembly here, sorted. */
    List<String> clients() {
        if (!Files.isDirectory(root)) {
            throw new FleetRefusal(List.of("%s: there is no such folder".formatted(root)));
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(this::has)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the client's assembly was made of the file as it is now. */
    boolean isOf(ClientFile client) throws IOException {
        Path record = record(client.client());
        return has(client.client())
                && Files.exists(record)
                && Files.readString(record).strip().equals(digest(client.file()));
    }

    /** Where the client's next assembly is made: a folder that does not exist. */
    Path making(String client) throws IOException {
        Path making = root.resolve(MAKING).resolve(client);
        remove(making);
        Files.createDirectories(making.getParent());
        return making;
    }

    /** Puts what was made in the place of what there was. */
    void keep(ClientFile client, String digest) throws IOException {
        drop(client.client());
        Files.move(root.resolve(MAKING).resolve(client.client()), assembly(client.client()));
        Files.writeString(record(client.client()), digest + "\n");
    }

    /** Leaves nothing of a client that was refused: an assembly of older settings would be deployed by mistake. */
    void drop(String client) throws IOException {
        Path old = assembly(client);
        if (Files.exists(old) && !Files.exists(old.resolve("cdk.out"))) {
            throw new IOException("%s is no assembly and stays; name another --output".formatted(old));
        }
        remove(old);
        Files.deleteIfExists(record(client));
    }

    /** Ends the making of all. */
    void tidy() throws IOException {
        remove(root.resolve(MAKING));
    }

    static String digest(Path file) throws IOException {
        return digest(Files.readAllBytes(file));
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Path record(String client) {
        return root.resolve(client + RECORD);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
