package com.tallyhybrid.settings.file;

/**
 * One key of a deployment file that differs.
 *
 * @param deployment the deployment's name, with which the names of its stacks begin
 * @param file where the file lies
 * @param line where the key stands in it as proposed; of the nearest enclosing one where it is gone; 0 for the whole file
 * @param key the key as people write it, list entries by their names: {@code network.offices[pune].gatewayIp}
 * @param before the value as it is, that of the schema where the file leaves it out; empty where there is none
 * @param after the value as proposed, likewise
 */
public record SettingsChange(String deployment, String file, int line, String key, String before, String after) {}
