package com.tallyhybrid.settings;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * The Active Directory that the file system joins: AWS's own, or the firm's.
 *
 * <p>The file names the choice by its key: {@code managed:} or {@code selfManaged:}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Directory.Managed.class, name = "managed"),
    @JsonSubTypes.Type(value = Directory.SelfManaged.class, name = "selfManaged")
})
public sealed interface Directory {

    /** Fully qualified domain name, at most 47 characters, at least two labels. */
    String domain();

    /**
     * AWS Managed Microsoft AD, Standard edition, created by this app in the isolated subnets.
     *
     * @param domain changing it replaces the directory and the file system
     */
    record Managed(String domain) implements Directory {}

    /**
     * A domain that the firm runs itself, reached over the VPN.
     *
     * @param domain changing it replaces the file system
     * @param dnsIps one or two DNS servers of the domain, inside an office LAN
     * @param organizationalUnit distinguished name of the unit that receives the computer object. Changing it replaces
     *     the file system
     * @param serviceAccountSecretArn full ARN, with its six-character suffix, of the secret in Mumbai that holds the
     *     service account's name and password
     * @param administratorsGroup domain group that administers the file system; {@code Domain Admins} where absent.
     *     Changing it replaces the file system
     */
    record SelfManaged(
            String domain,
            List<String> dnsIps,
            String organizationalUnit,
            String serviceAccountSecretArn,
            Optional<String> administratorsGroup)
            implements Directory {

        public SelfManaged {
            dnsIps = List.copyOf(dnsIps);
        }
    }
}
