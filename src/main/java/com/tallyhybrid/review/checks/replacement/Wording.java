package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.review.Severity;
import java.util.Map;
import java.util.Optional;

/** The words for every type; for one without words of its own, what the specification allows to say. */
final class Wording {

    static final Map<String, TypeWords> WORDS = DataFile.read(Wording.class, "words.yaml", new TypeReference<>() {});

    private Wording() {}

    static TypeWords of(String type) {
        TypeWords own = WORDS.get(type);
        if (own != null) {
            return own;
        }
        boolean stateful = Behaviour.published().of(type).stateful();
        Severity severity = stateful ? Severity.DANGER : Severity.NOTICE;
        return new TypeWords(
                "resource of type " + type,
                severity,
                severity,
                stateful
                        ? "AWS's specification says that it holds data: the new one starts empty."
                        : "It has another identity, and whatever it held is not moved.",
                stateful ? "AWS's specification says that it holds data, which goes with it." : "",
                stateful
                        ? Optional.of("Make a second one, move the data over, and remove the old one later.")
                        : Optional.empty(),
                false);
    }
}
