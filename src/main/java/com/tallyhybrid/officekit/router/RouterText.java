package com.tallyhybrid.officekit.router;

import com.tallyhybrid.officekit.TextTemplate;
import com.tallyhybrid.settings.Office;
import java.util.function.Predicate;

/**
 * One file for a router.
 *
 * @param file its name, which is also that of its template
 * @param template the text
 * @param offices the offices that have a use for it
 */
record RouterText(String file, TextTemplate template, Predicate<Office> offices) {

    static RouterText page(String file) {
        return new RouterText(file, TextTemplate.html("router/" + file), office -> true);
    }

    static RouterText plain(String file) {
        return new RouterText(file, TextTemplate.plain("router/" + file), office -> true);
    }

    RouterText forStaticRoutes() {
        return new RouterText(file, template, office -> office.bgpAsn().isEmpty());
    }

    RouterText forBgp() {
        return new RouterText(file, template, office -> office.bgpAsn().isPresent());
    }

    boolean fits(Office office) {
        return offices.test(office);
    }

    /** The text; what it leaves to the administrator stands in its first lines. */
    String of(RouterValues values) {
        String body = template.with(values);
        return template.with(values.naming(values.placeholders().stream()
                .filter(placeholder -> body.contains(placeholder.word()))
                .toList()));
    }
}
