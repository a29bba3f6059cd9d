package com.tallyhybrid.officekit;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Tells one command of a page from the next: each is an element of its own, which the style sheet marks at its start,
 * and a word of it is broken only where it is longer than a line. What is copied stays as it was.
 */
final class CommandBlocks {

    private static final Pattern BLOCK = Pattern.compile("(<pre[^>]*>)(.*?)(</pre>)", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("<code>(aws [^<]*)</code>");
    private static final Pattern WORD = Pattern.compile("[^\\s<>]+");
    private static final Pattern BREAKABLE = Pattern.compile("-\\w|\\w/\\w|[|?].|[.)\\]}]\\[");

    private CommandBlocks() {}

    static String marked(String page) {
        String inline = INLINE.matcher(page.stripTrailing() + "\n")
                .replaceAll(
                        code -> Matcher.quoteReplacement("<code>%s</code>".formatted(withWholeWords(code.group(1)))));
        return BLOCK.matcher(inline)
                .replaceAll(
                        block -> Matcher.quoteReplacement(block.group(1) + commands(block.group(2)) + block.group(3)));
    }

    /** How a page made of Markdown has its commands: as the other pages have them. */
    static NodeRenderer renderer(HtmlNodeRendererContext page) {
        return new NodeRenderer() {
            @Override
            public Set<Class<? extends Node>> getNodeTypes() {
                return Set.of(FencedCodeBlock.class);
            }

            @Override
            public void render(Node node) {
                HtmlWriter out = page.getWriter();
                out.tag("pre");
                out.text(((FencedCodeBlock) node).getLiteral());
                out.tag("/pre");
                out.line();
            }
        };
    }

    /** One element a line; a line that is indented belongs to the command above it. */
    private static String commands(String block) {
        return block.stripTrailing().lines().map(CommandBlocks::command).collect(Collectors.joining("\n"));
    }

    private static String command(String line) {
        String kind =
                line.isBlank() ? "gap" : line.startsWith("#") ? "remark" : line.startsWith(" ") ? "more" : "command";
        return "<span class=\"%s\">%s</span>".formatted(kind, withWholeWords(line));
    }

    private static String withWholeWords(String line) {
        return WORD.matcher(line)
                .replaceAll(word -> Matcher.quoteReplacement(
                        BREAKABLE.matcher(word.group()).find()
                                ? "<span class=\"whole\">%s</span>".formatted(word.group())
                                : word.group()));
    }
}
