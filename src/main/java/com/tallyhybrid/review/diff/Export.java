package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One value that a stack hands to others.
 *
 * @param stack the stack that provides it
 * @param output the output that stands behind it
 * @param name the name that others import
 * @param value what it stands for, canonical
 */
public record Export(String stack, String output, String name, JsonNode value) {}
