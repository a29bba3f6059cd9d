package com.tallyhybrid.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.notice.SettingsNotices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Duplicati's own parser and its deletion make of a policy. */
class DuplicatiRetentionTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"7D:U,4W:1W,1Y:1M", "U:U", "7D:0s,3M:1D,10Y:2M", "1D12h:6h30m,U:1W"})
    void isGivenToDuplicatiAsItIsWritten(String text) {
        assertThat(DuplicatiRetention.refusal(text)).isEmpty();
        assertThat(DuplicatiRetention.of(text)).hasToString(text).isEqualTo(DuplicatiRetention.of(text));
    }

    @ParameterizedTest(name = "{0} is {1} seconds")
    @CsvSource({
        "5s, 5",
        "5m, 300",
        "5h, 18000",
        "1D, 86400",
        "1W, 604800",
        "1M, 2592000",
        "12M, 31104000",
        "1Y, 31536000",
        "1D12h, 129600",
        "12h1D, 129600",
        "1D1D, 172800"
    })
    void measuresTimeAsDuplicatiDoes(String span, long seconds) {
        assertThat(DuplicatiRetention.of(span + ":U")
                        .frames()
                        .get(0)
                        .timeframe()
                        .length())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "{0} forgets after {1} days")
    @CsvSource({"7D:U, 7", "'7D:U,4W:1W,1Y:1M', 365", "12M:1M, 360", "36h:U, 2", "1s:U, 1"})
    void forgetsAfterItsLongestTimeframe(String text, int days) {
        assertThat(DuplicatiRetention.of(text).longestDays()).contains(days);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U:U", "7D:U,U:1M", "u:1W"})
    void neverForgetsInAnUnlimitedTimeframe(String text) {
        assertThat(DuplicatiRetention.of(text).longestDays()).isEmpty();
    }

    @ParameterizedTest(name = "{0} keeps {1} days ago")
    @CsvSource(delimiter = '|', textBlock = """
            7D:U            | 0 1 2 3 4 5 6 7
            3D:U,2W:1W      | 0 1 2 3 7 14
            2D:0s,U:10D     | 0 1 2 10 20
            1D:U,10D:3D     | 0 1 4 7 10
            20D:3D          | 0 2 5 8 11 14 17 20
            """)
    void thinsEachTimeframeFromItsOldestBackup(String text, String kept) {
        List<Duration> daily =
                IntStream.rangeClosed(0, 20).mapToObj(Duration::ofDays).toList();

        assertThat(DuplicatiThinning.kept(DuplicatiRetention.of(text), daily))
                .isEqualTo(Stream.of(kept.split(" "))
                        .map(Long::parseLong)
                        .map(Duration::ofDays)
                        .toList());
    }

    @Test
    void keepsTheNewestBackupHoweverOld() {
        assertThat(DuplicatiThinning.kept(
                        DuplicatiRetention.of("7D:U"), List.of(Duration.ofDays(90), Duration.ofDays(30))))
                .containsExactly(Duration.ofDays(30));
        assertThat(DuplicatiThinning.kept(DuplicatiRetention.of("7D:U"), List.of()))
                .isEmpty();
    }

    /** The trap that a note tells of: seconds decide. */
    @Test
    void dropsADailyBackupThatStartsASecondEarly() {
        List<Duration> secondsEarly = Stream.of(0, 1, 2, 3, 4)
                .map(days -> Duration.ofDays(days).minusSeconds(days))
                .toList();

        assertThat(DuplicatiThinning.kept(DuplicatiRetention.of("7D:1D"), secondsEarly))
                .hasSize(3);
        assertThat(DuplicatiThinning.kept(DuplicatiRetention.of("7D:U"), secondsEarly))
                .hasSize(5);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            7D:1D,1Y:1M | retention 7D:1D drops a backup that starts seconds less than a day after the one before; write 7D:U
            7D:24h,1Y:1M | retention 7D:24h drops a backup that starts seconds less than a day after the one before; write 7D:U
            7D:U,24M:1M | retention 24M is 720 days to Duplicati, which counts 30 for a month and 365 for a year; write 2Y
            7D:U,18M:1M | retention 18M is 540 days to Duplicati, which counts 30 for a month and 365 for a year; write 548D
            7D:U,8Y:1M | retention 8Y is 2920 days to Duplicati, which counts 30 for a month and 365 for a year; write 2922D
            7D:U,4Y:1M | retention 4Y is 1460 days to Duplicati, which counts 30 for a month and 365 for a year; write 1461D
            7D:U,12M6D1h:1M | retention 12M6D1h is 366 days to Duplicati, which counts 30 for a month and 365 for a year; write 373D
            7D:U,U:12M | retention 12M is 360 days to Duplicati, which counts 30 for a month and 365 for a year; write 1Y
            8D:U | retention 8D:U keeps no backup for a year, but books are asked for by the year; add 1Y:1M, or archive each year-end apart
            7D:U,364D:1M | retention 7D:U,364D:1M keeps no backup for a year, but books are asked for by the year; add 1Y:1M, or archive each year-end apart
            """)
    void isNotedWhereItSurprises(String text, String note) throws IOException {
        assertThat(notes(text)).containsExactly("" + note);
    }

    @Test
    void isNotedTwiceWhereItForgetsWithinAWeek() throws IOException {
        assertThat(notes("7D:U"))
                .containsExactly(
                        "retention 7D:U deletes backups after 7 days, so a mistake found later has none from before"
                                + " it; add 4W:1W",
                        "retention 7D:U keeps no backup for a year, but books are asked for by the year; add 1Y:1M,"
                                + " or archive each year-end apart");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"7D:U,4W:1W,1Y:1M", "U:U", "8D:U,365D:2D", "7D:23h,1Y:1M", "7D:25h,3Y:11M", "7D:U,1Y2M:1M"})
    void isNotNotedWhereItDoesWhatItSays(String text) throws IOException {
        assertThat(notes(text)).isEmpty();
    }

    @Test
    void isNotedWithTheIntervalThatKeepsEveryDay() throws IOException {
        assertThat(notes("1Y:1D"))
                .containsExactly(
                        "retention 1Y:1D drops a backup that starts seconds less than a day after the one before;"
                                + " write 1Y:U");
    }

    private List<String> notes(String retention) throws IOException {
        String real = Files.readString(Path.of("deployments/backup-only.yaml"))
                .replace("111122223333", "123456789012")
                .replace("gupta.example", "gupta.in");
        Path file = Files.writeString(directory.resolve("real.yaml"), real + "  retention: " + retention + "\n");
        return SettingsNotices.notes(DeploymentFile.read(file));
    }
}
