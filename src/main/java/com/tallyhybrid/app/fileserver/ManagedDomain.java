package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Directory;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.directoryservice.CfnMicrosoftAD;
import software.amazon.awscdk.services.fsx.CfnFileSystem.WindowsConfigurationProperty;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.CfnSecret.GenerateSecretStringProperty;
import software.constructs.Construct;

/**
 * AWS Managed Microsoft AD in both isolated subnets.
 *
 * <p>Every property but one replaces the directory, and with it the file system, when it changes; the password is
 * among them. So the secret is made once, referred to without a version, and pinned. Rotate the password with the
 * directory's own reset, never here.
 */
final class ManagedDomain extends Construct implements Domain {

    private final OfficeNetwork network;
    private final CfnMicrosoftAD directory;
    private final String directoryId;

    ManagedDomain(Construct scope, String id, OfficeNetwork network, CustomerKey key, Directory.Managed settings) {
        super(scope, id);
        this.network = network;
        CfnSecret password = CfnSecret.Builder.create(this, "AdminPassword")
                .description(
                        "First password of the directory's Admin user. Changing it here would rebuild the directory")
                .kmsKeyId(key.arn())
                .generateSecretString(GenerateSecretStringProperty.builder()
                        .passwordLength(32)
                        .requireEachIncludedType(true)
                        // Characters that break CloudFormation references, PowerShell quoting or the directory.
                        .excludeCharacters("\"'`{}\\$,:;<>&|")
                        .build())
                .build();
        Stateful.keep(password, "DirectoryAdminPassword");
        String secret = password.getRef();
        directory = CfnMicrosoftAD.Builder.create(this, "Resource")
                .name(settings.domain())
                // Left out, AWS builds the Enterprise edition at about three times the price.
                .edition("Standard")
                // A reference that only AWS resolves: the password stands in no template.
                .password("{{resolve:secretsmanager:%s:SecretString:::}}".formatted(secret))
                .vpcSettings(CfnMicrosoftAD.VpcSettingsProperty.builder()
                        .vpcId(network.vpcId())
                        .subnetIds(network.subnetIds())
                        .build())
                .build();
        Stateful.keep(directory, "Directory");
        directoryId = directory.getRef();
        // Pinned, because whoever restores the file server needs it.
        Stack.of(this).exportValue(directoryId);
        CfnOutput.Builder.create(Stack.of(this), "DirectoryAdminPasswordSecret")
                .description("Secret that holds the first password of the directory's user Admin")
                .value(secret)
                .build();
    }

    @Override
    public void describeTo(WindowsConfigurationProperty.Builder fileSystem) {
        fileSystem.activeDirectoryId(directoryId);
    }

    @Override
    public Map<String, Object> forRestore() {
        return Ordered.map("ActiveDirectoryId", directoryId);
    }

    @Override
    public List<Cidr> controllers() {
        return List.of(network.cidr());
    }

    @Override
    public String dnsIps() {
        return Fn.join(", ", directory.getAttrDnsIpAddresses());
    }
}
