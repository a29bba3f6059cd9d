package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule across fields may count on when something in the file was refused. */
class AcceptedValuesTest {

    @ParameterizedTest(name = "{1} where {0} is refused: {2}")
    @CsvSource({
        "/a/b, /a/*, false",
        "/a, /a/*, false",
        "/a/b/c, /a/*, true",
        "/x, /a/*, true",
        "/a/b, /a/c, true",
        "'', /a/*, false"
    })
    void areCompleteUnlessAPlaceOnTheWayWasRefused(String refused, String pattern, boolean complete) {
        var document = YamlDocument.parse("a.yaml", "a: {b: 1}");
        var values = new AcceptedValues(document.root(), Set.of(JsonPointer.compile(refused)), document.document());

        assertThat(values.complete(pattern)).isEqualTo(complete);
    }
}
