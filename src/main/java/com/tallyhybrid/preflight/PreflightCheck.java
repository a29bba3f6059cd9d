package com.tallyhybrid.preflight;

import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import java.util.function.Supplier;

/**
 * One thing that must hold before a deploy, or after it.
 *
 * @param what it is about, in a few words
 * @param why what goes wrong where it does not hold
 * @param judgement asks and judges; {@link Untold} where AWS does not tell
 */
record PreflightCheck(String what, String why, Supplier<CheckOutcome> judgement) {

    /** One that is decided without asking. */
    static PreflightCheck known(String what, String why, CheckOutcome outcome) {
        return new PreflightCheck(what, why, () -> outcome);
    }

    CheckOutcome outcome() {
        try {
            return judgement.get();
        } catch (Untold untold) {
            return new CannotTell(untold.getMessage());
        }
    }
}
