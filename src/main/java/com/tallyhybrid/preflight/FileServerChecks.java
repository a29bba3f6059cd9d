package com.tallyhybrid.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.FileServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a file server needs of the account: AWS Backup's consent, and the secret of the account that joins the domain.
 *
 * @param lookIntoSecret whether the secret's value may be fetched, to see which keys it has
 */
record FileServerChecks(AwsAccount account, PlannedDeployment planned, ShellCommands commands, boolean lookIntoSecret) {

    private static final String OPT_IN =
            "AWS Backup passes over what the account has not opted in for, without a word: the vaults stay empty.";
    private static final String JOIN =
            "The file server cannot join the domain without it; it fails after half an hour, and the stack rolls back.";

    /** The keys that FSx reads; the kit's page before-the-file-server says the same. */
    private static final List<String> KEYS =
            List.of("CUSTOMER_MANAGED_ACTIVE_DIRECTORY_USERNAME", "CUSTOMER_MANAGED_ACTIVE_DIRECTORY_PASSWORD");

    List<PreflightCheck> all() {
        var checks = new ArrayList<PreflightCheck>();
        for (Region region : planned.regions()) {
            if (!planned.resources("AWS::Backup::BackupVault", region).isEmpty()) {
                checks.add(new PreflightCheck("AWS Backup for FSx in " + region.code(), OPT_IN, () -> optIn(region)));
            }
        }
        planned.settings().fileServer().map(FileServer::directory).stream()
                .flatMap(directory -> directory instanceof Directory.SelfManaged own ? Stream.of(own) : Stream.empty())
                .map(Directory.SelfManaged::serviceAccountSecretArn)
                .forEach(secret -> {
                    checks.add(new PreflightCheck("secret of the join account", JOIN, () -> secret(secret)));
                    checks.add(new PreflightCheck("policy of that secret", JOIN, () -> policy(secret)));
                    if (lookIntoSecret) {
                        checks.add(new PreflightCheck("keys of that secret", JOIN, () -> keys(secret)));
                    }
                });
        return checks;
    }

    private CheckOutcome optIn(Region region) {
        AwsAnswer settings = account.answer(AwsCall.of(AwsRead.BACKUP_SETTINGS, region));
        if (!settings.has("ResourceTypeOptInPreference")) {
            return new CannotTell("AWS's answer has no list of what is opted in");
        }
        return settings.flag("ResourceTypeOptInPreference.FSx")
                ? new Fine("opted in")
                : new Mend(
                        "not opted in",
                        List.of(commands.aws(
                                region, "backup update-region-settings --resource-type-opt-in-preference FSx=true")));
    }

    private CheckOutcome secret(String arn) {
        Optional<AwsAnswer> secret = account.find(about(AwsRead.SECRET, arn), Set.of("ResourceNotFoundException"));
        if (secret.isEmpty()) {
            return new Mend(
                    "there is no secret %s".formatted(arn),
                    List.of(
                            "Make it, with your own values in join-account.json (%s), and put its ARN into %s:"
                                    .formatted(String.join(" and ", KEYS), commands.settingsName()),
                            commands.aws(
                                    Region.MUMBAI,
                                    "secretsmanager create-secret --name %s --kms-key-id YOUR-KEY --secret-string file://join-account.json",
                                    planned.names().of("join-account"))));
        }
        if (secret.get().has("DeletedDate")) {
            return new Mend(
                    "it waits for its deletion",
                    List.of(commands.aws(Region.MUMBAI, "secretsmanager restore-secret --secret-id %s", arn)));
        }
        String key = secret.get().optional("KmsKeyId").orElse("alias/aws/secretsmanager");
        return key.endsWith("alias/aws/secretsmanager")
                ? new Mend(
                        "it is encrypted with AWS's own key, which FSx may not use",
                        List.of(
                                "With a key of your own, whose policy lets fsx.amazonaws.com decrypt:",
                                commands.aws(
                                        Region.MUMBAI,
                                        "secretsmanager update-secret --kms-key-id YOUR-KEY --secret-id %s",
                                        arn)))
                : new Fine(
                        lookIntoSecret
                                ? "it exists, with a key of your own"
                                : "it exists, with a key of your own; --look-into-secret also looks for its two keys");
    }

    private CheckOutcome policy(String arn) {
        Optional<AwsAnswer> found =
                account.find(about(AwsRead.SECRET_POLICY, arn), Set.of("ResourceNotFoundException"));
        if (found.isEmpty()) {
            return new CannotTell("there is no such secret yet");
        }
        String policy = found.get().optional("ResourcePolicy").orElse("");
        return policy.contains("fsx.amazonaws.com")
                ? new Fine("it names fsx.amazonaws.com")
                : new Mend(
                        "it does not name fsx.amazonaws.com, so FSx may not read the secret",
                        List.of(
                                "Write the policy that AWS's page \"Storing Active Directory credentials using AWS Secrets Manager\" shows into secret-policy.json, then:",
                                commands.aws(
                                        Region.MUMBAI,
                                        "secretsmanager put-resource-policy --resource-policy file://secret-policy.json --secret-id %s",
                                        arn)));
    }

    /** Looks at the names of the keys, at whether a value stands behind each, and at nothing else. */
    private CheckOutcome keys(String arn) {
        Optional<String> value = account.find(about(AwsRead.SECRET_VALUE, arn), Set.of("ResourceNotFoundException"))
                .flatMap(found -> found.optional("SecretString"));
        if (value.isEmpty()) {
            return new CannotTell("there is no such secret yet, or it holds no text");
        }
        List<String> missing = missing(value.get());
        return missing.isEmpty()
                ? new Fine("both are there; their values were not looked at")
                : new Mend(
                        "missing or empty: %s".formatted(String.join(", ", missing)),
                        List.of(
                                "Write both keys, spelled so, with their values into join-account.json, then:",
                                commands.aws(
                                        Region.MUMBAI,
                                        "secretsmanager put-secret-value --secret-string file://join-account.json --secret-id %s",
                                        arn)));
    }

    private static List<String> missing(String value) {
        try {
            JsonNode pairs = AwsReply.JSON.readTree(value);
            return KEYS.stream()
                    .filter(key -> pairs == null || pairs.path(key).asText("").isBlank())
                    .toList();
        } catch (JsonProcessingException noJson) {
            return KEYS;
        }
    }

    private static AwsCall about(AwsRead read, String secret) {
        return AwsCall.of(read, Region.MUMBAI).with("SecretId", secret);
    }
}
