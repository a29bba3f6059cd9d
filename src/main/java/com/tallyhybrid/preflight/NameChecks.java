package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.preflight.DeployedStacks.Owned;
import java.util.ArrayList;
import java.util.List;
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

    List<PreflightCheck> all() {
        var checks = new ArrayList<PreflightCheck>();
        for (Region region : planned.regions()) {
            List<Resource> buckets = planned.resources(NamedKind.BUCKET, region);
            if (!buckets.isEmpty()) {
                checks.add(check("buckets", region, () -> buckets(buckets, region)));
            }
            for (NamedKind kind : NamedKind.ALL) {
                List<Resource> named = planned.resources(kind.type(), region).stream()
                        .filter(NamedKind::isNamed)
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

    private CheckOutcome named(NamedKind kind, List<Resource> wanted, Region region) {
        Set<String> existing = new TreeSet<>(account.answer(list(kind, region)).texts(kind.list(), kind.name()));
        Set<String> ours = ours(kind.type(), region);
        List<Resource> taken = wanted.stream()
                .filter(resource -> existing.contains(NamedKind.name(resource)))
                .filter(resource -> !NamedKind.isOurs(resource, ours))
                .toList();
        if (taken.isEmpty()) {
            return free(wanted, ours);
        }
        return new Mend(
                "taken by something that no stack of this deployment has: %s"
                        .formatted(taken.stream()
                                .map(resource -> NamedKind.name(resource))
                                .collect(Collectors.joining(", "))),
                wayBack(kind, taken, region));
    }

    private AwsCall list(NamedKind kind, Region region) {
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
    private List<String> wayBack(NamedKind kind, List<Resource> taken, Region region) {
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
                    .map(resource -> NamedKind.name(resource))
                    .map(name -> kind.read().global()
                            ? commands.global(kind.deletion(), name)
                            : commands.aws(region, kind.deletion(), name))
                    .forEach(steps::add);
        }
        return steps;
    }

    private List<String> takeBack(List<Resource> kept) {
        String stacks = kept.stream()
                .map(resource -> ShellCommands.word(resource.stack().stack()))
                .distinct()
                .collect(Collectors.joining(" "));
        return List.of(
                "Left behind by a former deployment of this name? Then its stack takes it back, with what is in it; otherwise"
                        + " choose another name in the settings:",
                commands.cdk("deploy " + stacks + " -c deployment=" + commands.settingsWord()
                        + " --import-existing-resources"));
    }

    private CheckOutcome buckets(List<Resource> wanted, Region region) {
        Set<String> ours = ours(NamedKind.BUCKET, region);
        var taken = new ArrayList<Resource>();
        var foreign = new ArrayList<String>();
        for (Resource bucket : wanted) {
            if (NamedKind.isOurs(bucket, ours)) {
                continue;
            }
            AwsReply reply = account.reply(AwsCall.of(AwsRead.BUCKET, region).with("Bucket", NamedKind.name(bucket)));
            if (reply instanceof AwsReply.Answered) {
                taken.add(bucket);
            } else if (reply instanceof AwsReply.Refused refused
                    && refused.code().matches("403|AccessDenied")) {
                foreign.add(NamedKind.name(bucket));
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
                taken.stream().map(bucket -> NamedKind.name(bucket)).toList());
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
        long own = wanted.stream()
                .filter(resource -> NamedKind.isOurs(resource, ours))
                .count();
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

    private static boolean isKept(Resource resource) {
        return resource.definition().path("DeletionPolicy").asText().startsWith("Retain");
    }
}
