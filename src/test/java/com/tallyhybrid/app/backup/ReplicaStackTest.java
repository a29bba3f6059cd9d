package com.tallyhybrid.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesized.class)
class ReplicaStackTest {

    /** Who restores while Mumbai is out of reach reads the names here and nowhere else. */
    @Test
    void namesBothCopiesForARestoreFromHyderabad(Templates templates) {
        JsonNode outputs = templates.stack("Replica").path("Outputs");

        assertThat(outputs.path("ReplicaBucketName").path("Value").asText())
                .isEqualTo("sharma-traders-replica-111122223333-ap-south-2");
        assertThat(outputs.path("ArchiveReplicaBucketName").path("Value").asText())
                .isEqualTo("sharma-traders-archive-replica-111122223333-ap-south-2");
    }

    /** The way from Hyderabad to a person is another one than Mumbai's, so it needs a test of its own. */
    @Test
    void hasATestAlarmOnTheWayOfItsRealAlarms(Templates templates) {
        JsonNode test = alarm(templates, "-test-alarm");

        assertThat(test.path("AlarmActions"))
                .isNotEmpty()
                .isEqualTo(alarm(templates, "-backup-replication-lagging").path("AlarmActions"));
        assertThat(test.path("AlarmDescription").asText()).contains("Hyderabad");
    }

    private static JsonNode alarm(Templates templates, String nameEnd) {
        return templates.ofType("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.stack().equals("Replica"))
                .map(Templates.Resource::properties)
                .filter(alarm -> alarm.path("AlarmName").asText().endsWith(nameEnd))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no alarm of Hyderabad ends with " + nameEnd));
    }
}
