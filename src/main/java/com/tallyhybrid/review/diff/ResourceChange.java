package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Subject;
import java.util.List;

/**
 * One resource that differs, by logical id.
 *
 * @param stack name of its stack
 * @param logicalId its name in the template, which is its identity for CloudFormation
 * @param before its definition as it is; missing if it is new
 * @param after its definition as proposed; missing if it is gone
 */
public record ResourceChange(String stack, String logicalId, JsonNode before, JsonNode after) {

    /** The resource that differs. */
    public Subject subject() {
        return Subject.resource(stack, logicalId, type());
    }

    public boolean isNew() {
        return before.isMissingNode();
    }

    public boolean isGone() {
        return after.isMissingNode();
    }

    /** Whether the resource stands on both sides and is of one type. */
    public boolean isUpdate() {
        return !isNew() && !isGone() && !changesType();
    }

    /** The CloudFormation type, as proposed or, where it is gone, as it was. */
    public String type() {
        return (isGone() ? before : after).path("Type").asText();
    }

    /** Another type under the same logical id: CloudFormation refuses it or makes the resource anew. */
    public boolean changesType() {
        return !isNew() && !isGone() && !before.path("Type").equals(after.path("Type"));
    }

    /** Every property that differs, as deep as it can be named; of a new or gone resource, all of them. */
    public List<PropertyChange> properties() {
        return PropertyChange.between(before.path("Properties"), after.path("Properties"));
    }
}
