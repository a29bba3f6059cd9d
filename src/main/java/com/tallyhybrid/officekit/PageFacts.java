package com.tallyhybrid.officekit;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Office;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the pages of the kit say of a deployment, in the words of a page. A template asks for an accessor by its name;
 * what a deployment may lack is a list of one or none.
 */
record PageFacts(Handover handover) {

    /** An office and its end of the VPN. */
    record Site(String name, String gatewayIp, String lans, String vpnConnection, List<Long> bgpAsn) {}

    /** The file server as office computers know it. */
    record Files(
            String id, String host, String dnsServers, String domain, List<String> aliases, List<String> password) {}

    String name() {
        return deployment().name();
    }

    Deployment deployment() {
        return handover.deployment();
    }

    Names names() {
        return handover.names();
    }

    Backup backup() {
        return deployment().backup();
    }

    String mumbai() {
        return Region.MUMBAI.code();
    }

    String hyderabad() {
        return Region.HYDERABAD.code();
    }

    long stacksInMumbai() {
        return handover.templates().stacks().stream()
                .filter(stack -> stack.region().equals(mumbai()))
                .count();
    }

    String topic() {
        return handover.output("Alerting", "TopicArn");
    }

    /** None, where nothing that shows it is deployed yet, or one. */
    List<String> dashboard() {
        return handover.outputs().find(name() + "-Operations", "DashboardUrl").stream()
                .toList();
    }

    String retention() {
        return backup().retention().toString();
    }

    List<Integer> budget() {
        return deployment().operations().monthlyBudgetUsd().stream().toList();
    }

    /** The last part of each ARN, which is the name that people know. */
    List<String> approvers() {
        return lastParts(deployment().approvers());
    }

    List<String> breakGlassUsers() {
        return lastParts(backup().breakGlassUsers());
    }

    private static List<String> lastParts(List<String> arns) {
        return arns.stream().map(arn -> arn.substring(arn.lastIndexOf('/') + 1)).toList();
    }

    boolean fenced() {
        return !backup().allowedSources().isEmpty();
    }

    String allowedSources() {
        return backup().allowedSources().stream().map(Cidr::toString).collect(Collectors.joining(", "));
    }

    /** A runbook that makes a server needs a network to make it in. */
    boolean drills() {
        return handover.network().isPresent();
    }

    List<ServerFacts> servers() {
        return backup().servers().stream()
                .map(server -> ServerFacts.of(handover, server))
                .toList();
    }

    List<String> vpc() {
        return deployment().network().stream()
                .map(network -> network.vpcCidr().toString())
                .toList();
    }

    List<Site> offices() {
        return handover.network().stream()
                .flatMap(network -> network.offices().stream())
                .map(this::office)
                .toList();
    }

    Site office(Office office) {
        return new Site(
                office.name(),
                office.gatewayIp(),
                office.lanCidrs().stream().map(Cidr::toString).collect(Collectors.joining(", ")),
                handover.output("Network", LogicalIds.of(office.name()) + "VpnConnectionId"),
                office.bgpAsn().stream().toList());
    }

    /** None, or one. */
    List<Files> files() {
        return handover.fileServer().stream()
                .map(settings -> new Files(
                        handover.output("FileServer", "FileSystemId"),
                        handover.output("FileServer", "SmbHost"),
                        handover.output("FileServer", "DirectoryDnsIps"),
                        settings.directory().domain(),
                        settings.aliases(),
                        password()))
                .toList();
    }

    private List<String> password() {
        return Stream.of("DirectoryAdminPasswordSecret")
                .flatMap(output -> handover.outputs().find(name() + "-FileServer", output).stream())
                .toList();
    }
}
