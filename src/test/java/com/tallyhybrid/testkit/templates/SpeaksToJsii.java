package com.tallyhybrid.testkit.templates;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test class that uses objects of the construct library itself, not only what {@link Synthesized} keeps of them. It runs
 * while no other test speaks to that library, and its methods one after another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Jsii.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface SpeaksToJsii {}
