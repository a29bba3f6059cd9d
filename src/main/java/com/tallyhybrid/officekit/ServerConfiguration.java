package com.tallyhybrid.officekit;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;

/**
 * What the scripts on a Tally server need to know; {@code tally-backup.json} there. No secret is in it.
 *
 * @param agent names the IAM user and the folder of the backups
 * @param hostName where the bucket answers
 * @param jobFile the job to import, beside the scripts
 * @param duplicati the only release that the installer accepts
 * @param secrets names of the Windows credentials, which the job refers to
 * @param share null in the backup-only profile: PowerShell in strict mode can ask for what is null, not for what is
 *     missing
 * @param timeServers who tells the time
 */
record ServerConfiguration(
        String agent,
        String bucket,
        String region,
        String hostName,
        String jobFile,
        DuplicatiRelease duplicati,
        Secrets secrets,
        Share share,
        List<String> timeServers) {

    /** Of India's National Informatics Centre, which CERT-In's directions name as a source of time. */
    private static final List<String> TIME_SERVERS = List.of("samay1.nic.in", "samay2.nic.in");

    /** Under these names Duplicati's secret provider looks. */
    record Secrets(String accessKeyId, String secretAccessKey, String passphrase) {}

    /** @param hostName an alias where there is one: it outlives the file system that it stands for */
    record Share(String hostName) {}

    static ServerConfiguration of(Handover handover, TallyServer server) {
        String bucket = handover.output("Backup", "BackupBucketName");
        String region = Region.MUMBAI.code();
        return new ServerConfiguration(
                handover.names().agent(server),
                bucket,
                region,
                "%s.s3.%s.amazonaws.com".formatted(bucket, region),
                "duplicati-job.json",
                DuplicatiRelease.TESTED,
                new Secrets(Credentials.KEY_ID, Credentials.KEY_SECRET, Credentials.PASSPHRASE),
                handover.fileServer().map(settings -> share(handover, settings)).orElse(null),
                TIME_SERVERS);
    }

    private static Share share(Handover handover, FileServer settings) {
        return new Share(
                settings.aliases().stream().findFirst().orElseGet(() -> handover.output("FileServer", "SmbHost")));
    }
}
