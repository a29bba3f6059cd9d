package com.tallyhybrid.review.reach;

/**
 * What traffic passes: a security group or a network ACL in one direction, or a way out of a route table.
 *
 * @param name what {@code Ref} gives for it
 * @param way the direction or the way
 */
record Gate(String name, String way) {

    static final String IN = "in";
    static final String OUT = "out";

    String plainName() {
        return name.replaceAll("[<>]", "");
    }
}
