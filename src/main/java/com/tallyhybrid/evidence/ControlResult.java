package com.tallyhybrid.evidence;

import com.tallyhybrid.evidence.Attestations.AcceptedFailure;
import com.tallyhybrid.evidence.Attestations.Statement;
import java.util.List;
import java.util.Optional;

/**
 * How one control stands.
 *
 * @param control the control
 * @param status how it stands
 * @param observations what was seen, one for each place
 * @param waivers those that accept its failures
 * @param statement what a person attests; empty where nobody does
 * @param command what shows it in the account, with this deployment's names; empty for other kinds
 * @param tested whether the project's own test passed; empty where no results were handed in
 */
record ControlResult(
        Control control,
        Status status,
        List<Observation> observations,
        List<AcceptedFailure> waivers,
        Optional<Statement> statement,
        String command,
        String tested) {

    /** How a control stands. It never says that a law or a standard is met. */
    enum Status {
        /** Every place is as the control asks. */
        PASS,
        /** Some place is not, and nobody has accepted that. */
        FAIL,
        /** Some place is not, and every such place is accepted by name until a day. */
        WAIVED,
        /** Only the running account shows it: the command, and what it should answer. */
        RUNTIME,
        /** Only people can say: an attestation, or nobody has said yet. */
        OFFICE,
        /** The deployment lacks what it is about. */
        NOT_APPLICABLE
    }

    ControlResult {
        observations = List.copyOf(observations);
        waivers = List.copyOf(waivers);
    }

    /** The places that are not as the control asks. */
    List<Observation> failures() {
        return observations.stream().filter(seen -> !seen.holds()).toList();
    }

    /** Whether people still have to do something: run a command, or attest. */
    boolean isOpen() {
        return (status == Status.RUNTIME || status == Status.OFFICE) && statement.isEmpty();
    }
}
