package com.tallyhybrid.review.change;

import java.util.Optional;

/**
 * One stack on both sides, changed or not.
 *
 * @param name its name
 * @param base its template as it is; empty if the stack is new
 * @param head its template as proposed; empty if the stack is gone
 */
public record StackChange(String name, Optional<Template> base, Optional<Template> head) {}
