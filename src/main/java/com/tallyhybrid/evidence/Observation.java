package com.tallyhybrid.evidence;

/**
 * What was seen at one place for one control.
 *
 * @param resource the place: a resource as {@code stack/logicalId}, a stack, or the actor of an access case
 * @param where the property, or the case
 * @param wanted what the control asks for
 * @param found what stands there
 * @param holds whether that is enough
 */
record Observation(String resource, String where, String wanted, String found, boolean holds) {}
