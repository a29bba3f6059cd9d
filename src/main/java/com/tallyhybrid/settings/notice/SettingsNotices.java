package com.tallyhybrid.settings.notice;

import com.tallyhybrid.settings.Deployment;
import java.util.List;
import java.util.stream.Stream;

/** What is allowed in a deployment file and yet must be said, a sentence each. */
public final class SettingsNotices {

    private SettingsNotices() {}

    /** Values that stand in documentation only and must be replaced before a deploy. */
    public static List<String> placeholders(Deployment deployment) {
        return Placeholders.of(deployment);
    }

    /** Everything that is allowed and yet deserves a look. */
    public static List<String> notes(Deployment deployment) {
        return Stream.of(
                        RetentionNotes.of(deployment.backup().retention()),
                        OperationsNotes.of(deployment),
                        SilenceNotes.of(deployment))
                .flatMap(List::stream)
                .toList();
    }
}
