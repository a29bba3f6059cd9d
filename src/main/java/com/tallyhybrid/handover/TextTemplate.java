package com.tallyhybrid.handover;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text of the kit with its values put in; a value that is missing is an error, never an empty place. */
public final class TextTemplate {

    private final Template template;

    private TextTemplate(String name, Mustache.Escaper escaper) {
        template = Mustache.compiler()
                .withEscaper(escaper)
                .strictSections(true)
                .withLoader(part -> new StringReader(read(part)))
                .compile(read(name));
    }

    /** A page for a browser: every value is text, never markup. */
    public static TextTemplate html(String name) {
        return new TextTemplate(name, Escapers.HTML);
    }

    /** A configuration or a script, in which values stand as they are. */
    public static TextTemplate plain(String name) {
        return new TextTemplate(name, Escapers.NONE);
    }

    /** The text, with what the data's accessors and map entries say. */
    public String with(Object data) {
        return template.execute(data);
    }

    private static String read(String name) {
        try (InputStream text = TextTemplate.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalArgumentException("no template " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
