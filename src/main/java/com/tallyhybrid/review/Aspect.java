package com.tallyhybrid.review;

/** What of its subject a finding is about; its text stands in reports and waivers. */
public sealed interface Aspect permits PropertyPath, Aspect.Actor, Aspect.Direction, Aspect.Step {

    /** Somebody who asks: an actor of the access matrix. */
    record Actor(String name) implements Aspect {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Which way traffic goes. */
    enum Direction implements Aspect {
        IN,
        OUT;

        @Override
        public String toString() {
            return this == IN ? "in" : "out";
        }
    }

    /** A step of a runbook, by its name and not by its position: its neighbours may move. */
    record Step(String name) implements Aspect {
        @Override
        public String toString() {
            return "Content.mainSteps[%s]".formatted(name);
        }
    }
}
