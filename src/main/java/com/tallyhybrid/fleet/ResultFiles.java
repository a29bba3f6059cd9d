package com.tallyhybrid.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import picocli.CommandLine.Option;

/** What a command found, for machines: JSON for whoever asks, JUnit's XML for the test page of a CI. */
final class ResultFiles {

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result of each client there as JSON.")
    private Optional<Path> json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Writes the same there as the XML of JUnit, a test case for each client.")
    private Optional<Path> junit;

    /** Writes what was asked for. */
    void write(String command, List<ClientResult> results) {
        json.ifPresent(file -> write(file, json(command, results)));
        junit.ifPresent(file -> write(file, junit(command, results)));
    }

    /** A file of text; a folder that is missing or closed is a sentence. */
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new FleetRefusal(
                    List.of("cannot write %s; is there such a folder, and may you write there?".formatted(file)));
        }
    }

    static String json(String command, List<ClientResult> results) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("command", "fleet " + command);
        report.put("failed", results.stream().filter(ClientResult::fails).count());
        report.put("clients", results);
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(report) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The elements that readers of JUnit's XML agree on; it says nothing of time, so that the same run gives the same. */
    static String junit(String command, List<ClientResult> results) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "fleet " + command);
            xml.writeAttribute("tests", String.valueOf(results.size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(results.stream().filter(ClientResult::fails).count()));
            for (ClientResult result : results) {
                testCase(xml, command, result);
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static void testCase(XMLStreamWriter xml, String command, ClientResult result) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "fleet." + command);
        xml.writeAttribute("name", result.client());
        xml.writeAttribute("file", readable(result.file()));
        if (result.fails()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", readable(result.result()));
            xml.writeCharacters(readable(String.join("\n", result.problems())));
            xml.writeEndElement();
        }
        if (!result.notices().isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(readable(String.join("\n", result.notices())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String readable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
