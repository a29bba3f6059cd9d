package com.tallyhybrid.preflight;

import com.tallyhybrid.controls.template.Resource;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.preflight.DeployedStacks.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether the names that the deployment fixes are free, or its own already.
 *
 * <p>What a deletion leaves behind keeps its name, and CloudFormation refuses to make a second one.
 */
record NameChecks(AwsAccount account, DeployedStacks stacks, PlannedDeployment planned, ShellCommands commands) {

    private static final String WHY =
            "CloudFormation refuses a name that is taken (already exists, or NAME_CONFLICT_VALIDATION), and the stack rolls back.";

    /**
     * What has a name of ours.
     *
     * @param words what people call it
     * @param type CloudFormation's type
     * @param read lists what there is
     * @param list the list in the answer
     * @param name the name in an element of the list
     * @param deletion the command that frees the name
     */
    private record Kind(String words, String type, AwsRead read, String list, String name, String deletion) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "log groups",
                    "AWS::Logs::LogGroup",
                    AwsRead.LOG_GROUPS,
                    "logGroups",
                    "logGroupName",
                    "logs delete-log-group --log-group-name %s"),
            new Kind(
                    "IAM users",
                    "AWS::IAM::User",
                    AwsRead.USERS,
                    "Users",
                    "UserName",
                    "iam delete-user --user-name %s"),
            new Kind(
                    "IAM roles",
                    "AWS::IAM::Role",
                    AwsRead.ROLES,
                    "Roles",
                    "RoleName",
                    "iam delete-role --role-name %s"),
            new Kind(
                    "instance profiles",
                    "AWS::IAM::InstanceProfile",
                    AwsRead.INSTANCE_PROFILES,
                    "InstanceProfiles",
                    "InstanceProfileName",
                    "iam delete-instance-profile --instance-profile-name %s"),
            new Kind(
                    "secrets",
                    "AWS::SecretsManager::Secret",
                    AwsRead.SECRETS,
                    "SecretList",
                    "Name",
                    "secretsmanager delete-secret --force-delete-without-recovery --secret-id %s"),
            new Kind(
                    "backup vaults",
                    "AWS::Backup::BackupVault",
                    AwsRead.VAULTS,
                    "BackupVaultList",
                    "BackupVaultName",
                    "backup delete-backup-vault --backup-vault-name %s"),
            new Kind(
                    "trails",
                    "AWS::CloudTrail::Trail",
                    AwsRead.TRAILS,
                    "trailList",
                    "Name",
                    "cloudtrail delete-trail --name %s"),
            new Kind("rules", "AWS::Events::Rule", AwsRead.RULES, "Rules", "Name", "events delete-rule --name %s"));

    List<PreflightCheck> all() {
        var checks = new ArrayList<PreflightCheck>();
        for (Region region : planned.regions()) {
            List<Resource> buckets = planned.resources("AWS::S3::Bucket", region);
            if (!buckets.isEmpty()) {
                checks.add(check("buckets", region, () -> buckets(buckets, region)));
            }
            for (Kind kind : KINDS) {
                List<Resource> named = planned.resources(kind.type(), region).stream()
                        .filter(resource -> name(resource).isPresent())
                        .toList();
                if (!named.isEmpty()) {
                    checks.add(check(kind.words(), region, () -> named(kind, named, region)));
                }
            }
        }
        return checks;
    }

    private static PreflightCheck check(String words, Region region, Supplier<CheckOutcome> judgement) {
        return new PreflightCheck("names of %s in %s".formatted(words, region.code()), WHY, judgement);
    }

    private CheckOutcome named(Kind kind, List<Resource> wanted, Region region) {
        Set<String> existing = new TreeSet<>(account.answer(list(kind, region)).texts(kind.list(), kind.name()));
        Set<String> ours = ours(kind.type(), region);
        List<Resource> taken = wanted.stream()
                .filter(resource -> existing.contains(name(resource).orElseThrow()))
                .filter(resource -> !isOurs(resource, ours))
                .toList();
        if (taken.isEmpty()) {
            return free(wanted, ours);
        }
        return new Mend(
                "taken by something that no stack of this deployment has: %s"
                        .formatted(taken.stream()
                                .map(resource -> name(resource).orElseThrow())
                                .collect(Collectors.joining(", "))),
                wayBack(kind, taken, region));
    }

    private AwsCall list(Kind kind, Region region) {
        AwsCall call = AwsCall.of(kind.read(), kind.read().global() ? Region.MUMBAI : region);
        return switch (kind.read()) {
            // Both kinds of account have thousands of the others.
            case LOG_GROUPS ->
                call.with("logGroupNamePattern", planned.settings().name());
            // A name stays taken while its secret waits for its deletion.
            case SECRETS -> call.on("IncludePlannedDeletion");
            default -> call;
        };
    }

    /** What is kept can be taken back by its stack, if the template keeps it too; anything else must go. */
    private List<String> wayBack(Kind kind, List<Resource> taken, Region region) {
        var steps = new ArrayList<String>();
        List<Resource> kept = taken.stream().filter(NameChecks::isKept).toList();
        if (!kept.isEmpty()) {
            steps.addAll(takeBack(kept));
        }
        List<Resource> lost =
                taken.stream().filter(resource -> !isKept(resource)).toList();
        if (!lost.isEmpty()) {
            steps.add("Look at it first. Where nobody needs it, with what hangs on it removed before:");
            lost.stream()
                    .map(resource -> name(resource).orElseThrow())
                    .map(name -> kind.read().global()
                            ? commands.global(kind.deletion(), name)
                            : commands.aws(region, kind.deletion(), name))
                    .forEach(steps::add);
        }
        return steps;
    }

    private List<String> takeBack(List<Resource> kept) {
        String stacks = kept.stream()
                .map(resource -> ShellCommands.word(resource.stack().name()))
                .distinct()
                .collect(Collectors.joining(" "));
        return List.of(
                "Left behind by a former deployment of this name? Then its stack takes it back, with what is in it; otherwise"
                        + " choose another name in the settings:",
                commands.cdk("deploy " + stacks + " -c deployment=" + commands.settingsWord()
                        + " --import-existing-resources"));
    }

    private CheckOutcome buckets(List<Resource> wanted, Region region) {
        Set<String> ours = ours("AWS::S3::Bucket", region);
        var taken = new ArrayList<Resource>();
        var foreign = new ArrayList<String>();
        for (Resource bucket : wanted) {
            if (isOurs(bucket, ours)) {
                continue;
            }
            AwsReply reply = account.reply(AwsCall.of(AwsRead.BUCKET, region)
                    .with("Bucket", name(bucket).orElseThrow()));
            if (reply instanceof AwsReply.Answered) {
                taken.add(bucket);
            } else if (reply instanceof AwsReply.Refused refused
                    && refused.code().matches("403|AccessDenied")) {
                foreign.add(name(bucket).orElseThrow());
            } else if (!(reply instanceof AwsReply.Refused gone && gone.code().matches("404|NoSuchBucket|NotFound"))) {
                return new CannotTell(
                        reply instanceof AwsReply.Refused other
                                ? other.message()
                                : ((AwsReply.NoAnswer) reply).reason());
            }
        }
        return buckets(wanted, ours, taken, foreign);
    }

    private CheckOutcome buckets(List<Resource> wanted, Set<String> ours, List<Resource> taken, List<String> foreign) {
        if (taken.isEmpty() && foreign.isEmpty()) {
            return free(wanted, ours);
        }
        var names = new ArrayList<>(
                taken.stream().map(bucket -> name(bucket).orElseThrow()).toList());
        names.addAll(foreign);
        var steps = new ArrayList<String>();
        if (!taken.isEmpty()) {
            steps.addAll(takeBack(taken));
        }
        if (!foreign.isEmpty()) {
            steps.add(
                    "Not yours to see: another account has the name, or your rights do not reach. Choose another name in %s, or ask with s3:ListBucket."
                            .formatted(commands.settingsName()));
        }
        return new Mend(
                "taken, and no stack of this deployment has them: %s".formatted(String.join(", ", names)), steps);
    }

    private static Fine free(List<Resource> wanted, Set<String> ours) {
        long own = wanted.stream().filter(resource -> isOurs(resource, ours)).count();
        return new Fine(
                own == 0
                        ? "%d, all free".formatted(wanted.size())
                        : "%d, of which this deployment has %d already".formatted(wanted.size(), own));
    }

    private Set<String> ours(String type, Region region) {
        return stacks.resources(type, region).stream()
                .map(Owned::physicalId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** CloudFormation calls a resource by its name or ARN; a secret's ARN ends in six characters of its own. */
    private static boolean isOurs(Resource resource, Set<String> ours) {
        String name = name(resource).orElseThrow();
        return ours.stream()
                .map(id -> id.replaceFirst("(:secret:.+)-.{6}$", "$1"))
                .anyMatch(id -> id.equals(name) || id.endsWith(":" + name) || id.endsWith("/" + name));
    }

    private static boolean isKept(Resource resource) {
        return resource.definition().path("DeletionPolicy").asText().startsWith("Retain");
    }

    /** The name that the template fixes; empty where CloudFormation makes one up. */
    private static Optional<String> name(Resource resource) {
        String property = switch (resource.type()) {
            case "AWS::S3::Bucket" -> "BucketName";
            case "AWS::CloudTrail::Trail" -> "TrailName";
            case "AWS::Logs::LogGroup" -> "LogGroupName";
            case "AWS::IAM::User" -> "UserName";
            case "AWS::IAM::Role" -> "RoleName";
            case "AWS::IAM::InstanceProfile" -> "InstanceProfileName";
            case "AWS::Backup::BackupVault" -> "BackupVaultName";
            default -> "Name";
        };
        return Optional.ofNullable(resource.property(property).textValue());
    }
}
