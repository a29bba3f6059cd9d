package com.tallyhybrid.app.foundation;

import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;

/**
 * The physical names of a deployment, all in one place.
 *
 * <p>Most resources are named by CloudFormation. The ones here are not, because something must know their name before
 * they exist: another Region, a policy that would otherwise close a cycle, or a server in the office. Changing any
 * pattern replaces the resource.
 *
 * @param deployment the deployment's name
 * @param account the account, which makes bucket names unique in the world
 */
public record Names(String deployment, String account) {

    public static Names of(Deployment deployment) {
        return new Names(deployment.name(), deployment.account());
    }

    /** The bucket that receives the backups in Mumbai. */
    public String backupBucket() {
        return bucket("backup", Region.MUMBAI);
    }

    /** The locked copy in Hyderabad. */
    public String replicaBucket() {
        return bucket("replica", Region.HYDERABAD);
    }

    /** The bucket for one full set a year. */
    public String archiveBucket() {
        return bucket("archive", Region.MUMBAI);
    }

    /** The copy of the archive in Hyderabad. */
    public String archiveReplicaBucket() {
        return bucket("archive-replica", Region.HYDERABAD);
    }

    /** The bucket that holds the trail. */
    public String trailBucket() {
        return bucket("trail", Region.MUMBAI);
    }

    /** The trail, which the policies of its bucket and key name before it exists. */
    public String trail() {
        return of("audit");
    }

    /** The role that copies, which the replicas name as their only writer before it exists. */
    public String replicationRole() {
        return of("replication");
    }

    /** The bucket that receives the access logs of the backup bucket. */
    public String accessLogBucket() {
        return bucket("access-logs", Region.MUMBAI);
    }

    /** The vault of the file server's daily backups, and the one that receives their copies. */
    public String vault() {
        return of("vault");
    }

    public String vaultCopy() {
        return of("vault-copy");
    }

    /** The IAM user of a server's agent, and the prefix of its objects. */
    public String agent(TallyServer server) {
        return deployment + "-" + server.name();
    }

    /** A log group that AWS services write to; they demand the prefix {@code /aws/<kind>/}. */
    public String logGroup(String kind, String purpose) {
        return "/aws/%s/%s/%s".formatted(kind, deployment, purpose);
    }

    /** A name that people meet in mails and consoles: alarms, rules, key aliases. */
    public String of(String purpose) {
        return deployment + "-" + purpose;
    }

    /** The role for emergencies, which both Regions' bucket policies name. */
    public String breakGlassRole() {
        return of("break-glass");
    }

    /** ARN of an IAM user of this account. */
    public String userArn(String name) {
        return "arn:aws:iam::%s:user/%s".formatted(account, name);
    }

    /** ARN of a role of this account; IAM knows no Region. */
    public String roleArn(String name) {
        return "arn:aws:iam::%s:role/%s".formatted(account, name);
    }

    /** Begins the ARN of every session of a role, as CloudTrail records it. */
    public String sessionArn(String roleName) {
        return "arn:aws:sts::%s:assumed-role/%s/".formatted(account, roleName);
    }

    /** ARN of something in this account in Mumbai. */
    public String arn(String service, String resource) {
        return arn(Region.MUMBAI, service, resource);
    }

    /** ARN of something in this account. */
    public String arn(Region region, String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region.code(), account, resource);
    }

    private String bucket(String role, Region region) {
        return "%s-%s-%s-%s".formatted(deployment, role, account, region.code());
    }
}
