package com.tallyhybrid.officekit;

/**
 * One file of the kit.
 *
 * @param path where it stands in the kit, with {@code /} between folders
 * @param text what it holds; lines end with a line feed
 */
public record KitFile(String path, String text) {}
