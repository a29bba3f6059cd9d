package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the account is the right one, and ready for the CDK. */
record AccountChecks(AwsAccount account, PlannedDeployment planned, ShellCommands commands) {

    /** The qualifier that the templates' policies name; see {@code DefaultStackSynthesizer.DEFAULT_QUALIFIER}. */
    static final String BOOTSTRAP_VERSION = "/cdk-bootstrap/hnb659fds/version";

    /** What {@code cdk synth} writes into the manifest as {@code requiresBootstrapStackVersion}. */
    static final int LEAST_BOOTSTRAP = 6;

    private static final AwsCall WHO = AwsCall.of(AwsRead.CALLER_IDENTITY, Region.MUMBAI);

    /** Whether anything can be asked at all; if not, why. */
    Optional<String> refusal() {
        try {
            account.answer(WHO);
            return Optional.empty();
        } catch (Untold untold) {
            return Optional.of(untold.getMessage());
        }
    }

    /** Whether answers are about the account of the settings. */
    boolean isTheRightOne() {
        try {
            return account.answer(WHO).text("Account").equals(planned.settings().account());
        } catch (Untold untold) {
            return false;
        }
    }

    PreflightCheck identity() {
        return new PreflightCheck(
                "account", "A deploy with another client's sign-in would stop, or build in the wrong account.", () -> {
                    AwsAnswer who = account.answer(WHO);
                    return judge(who.text("Account"), who.text("Arn"));
                });
    }

    private CheckOutcome judge(String signedIn, String arn) {
        String wanted = planned.settings().account();
        if (!signedIn.equals(wanted)) {
            return new Mend(
                    "you are signed in to account %s, and the settings name %s"
                            .formatted(PreflightReport.shown(signedIn), wanted),
                    List.of("Sign in to account %s (with --profile, if you have one for it), and ask again."
                            .formatted(wanted)));
        }
        if (arn.endsWith(":root")) {
            return new Fine("signed in to %s as the root user; an administrator with a second factor does as well"
                    .formatted(wanted));
        }
        return new Fine("signed in to %s as %s".formatted(wanted, PreflightReport.shown(arn)));
    }

    PreflightCheck enabled(Region region) {
        return new PreflightCheck(
                "Region " + region.code(),
                "Hyderabad holds the second copy of every backup, and a Region must be enabled before anything is made in it.",
                () -> judge(region, account.answer(status(region)).text("RegionOptStatus")));
    }

    private CheckOutcome judge(Region region, String status) {
        return switch (status) {
            case "ENABLED", "ENABLED_BY_DEFAULT" -> new Fine("enabled");
            case "ENABLING" -> {
                account.close(region);
                yield new Mend(
                        "being enabled, which takes minutes to hours",
                        List.of(
                                "Wait until this says ENABLED, then ask again:",
                                commands.aws(
                                        Region.MUMBAI,
                                        "account get-region-opt-status --region-name %s",
                                        region.code())));
            }
            case "DISABLED", "DISABLING" -> {
                account.close(region);
                yield new Mend(
                        "not enabled for this account",
                        List.of(commands.aws(Region.MUMBAI, "account enable-region --region-name %s", region.code())));
            }
            default -> new CannotTell("AWS calls its state %s".formatted(PreflightReport.shown(status)));
        };
    }

    private static AwsCall status(Region region) {
        return AwsCall.of(AwsRead.REGION_STATUS, Region.MUMBAI).with("RegionName", region.code());
    }

    PreflightCheck bootstrapped(Region region) {
        return new PreflightCheck(
                "bootstrap of " + region.code(),
                "The CDK deploys through roles that a bootstrap makes; the bucket policies let only these change what is locked.",
                () -> account.find(
                                AwsCall.of(AwsRead.PARAMETER, region).with("Name", BOOTSTRAP_VERSION),
                                Set.of("ParameterNotFound"))
                        .map(found -> version(region, found.text("Parameter.Value")))
                        .orElseGet(() -> bootstrap(region, "not bootstrapped with the CDK's default qualifier")));
    }

    private CheckOutcome version(Region region, String version) {
        if (!version.matches("\\d{1,6}")) {
            return new CannotTell(
                    "%s holds %s, which is no version".formatted(BOOTSTRAP_VERSION, PreflightReport.shown(version)));
        }
        return Integer.parseInt(version) < LEAST_BOOTSTRAP
                ? bootstrap(
                        region, "bootstrapped with version %s, and %d is needed".formatted(version, LEAST_BOOTSTRAP))
                : new Fine("version %s".formatted(version));
    }

    private CheckOutcome bootstrap(Region region, String text) {
        return new Mend(
                text,
                List.of(commands.cdk(
                        "bootstrap %s",
                        "aws://%s/%s".formatted(planned.settings().account(), region.code()))));
    }
}
