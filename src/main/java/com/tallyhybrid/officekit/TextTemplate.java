package com.tallyhybrid.officekit;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import com.tallyhybrid.officekit.quoting.CommandPlaces;
import com.tallyhybrid.officekit.quoting.SpelledValues;
import com.tallyhybrid.officekit.quoting.Unspellable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A text of the kit with its values put in; a value that is missing is an error, never an empty place, and one that
 * would be something else in a command is refused.
 */
public final class TextTemplate {

    /** Beside what markup means, the line end that browsers change. */
    private static final Mustache.Escaper MARKUP = Escapers.simple(new String[][] {
        {"&", "&amp;"}, {"'", "&#39;"}, {"\"", "&quot;"}, {"<", "&lt;"}, {">", "&gt;"}, {"`", "&#x60;"}, {"\r", "&#13;"}
    });

    private final String name;
    private final Template template;
    private final UnaryOperator<String> finish;

    private TextTemplate(
            String name, Mustache.Escaper escaper, UnaryOperator<String> places, UnaryOperator<String> finish) {
        this.name = name;
        this.finish = finish;
        template = Mustache.compiler()
                .withEscaper(Escapers.NONE)
                .withFormatter(
                        value -> value instanceof Markup markup ? markup.html() : escaper.escape(value.toString()))
                .withCollector(new SpelledValues())
                .strictSections(true)
                .withLoader(part -> new StringReader(places.apply(read(part))))
                .compile(places.apply(read(name)));
    }

    /** A page for a browser: every value is text, never markup, and in a command it is one word of it. */
    public static TextTemplate html(String name) {
        return new TextTemplate(name, MARKUP, CommandPlaces::ofPage, CommandBlocks::marked);
    }

    /** A configuration or a script, in which values are plain words, or written as the template says. */
    public static TextTemplate plain(String name) {
        return new TextTemplate(name, Escapers.NONE, CommandPlaces::ofFile, UnaryOperator.identity());
    }

    /**
     * The text, with what the data's accessors and map entries say.
     *
     * @throws Unspellable if a value cannot stand where the text wants it
     */
    public String with(Object data) {
        try {
            return finish.apply(template.execute(data));
        } catch (Unspellable refused) {
            throw refused.in(name);
        }
    }

    static boolean exists(String name) {
        return TextTemplate.class.getResource(name) != null;
    }

    /** A text of the class path with the line ends that every system reads, as it stands. */
    static String read(String name) {
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
