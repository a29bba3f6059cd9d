package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.settings.Cidr;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.fsx.CfnFileSystem.WindowsConfigurationProperty;

/** The Active Directory domain that a file system joins. */
interface Domain {

    /** Names the domain in the configuration of the file system; read once, at creation. */
    void describeTo(WindowsConfigurationProperty.Builder fileSystem);

    /** The same in FSx's own words, for a file system that is restored beside the old one. */
    Map<String, Object> forRestore();

    /** Where its domain controllers and DNS servers are. */
    List<Cidr> controllers();

    /** Its DNS servers, for the conditional forwarder in the office. */
    String dnsIps();
}
