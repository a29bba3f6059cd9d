package com.tallyhybrid.fleet;

/**
 * What a process is told to make.
 *
 * @param file the settings file
 * @param folder where the assembly goes; it is made
 * @param strict whether a value of the examples is a reason to refuse
 */
record SynthesisOrder(String file, String folder, boolean strict) {}
