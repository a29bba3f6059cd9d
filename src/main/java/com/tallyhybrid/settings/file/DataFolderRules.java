package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.tallyhybrid.settings.WindowsFolder;
import com.tallyhybrid.settings.file.AcceptedValues.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rule between the folders of one server: a file that two of them hold would be backed up twice. */
final class DataFolderRules {

    private DataFolderRules() {}

    static List<Finding> check(AcceptedValues values) {
        Map<JsonPointer, List<Value>> byServer = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Value folder : values.all("/backup/servers/*/dataFolders/*")) {
            List<Value> earlier = byServer.computeIfAbsent(folder.at().head(), first -> new ArrayList<>());
            earlier.stream()
                    .filter(other -> WindowsFolder.overlap(other.text(), folder.text()))
                    .findFirst()
                    .ifPresent(other -> findings.add(new Finding(
                            folder.at(),
                            "%s and %s (line %s) hold the same files; keep the upper one only"
                                    .formatted(folder.text(), other.text(), other.line()))));
            earlier.add(folder);
        }
        return findings;
    }
}
