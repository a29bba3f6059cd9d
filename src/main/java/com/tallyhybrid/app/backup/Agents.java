package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.TallyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.iam.CfnGroup;
import software.amazon.awscdk.services.iam.CfnManagedPolicy;
import software.constructs.Construct;

/**
 * The backup agents and what they may do: list, read, write and delete-mark under their own name, and add to the
 * year-end archive.
 *
 * <p>One policy serves every agent, because the prefix is the agent's own user name. Duplicati needs exactly these
 * four actions; without {@code s3:DeleteObject} its jobs fail after months, and on a versioned bucket that action only
 * adds a marker.
 */
final class Agents extends Construct {

    private static final int KEY_ROTATION_DAYS = 90;

    private final Backup settings;

    Agents(Construct scope, String id, Names names, BookBuckets books, CustomerKey key, Backup settings) {
        super(scope, id);
        this.settings = settings;
        String group = CfnGroup.Builder.create(new Construct(this, "Group"), LogicalIds.ONLY)
                .build()
                .getRef();
        var rights = new ArrayList<>(ownPrefixOnly(books.backups()));
        rights.addAll(addToArchive(books.archive()));
        if (!settings.allowedSources().isEmpty()) {
            rights.add(officesOnly(settings.allowedSources()));
        }
        CfnManagedPolicy.Builder.create(new Construct(this, "OwnPrefix"), LogicalIds.ONLY)
                .description(
                        "A backup agent lists, reads, writes and delete-marks under its own user name, and adds to its archive")
                .path("/")
                .policyDocument(PolicyStatement.document(rights))
                .groups(List.of(group))
                .build();
        Construct servers = LogicalIds.named(this);
        settings.servers()
                .forEach(server -> new Agent(servers, LogicalIds.of(server.name()), names, group, key, server));
    }

    /** Mails every ninety days that the keys should be changed. */
    void remindOfRotation(Alerts alerts) {
        String servers = settings.servers().stream().map(TallyServer::name).collect(Collectors.joining(", "));
        alerts.remind(
                this,
                "RotationReminder",
                KEY_ROTATION_DAYS,
                new Message(
                        "It is time to change the access keys of the backup agents on %s.".formatted(servers),
                        "A key that was copied unnoticed works until it is changed. Changing it interrupts no backup.",
                        Runbook.KEY_ROTATION));
    }

    private static List<PolicyStatement> ownPrefixOnly(LockedBucket bucket) {
        return List.of(
                PolicyStatement.allow("ListOwnPrefix", "s3:ListBucket")
                        .on(bucket.arn())
                        .when(Ordered.map(
                                "StringEquals", Ordered.map("s3:prefix", "${aws:username}/", "s3:delimiter", "/"))),
                PolicyStatement.allow("WriteOwnPrefix", "s3:GetObject", "s3:PutObject", "s3:DeleteObject")
                        .on(bucket.arn() + "/${aws:username}/*"));
    }

    /**
     * A set is added once a year and never deleted, so the right to delete is not given: a stolen key cannot even hide
     * the archive. Sets lie in folders of their own, one a year, hence the wildcard in the prefix.
     */
    private static List<PolicyStatement> addToArchive(LockedBucket archive) {
        return List.of(
                PolicyStatement.allow("ListOwnArchive", "s3:ListBucket")
                        .on(archive.arn())
                        .when(Ordered.map(
                                "StringLike",
                                Ordered.map("s3:prefix", "${aws:username}/*"),
                                "StringEquals",
                                Ordered.map("s3:delimiter", "/"))),
                PolicyStatement.allow("AddToOwnArchive", "s3:GetObject", "s3:PutObject")
                        .on(archive.arn() + "/${aws:username}/*"));
    }

    private static PolicyStatement officesOnly(List<Cidr> sources) {
        return PolicyStatement.deny("DenyOutsideOffices", "*")
                .on("*")
                .when(Ordered.map(
                        "NotIpAddress",
                        Ordered.map(
                                "aws:SourceIp",
                                sources.stream().map(Cidr::toString).toList()),
                        // A call that AWS makes for the agent comes from AWS's own address.
                        "Bool",
                        Ordered.map("aws:ViaAWSService", "false")));
    }
}
