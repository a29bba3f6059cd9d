package com.tallyhybrid.controls.template;

/** A resource type has no such attribute in {@link ResourceType}'s table. */
final class UnknownAttribute extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownAttribute(Resource resource, String attribute) {
        super("%s (%s) has no known attribute %s".formatted(resource.label(), resource.type(), attribute));
    }
}
