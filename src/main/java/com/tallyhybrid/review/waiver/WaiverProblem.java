package com.tallyhybrid.review.waiver;

/**
 * Why the file with waivers fails the review.
 *
 * @param file its name
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param text what is wrong and how to mend it
 */
public record WaiverProblem(String file, int line, String text) {

    @Override
    public String toString() {
        return file + (line == 0 ? "" : " line " + line) + ": " + text;
    }
}
