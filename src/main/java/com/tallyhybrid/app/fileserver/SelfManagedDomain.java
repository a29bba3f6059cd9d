package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Directory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.fsx.CfnFileSystem.SelfManagedActiveDirectoryConfigurationProperty;
import software.amazon.awscdk.services.fsx.CfnFileSystem.WindowsConfigurationProperty;

/**
 * The firm's own domain, reached over the VPN. The tunnel must be up and the controllers answer before the file
 * system is created.
 *
 * <p>The service account comes from a secret that the firm makes itself and lets FSx read; its password never passes
 * through a template.
 */
record SelfManagedDomain(OfficeNetwork network, Directory.SelfManaged settings) implements Domain {

    @Override
    public void describeTo(WindowsConfigurationProperty.Builder fileSystem) {
        fileSystem.selfManagedActiveDirectoryConfiguration(SelfManagedActiveDirectoryConfigurationProperty.builder()
                .domainName(settings.domain())
                .dnsIps(settings.dnsIps())
                .organizationalUnitDistinguishedName(settings.organizationalUnit())
                .fileSystemAdministratorsGroup(settings.administratorsGroup().orElse(null))
                .domainJoinServiceAccountSecret(settings.serviceAccountSecretArn())
                .build());
    }

    @Override
    public Map<String, Object> forRestore() {
        Map<String, Object> join = new LinkedHashMap<>();
        join.put("DomainName", settings.domain());
        join.put("OrganizationalUnitDistinguishedName", settings.organizationalUnit());
        settings.administratorsGroup().ifPresent(group -> join.put("FileSystemAdministratorsGroup", group));
        join.put("DnsIps", settings.dnsIps());
        join.put("DomainJoinServiceAccountSecret", settings.serviceAccountSecretArn());
        return Ordered.map("SelfManagedActiveDirectoryConfiguration", join);
    }

    /** The office LANs that hold the DNS servers: a domain has more controllers than it names DNS servers here. */
    @Override
    public List<Cidr> controllers() {
        return network.lans().stream()
                .filter(lan -> settings.dnsIps().stream().anyMatch(lan::contains))
                .toList();
    }

    @Override
    public String dnsIps() {
        return String.join(", ", settings.dnsIps());
    }
}
