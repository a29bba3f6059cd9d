package com.tallyhybrid.officekit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The first page of a kit: what each file is for, and who takes which. */
final class IndexPage {

    private static final TextTemplate PAGE = TextTemplate.html("README.html");

    private IndexPage() {}

    /** Some files of one folder. */
    record Folder(String title, List<Entry> entries) {}

    /** A file, by its name in its folder. */
    record Entry(String path, String file, String purpose) {}

    static KitFile to(List<KitFile> files, Handover handover) {
        Map<String, List<Entry>> folders = files.stream()
                .map(KitFile::path)
                .filter(path -> !path.startsWith("runbooks/") || path.equals(RunbookPart.INDEX_PATH))
                .sorted(Comparator.comparing(FileDescriptions::rank))
                .collect(Collectors.groupingBy(
                        IndexPage::folder, TreeMap::new, Collectors.mapping(IndexPage::entry, Collectors.toList())));
        List<Folder> shown = folders.entrySet().stream()
                .map(folder -> new Folder(title(folder.getKey()), folder.getValue()))
                .toList();
        return new KitFile("README.html", PAGE.with(Map.of("facts", new PageFacts(handover), "folders", shown)));
    }

    private static String title(String folder) {
        return folder.isEmpty() ? "For everybody" : folder;
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static Entry entry(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return new Entry(path, file, FileDescriptions.of(path));
    }
}
