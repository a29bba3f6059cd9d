package com.tallyhybrid.officekit.router;

import java.util.Map;

/**
 * Algorithms as the lists of Sophos Firewall and pfSense show them; one of each, as their forms want it.
 *
 * @see <a
 *     href="https://docs.sophos.com/nsg/sophos-firewall/21.0/Help/en-us/webhelp/onlinehelp/AdministratorHelp/Profiles/IPsecProfiles/">Sophos
 *     Firewall: IPsec profiles</a>
 * @see <a href="https://docs.netgate.com/pfsense/en/latest/vpn/ipsec/configure-p1.html">pfSense: phase 1 settings</a>
 */
record FormWords() {

    private static final Words SOPHOS = new Words(
            Map.of(Words.PLAIN, "AES256"), Map.of(Words.ONE_HASH, "SHA2 256"), Map.of(Words.ONE_GROUP, "19 (ecp256)"));
    private static final Words PFSENSE = new Words(
            Map.of(Words.COMBINED, "AES256-GCM, 128 bits"),
            Map.of(Words.ONE_HASH, "SHA256"),
            Map.of(Words.ONE_GROUP, "19 (nist ecp256)"));

    String sophosEncryption() {
        return SOPHOS.encryption(Words.PLAIN);
    }

    String sophosHash() {
        return SOPHOS.oneHash();
    }

    String sophosGroup() {
        return SOPHOS.oneGroup();
    }

    String pfSenseEncryption() {
        return PFSENSE.encryption(Words.COMBINED);
    }

    String pfSenseHash() {
        return PFSENSE.oneHash();
    }

    String pfSenseGroup() {
        return PFSENSE.oneGroup();
    }
}
