package com.tallyhybrid.testkit.templates;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;

/** Proof that a test guards something: the same test fails once the template is changed. */
public final class Tampering {

    private Tampering() {}

    /**
     * @param what the change, which completes the sentence "notices …"
     * @param change makes the change
     * @param guard the test that must fail then
     */
    public static DynamicTest notices(String what, Consumer<Templates> change, Consumer<Templates> guard) {
        return dynamicTest("notices " + what, () -> {
            Templates real = Synthesized.example().templates();
            guard.accept(real);
            Templates tampered = real.tampered(change);
            assertThatThrownBy(() -> guard.accept(tampered)).isInstanceOf(AssertionError.class);
        });
    }
}
