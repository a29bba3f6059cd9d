package com.tallyhybrid.iam.simulator;

import com.tallyhybrid.iam.simulator.PolicyText.Style;
import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param label the policy's owner and the Sid, or the position where there is none
 * @param allows whether the effect is Allow
 * @param principals whom it is about; empty in an identity policy
 * @param actions the actions it is about
 * @param resources the resources it is about; empty in a trust policy, which is about its role
 * @param conditions what must hold besides
 */
record Statement(
        String label,
        boolean allows,
        Optional<PrincipalElement> principals,
        Listed actions,
        Optional<Listed> resources,
        List<Condition> conditions) {

    /**
     * A list that a request must be in, or must not be in.
     *
     * @param negated whether the element is {@code NotAction} or {@code NotResource}
     */
    record Listed(boolean negated, List<PolicyText> texts) {

        boolean covers(String value, Style style, Context context) {
            return negated != texts.stream().anyMatch(text -> text.matches(value, style, context));
        }
    }

    /** Whether the statement is about this request, whoever makes it. */
    boolean covers(Request request, Context context) {
        return actions.covers(request.action(), Style.WILDCARDS_IGNORING_CASE, context)
                && resources
                        .map(list -> list.covers(request.resource(), Style.WILDCARDS, context))
                        .orElse(true)
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }
}
