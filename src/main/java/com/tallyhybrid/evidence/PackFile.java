package com.tallyhybrid.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of the pack.
 *
 * @param path where it stands in the pack, with {@code /} between folders
 * @param text what it holds
 */
record PackFile(String path, String text) {

    private static final byte[] URL_NAMESPACE = HexFormat.of().parseHex("6ba7b8119dad11d180b400c04fd430c8");

    String hash() {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    /** An identifier that is the same for the same name, for ever: UUID version 5 of RFC 9562, in its namespace for URLs. */
    static String uuid(String name) {
        byte[] url = ("urn:tally-hybrid:evidence:" + name).getBytes(StandardCharsets.UTF_8);
        byte[] both = ByteBuffer.allocate(URL_NAMESPACE.length + url.length)
                .put(URL_NAMESPACE)
                .put(url)
                .array();
        byte[] hash = digest("SHA-1", both);
        hash[6] = (byte) (hash[6] & 0x0f | 0x50);
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        String hex = HexFormat.of().formatHex(hash, 0, 16);
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }
}
