package com.tallyhybrid.handover;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of the kit with its values put in; a value that is missing is an error, never an empty place. */
public final class TextTemplate {

    private static final Pattern COMMANDS = Pattern.compile("<pre>.*?</pre>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("(?<= )--?[A-Za-z0-9-]+");

    private final Template template;
    private final UnaryOperator<String> finish;

    private TextTemplate(String name, Mustache.Escaper escaper, UnaryOperator<String> finish) {
        this.finish = finish;
        template = Mustache.compiler()
                .withEscaper(escaper)
                .strictSections(true)
                .withLoader(part -> new StringReader(read(part)))
                .compile(read(name));
    }

    /** A page for a browser: every value is text, never markup. */
    public static TextTemplate html(String name) {
        return new TextTemplate(name, Escapers.HTML, TextTemplate::withWholeOptions);
    }

    /** A configuration or a script, in which values stand as they are. */
    public static TextTemplate plain(String name) {
        return new TextTemplate(name, Escapers.NONE, UnaryOperator.identity());
    }

    /** The text, with what the data's accessors and map entries say. */
    public String with(Object data) {
        return finish.apply(template.execute(data));
    }

    /** Keeps each option of a command in one piece where a page breaks the line: half of one cannot be copied. */
    private static String withWholeOptions(String page) {
        return COMMANDS.matcher(page)
                .replaceAll(commands -> Matcher.quoteReplacement(
                        OPTION.matcher(commands.group()).replaceAll("<span class=\"whole\">$0</span>")));
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
