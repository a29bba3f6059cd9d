package com.tallyhybrid.review;

/** What a finding is about. */
public sealed interface Subject {

    /** A resource of a template. */
    record Resource(String stack, String logicalId, String type) implements Subject {}

    /** An output of a template, and the export that it stands for. */
    record Output(String stack, String logicalId) implements Subject {}

    /** A stack as a whole. */
    record Stack(String stack) implements Subject {}

    /** All stacks together. */
    record App() implements Subject {
        @Override
        public String stack() {
            return NONE;
        }
    }

    /** What stands for a part that a subject has not. */
    String NONE = "-";

    static Subject resource(String stack, String logicalId, String type) {
        return new Resource(stack, logicalId, type);
    }

    static Subject output(String stack, String logicalId) {
        return new Output(stack, logicalId);
    }

    static Subject stack(String name) {
        return new Stack(name);
    }

    static Subject app() {
        return new App();
    }

    /** Name of the stack; {@code -} for the app. */
    String stack();

    /** The resource or output in it; {@code -} for the stack itself. */
    default String logicalId() {
        return NONE;
    }

    /** CloudFormation type of the resource; {@code -} for anything else. */
    default String type() {
        return NONE;
    }

    /** Stack and logical id, as waivers name it. */
    default String label() {
        return stack() + "/" + logicalId();
    }
}
