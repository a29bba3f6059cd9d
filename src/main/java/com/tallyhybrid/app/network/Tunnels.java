package com.tallyhybrid.app.network;

import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Office;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.CloudwatchLogOptionsSpecificationProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.IKEVersionsRequestListValueProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.Phase1DHGroupNumbersRequestListValueProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.Phase1EncryptionAlgorithmsRequestListValueProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.Phase1IntegrityAlgorithmsRequestListValueProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.Phase2DHGroupNumbersRequestListValueProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.Phase2EncryptionAlgorithmsRequestListValueProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.Phase2IntegrityAlgorithmsRequestListValueProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.VpnTunnelLogOptionsSpecificationProperty;
import software.amazon.awscdk.services.ec2.CfnVPNConnection.VpnTunnelOptionsSpecificationProperty;

/** {@link TunnelPolicy} in the words of CloudFormation: always two tunnels, both spelled out. */
final class Tunnels {

    private Tunnels() {}

    /** The options of both tunnels. Given one only, AWS would leave the other at its weak defaults. */
    static List<VpnTunnelOptionsSpecificationProperty> of(Office office, String logGroupArn) {
        List<Cidr> inside = office.tunnelInsideCidrs();
        return inside.isEmpty()
                ? List.of(tunnel(office, logGroupArn, Optional.empty()), tunnel(office, logGroupArn, Optional.empty()))
                : inside.stream()
                        .map(cidr -> tunnel(office, logGroupArn, Optional.of(cidr)))
                        .toList();
    }

    private static VpnTunnelOptionsSpecificationProperty tunnel(
            Office office, String logGroupArn, Optional<Cidr> inside) {
        return VpnTunnelOptionsSpecificationProperty.builder()
                .ikeVersions(List.of(IKEVersionsRequestListValueProperty.builder()
                        .value(TunnelPolicy.IKE_VERSION)
                        .build()))
                .phase1EncryptionAlgorithms(each(TunnelPolicy.ENCRYPTION, Tunnels::phase1Encryption))
                .phase2EncryptionAlgorithms(each(TunnelPolicy.ENCRYPTION, Tunnels::phase2Encryption))
                .phase1IntegrityAlgorithms(each(TunnelPolicy.INTEGRITY, Tunnels::phase1Integrity))
                .phase2IntegrityAlgorithms(each(TunnelPolicy.INTEGRITY, Tunnels::phase2Integrity))
                .phase1DhGroupNumbers(each(TunnelPolicy.DH_GROUPS, Tunnels::phase1Group))
                .phase2DhGroupNumbers(each(TunnelPolicy.DH_GROUPS, Tunnels::phase2Group))
                .phase1LifetimeSeconds(TunnelPolicy.PHASE1_SECONDS)
                .phase2LifetimeSeconds(TunnelPolicy.PHASE2_SECONDS)
                .dpdTimeoutSeconds(TunnelPolicy.DPD_SECONDS)
                .dpdTimeoutAction(TunnelPolicy.DPD_ACTION)
                .startupAction(TunnelPolicy.STARTUP_ACTION)
                // AWS then asks before it replaces a tunnel end point, within the time its notice names.
                .enableTunnelLifecycleControl(true)
                .tunnelInsideCidr(inside.map(Cidr::toString).orElse(null))
                .logOptions(logs(office, logGroupArn))
                .build();
    }

    /** Logging is on from the first day: switching it on later replaces the VPN connection. */
    private static VpnTunnelLogOptionsSpecificationProperty logs(Office office, String logGroupArn) {
        var options = CloudwatchLogOptionsSpecificationProperty.builder()
                .logEnabled(true)
                .logGroupArn(logGroupArn)
                .logOutputFormat("json");
        if (office.bgpAsn().isPresent()) {
            options.bgpLogEnabled(true).bgpLogGroupArn(logGroupArn).bgpLogOutputFormat("json");
        }
        return VpnTunnelLogOptionsSpecificationProperty.builder()
                .cloudwatchLogOptions(options.build())
                .build();
    }

    private static <T, V> List<V> each(List<T> values, Function<T, V> wrap) {
        return values.stream().map(wrap).toList();
    }

    private static Phase1EncryptionAlgorithmsRequestListValueProperty phase1Encryption(String value) {
        return Phase1EncryptionAlgorithmsRequestListValueProperty.builder()
                .value(value)
                .build();
    }

    private static Phase2EncryptionAlgorithmsRequestListValueProperty phase2Encryption(String value) {
        return Phase2EncryptionAlgorithmsRequestListValueProperty.builder()
                .value(value)
                .build();
    }

    private static Phase1IntegrityAlgorithmsRequestListValueProperty phase1Integrity(String value) {
        return Phase1IntegrityAlgorithmsRequestListValueProperty.builder()
                .value(value)
                .build();
    }

    private static Phase2IntegrityAlgorithmsRequestListValueProperty phase2Integrity(String value) {
        return Phase2IntegrityAlgorithmsRequestListValueProperty.builder()
                .value(value)
                .build();
    }

    private static Phase1DHGroupNumbersRequestListValueProperty phase1Group(int value) {
        return Phase1DHGroupNumbersRequestListValueProperty.builder()
                .value(value)
                .build();
    }

    private static Phase2DHGroupNumbersRequestListValueProperty phase2Group(int value) {
        return Phase2DHGroupNumbersRequestListValueProperty.builder()
                .value(value)
                .build();
    }
}
