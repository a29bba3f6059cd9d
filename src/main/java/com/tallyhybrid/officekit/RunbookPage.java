package com.tallyhybrid.officekit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** A page of {@code docs/runbooks} with the firm's names in it. */
final class RunbookPage {

    private static final TextTemplate PAGE = TextTemplate.html("runbook.html");
    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .nodeRendererFactory(CommandBlocks::renderer)
            .build();
    private static final TextContentRenderer PLAIN =
            TextContentRenderer.builder().build();
    private static final String EXAMPLE = "Example values: ";

    private final Handover handover;
    private final Set<String> pages;
    private final Node document;

    /** @param pages the names of the pages that the kit has, to which links may lead */
    RunbookPage(Handover handover, String markdown, Set<String> pages) {
        this.handover = handover;
        this.pages = pages;
        this.document = PARSER.parse(markdown);
    }

    String html() {
        List<String> kinds = kinds();
        ExampleValues values = ExampleValues.of(handover, kinds);
        document.accept(new Names(values));
        Node heading = document.getFirstChild();
        String title = PLAIN.render(heading).strip().replace('\'', '\u2019');
        heading.unlink();
        return PAGE.with(Map.of(
                "facts",
                new PageFacts(handover),
                "title",
                title,
                "subjects",
                subjects(kinds, values),
                "text",
                new Markup(HTML.render(document))));
    }

    /** The paragraph names each kind with its value; it is for readers of the repository, so it goes. */
    private List<String> kinds() {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Paragraph
                    && node.getFirstChild() instanceof Text begins
                    && begins.getLiteral().startsWith(EXAMPLE)) {
                node.unlink();
                return kinds(node);
            }
        }
        throw new IllegalArgumentException(
                "a runbook without its example values: " + PLAIN.render(document.getFirstChild()));
    }

    /** What stands before each value. */
    private static List<String> kinds(Node paragraph) {
        var kinds = new ArrayList<String>();
        var words = new StringBuilder();
        for (Node part = paragraph.getFirstChild(); part != null; part = part.getNext()) {
            if (part instanceof Text text) {
                words.append(text.getLiteral());
            } else if (part instanceof Code) {
                kinds.add(words.toString()
                        .replace(EXAMPLE, "")
                        .replaceFirst("^, *", "")
                        .strip());
                words.setLength(0);
            } else {
                words.append(' ');
            }
        }
        return List.copyOf(kinds);
    }

    /** For which server or office the commands are, and which others there are. */
    private List<Subject> subjects(List<String> kinds, ExampleValues values) {
        return List.of("server", "office").stream()
                .filter(kinds::contains)
                .map(kind -> {
                    String first = values.own().get(ExampleValues.KINDS.get(kind));
                    List<String> all =
                            kind.equals("server") ? ExampleValues.servers(handover) : ExampleValues.offices(handover);
                    return new Subject(
                            kind,
                            first,
                            all.stream().filter(name -> !name.equals(first)).toList());
                })
                .toList();
    }

    /** What the commands are written for. */
    record Subject(String kind, String name, List<String> others) {}

    /** Puts the firm's values into every text, and keeps of the links those that lead somewhere in the kit. */
    private final class Names extends AbstractVisitor {

        private final ExampleValues values;

        private Names(ExampleValues values) {
            this.values = values;
        }

        @Override
        public void visit(Text text) {
            text.setLiteral(values.in(text.getLiteral()));
        }

        @Override
        public void visit(Code code) {
            code.setLiteral(values.in(code.getLiteral()));
        }

        @Override
        public void visit(FencedCodeBlock block) {
            block.setLiteral(values.in(block.getLiteral()));
        }

        @Override
        public void visit(Link link) {
            String page = link.getDestination().replaceFirst("\\.md(#.*)?$", "");
            if (pages.contains(page)) {
                link.setDestination(page + ".html");
                visitChildren(link);
            } else {
                visitChildren(link);
                link.insertAfter(new Text(" (%s of the project)".formatted(place(link.getDestination()))));
                while (link.getFirstChild() != null) {
                    link.insertBefore(link.getFirstChild());
                }
                link.unlink();
            }
        }

        private static String place(String destination) {
            return destination.startsWith("../") ? "docs/" + destination.substring(3) : "docs/runbooks/" + destination;
        }
    }
}
