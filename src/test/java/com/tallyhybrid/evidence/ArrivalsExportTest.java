package com.tallyhybrid.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.alarms.MatchingRules;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The export that the tests read has the form that AWS gives it, and holds what the app's own rules record. */
class ArrivalsExportTest {

    private static JsonNode export() throws Exception {
        return new ObjectMapper()
                .readTree(ExampleEvidence.RESOURCES.resolve("arrivals.json").toFile());
    }

    private static Set<String> names(List<SdkField<?>> fields) {
        var names = new TreeSet<String>();
        fields.forEach(field -> names.add(field.locationName()));
        return names;
    }

    /** AWS's published model of the answer; the AWS CLI prints its members by these names. */
    @Test
    void theExportHasTheMembersOfAwssAnswer() throws Exception {
        Set<String> answer = names(FilterLogEventsResponse.builder().build().sdkFields());
        Set<String> entry = names(FilteredLogEvent.builder().build().sdkFields());

        assertThat(answer).contains("events", "searchedLogStreams", "nextToken");
        export().fieldNames().forEachRemaining(name -> assertThat(answer).contains(name));
        assertThat(export().path("events")).isNotEmpty().allSatisfy(event -> {
            var members = new TreeSet<String>();
            event.fieldNames().forEachRemaining(members::add);
            assertThat(members).isEqualTo(entry);
        });
    }

    /** EventBridge's own matcher, on the rules of the example. */
    @Test
    void everyEntryIsAnEventThatTheRuleOfItsServerRecords() throws Exception {
        for (JsonNode event : export().path("events")) {
            String message = event.path("message").asText();
            String server = new ObjectMapper()
                    .readTree(message)
                    .at("/detail/object/key")
                    .asText()
                    .replaceFirst("sharma-traders-([a-z]+)/.*", "$1");
            assertThat(MatchingRules.of(message)).containsExactly("arrival-" + server);
        }
    }

    @Test
    void everyFinishedBackupIsReadWithItsServerTimeAndSize() throws Exception {
        List<BackupArrival> arrivals = ArrivalsExport.read(
                ExampleEvidence.RESOURCES.resolve("arrivals.json"),
                "111122223333",
                "sharma-traders-backup-111122223333-ap-south-1");

        assertThat(arrivals)
                .hasSameSizeAs(export().path("events"))
                .isSortedAccordingTo(Comparator.comparing(BackupArrival::time));
        assertThat(arrivals)
                .extracting(BackupArrival::server)
                .containsOnly("sharma-traders-pune", "sharma-traders-nashik");
        assertThat(arrivals).allMatch(arrival -> arrival.bytes() > 40_000);
    }
}
