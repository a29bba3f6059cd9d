package com.tallyhybrid.review;

/** The parts of the report, most dangerous first. */
public enum Section {
    UNREAD("Not read"),
    REBUILT_OR_DELETED("Rebuilt or deleted"),
    PROTECTION_WEAKENED("Protection weakened"),
    ACCESS_WIDENED("Access widened"),
    ACROSS_STACKS("Across stacks"),
    COST_DRIVERS("Cost drivers"),
    THE_REST("The rest");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
