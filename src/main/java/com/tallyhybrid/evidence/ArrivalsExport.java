package com.tallyhybrid.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code aws logs filter-log-events} wrote of the ledger of arrivals: in {@code events} one entry for each event, whose
 * {@code message} is the text of an event "Object Created" of S3 as EventBridge delivered it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">S3: event message structure</a>
 */
final class ArrivalsExport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY = Pattern.compile("([^/]+)/duplicati-verification\\.json");
    private static final int MOST_SHOWN = 20;

    private final String name;
    private final String account;
    private final String bucket;
    private final List<String> problems = new ArrayList<>();

    private ArrivalsExport(Path file, String account, String bucket) {
        this.name = AttestationsFile.shown(file);
        this.account = account;
        this.bucket = bucket;
    }

    /**
     * Reads every arrival, oldest first. EventBridge may deliver an event twice; it counts once.
     *
     * @param account the account that the events must be of
     * @param bucket the bucket of backups that they must be of
     * @throws Refused if the file is something else, of another deployment, or not whole
     */
    static List<BackupArrival> read(Path file, String account, String bucket) {
        return new ArrivalsExport(file, account, bucket).read(file);
    }

    private List<BackupArrival> read(Path file) {
        JsonNode export = parsed(file);
        JsonNode events = export.path("events");
        if (!events.isArray()) {
            throw refusal("this is not what aws logs filter-log-events writes: there is no list 'events' in it");
        }
        // The AWS CLI follows the pages by itself; with --max-items it stops and says so.
        if (export.has("NextToken") || export.has("nextToken")) {
            throw refusal(
                    "the export stops in the middle (it holds NextToken); export again without --max-items and --no-paginate");
        }
        List<BackupArrival> arrivals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < events.size() && problems.size() < MOST_SHOWN; i++) {
            event(i, events.get(i), seen, arrivals);
        }
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        arrivals.sort(Comparator.comparing(BackupArrival::time).thenComparing(BackupArrival::server));
        return arrivals;
    }

    private JsonNode parsed(Path file) {
        try {
            // Bytes, not text: PowerShell 5.1 writes UTF-16 where a command is redirected into a file.
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException malformed) {
            throw refusal("this is not JSON; export again with --output json");
        } catch (IOException denied) {
            throw refusal("there is no such file, or it cannot be opened; check the path");
        }
    }

    private void event(int index, JsonNode entry, Set<String> seen, List<BackupArrival> arrivals) {
        try {
            JsonNode event = JSON.readTree(entry.path("message").asText());
            Matcher key = KEY.matcher(event.at("/detail/object/key").asText());
            if (!event.path("detail-type").asText().equals("Object Created") || !key.matches()) {
                problems.add("%s: event %s is no arrival of a backup; export the log group of arrivals"
                        .formatted(name, index));
            } else if (!event.path("account").asText().equals(account)
                    || !event.at("/detail/bucket/name").asText().equals(bucket)) {
                problems.add("%s: event %s is of bucket %s in account %s, and this deployment's is %s in %s"
                        .formatted(
                                name,
                                index,
                                event.at("/detail/bucket/name").asText(),
                                event.path("account").asText(),
                                bucket,
                                account));
            } else if (seen.add(event.path("id").asText())) {
                arrivals.add(new BackupArrival(
                        key.group(1),
                        Instant.parse(event.path("time").asText()),
                        event.at("/detail/object/size").asLong()));
            }
        } catch (JsonProcessingException | DateTimeException unreadable) {
            problems.add("%s: the message of event %s cannot be read; export again".formatted(name, index));
        }
    }

    private Refused refusal(String text) {
        return new Refused(List.of(name + ": " + text));
    }
}
