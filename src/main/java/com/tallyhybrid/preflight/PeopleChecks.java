package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.settings.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the people whom the settings name exist, and have a second factor. */
record PeopleChecks(AwsAccount account, PlannedDeployment planned, ShellCommands commands) {

    private static final String BREAK_GLASS =
            "CloudFormation refuses a role that trusts a user who does not exist (MalformedPolicyDocument), and the role asks"
                    + " for a second factor.";
    private static final String APPROVER =
            "Nobody can approve a restore on a bad day, or somebody can with a stolen password alone.";

    List<PreflightCheck> all() {
        Deployment settings = planned.settings();
        var checks = new ArrayList<PreflightCheck>();
        settings.backup().breakGlassUsers().forEach(arn -> checks.add(person("break-glass user", BREAK_GLASS, arn)));
        settings.approvers().stream()
                .filter(arn -> !settings.backup().breakGlassUsers().contains(arn))
                .forEach(arn -> checks.add(person("approver", APPROVER, arn)));
        return checks;
    }

    private PreflightCheck person(String what, String why, String arn) {
        return new PreflightCheck(what, why, () -> arn.contains(":role/") ? role(arn) : user(arn));
    }

    private CheckOutcome role(String arn) {
        if (known(AwsRead.ROLES, "Roles").contains(arn)) {
            return new Fine("role %s exists; whether its sign-in asks for a second factor cannot be seen from here"
                    .formatted(name(arn)));
        }
        return new Mend(
                "there is no role %s".formatted(arn),
                List.of(
                        "Name a role that exists in %s; this lists them with their whole names:"
                                .formatted(commands.settingsName()),
                        commands.global("iam list-roles --query %s --output text", "Roles[].Arn")));
    }

    private CheckOutcome user(String arn) {
        if (!known(AwsRead.USERS, "Users").contains(arn)) {
            return new Mend(
                    "there is no user %s".formatted(arn),
                    List.of(
                            "Make the user, or name one who exists in %s:".formatted(commands.settingsName()),
                            create(arn)));
        }
        AwsCall devices = AwsCall.of(AwsRead.MFA_DEVICES, Region.MUMBAI).with("UserName", name(arn));
        if (account.answer(devices).list("MFADevices").isEmpty()) {
            return new Mend("%s has no second factor".formatted(name(arn)), secondFactor(name(arn)));
        }
        return new Fine("%s exists and has a second factor".formatted(name(arn)));
    }

    /** A path is part of the ARN: the same name without it is somebody else. */
    private String create(String arn) {
        String path = arn.substring(arn.indexOf(":user/") + ":user".length(), arn.lastIndexOf('/') + 1);
        return path.equals("/")
                ? commands.global("iam create-user --user-name %s", name(arn))
                : commands.global("iam create-user --user-name %s --path %s", name(arn), path);
    }

    private List<String> secondFactor(String user) {
        return List.of(
                "The user signs in to the console, opens Security credentials and assigns an MFA device. Or, by hand: the first"
                        + " command writes a picture for an authenticator app, and 111111 and 222222 are two codes in a row:",
                commands.global(
                        "iam create-virtual-mfa-device --virtual-mfa-device-name %s --outfile mfa.png --bootstrap-method"
                                + " QRCodePNG",
                        user),
                commands.global(
                        "iam enable-mfa-device --user-name %s --serial-number %s --authentication-code1 111111"
                                + " --authentication-code2 222222",
                        user,
                        "arn:aws:iam::%s:mfa/%s".formatted(planned.settings().account(), user)));
    }

    private Set<String> known(AwsRead read, String list) {
        Stream<String> arns = account.answer(AwsCall.of(read, Region.MUMBAI)).texts(list, "Arn").stream();
        return Set.copyOf(arns.distinct().toList());
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
