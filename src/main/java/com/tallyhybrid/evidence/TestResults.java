package com.tallyhybrid.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Which tests of this project passed, from the reports that Maven's Surefire writes.
 *
 * @param passed by {@code Class#method}, whether every run of it passed
 */
record TestResults(Map<String, Boolean> passed) {

    TestResults {
        passed = Map.copyOf(passed);
    }

    /**
     * Reads a folder of {@code TEST-*.xml}.
     *
     * @throws Refused if it cannot be read, or a test that a control names is not in it
     */
    static TestResults read(Path folder) {
        var passed = new TreeMap<String, Boolean>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(TestResults::isNamed).sorted().toList()) {
                read(file, passed);
            }
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            throw new Refused(List.of(
                    "%s: the reports of the tests cannot be read; run mvn verify, and name target/surefire-reports"
                            .formatted(AttestationsFile.shown(folder))));
        }
        List<String> problems = new ArrayList<>();
        for (Control control : Control.all()) {
            control.test()
                    .filter(test -> !passed.containsKey(test))
                    .ifPresent(
                            test -> problems.add("%s: there is no result of %s, which control %s names; run all tests"
                                    .formatted(AttestationsFile.shown(folder), test, control.id())));
        }
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return new TestResults(passed);
    }

    /** A report is called after its class; those of other tests need not be read. */
    private static boolean isNamed(Path file) {
        String name = file.getFileName().toString().replaceFirst("^TEST-(.*\\.)?([^.]*)\\.xml$", "$2");
        return Control.all().stream()
                .flatMap(control -> control.test().stream())
                .anyMatch(test -> test.startsWith(name + "#"));
    }

    private static void read(Path file, Map<String, Boolean> passed)
            throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList cases = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var one = (Element) cases.item(i);
            String type = one.getAttribute("classname").replaceFirst("^.*\\.", "");
            // A test with parameters is reported once for each, with them behind its name.
            String method = one.getAttribute("name").replaceFirst("[^A-Za-z0-9_].*$", "");
            boolean good = Stream.of("failure", "error", "skipped")
                    .allMatch(bad -> one.getElementsByTagName(bad).getLength() == 0);
            passed.merge(type + "#" + method, good, Boolean::logicalAnd);
        }
    }

    /** Whether the test passed; empty where no results were handed in. */
    static String word(TestResults results, String test) {
        return results.passed().isEmpty() ? "" : results.passed().getOrDefault(test, false) ? "passed" : "failed";
    }
}
