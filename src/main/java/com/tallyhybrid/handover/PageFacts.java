package com.tallyhybrid.handover;

import com.samskivert.mustache.Mustache;
import com.tallyhybrid.controls.template.StackTemplate;
import com.tallyhybrid.foundation.LogicalIds;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Office;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the pages of the kit say of a deployment, in the words of a page. A template asks for an accessor by its name;
 * what a deployment may lack is a list of one or none.
 */
record PageFacts(Handover handover) {

    private static final Pattern OPTION = Pattern.compile("(?<= )--?[A-Za-z-]+");

    /** A stack that was deployed, and the city that it stands in. */
    record Stack(String name, String region, String city) {}

    /** A Tally server and its agent. */
    record Server(String name, String agent, List<String> folders, String startTime, List<String> secrets) {

        /** As PowerShell takes them: it ends a text at typographic quotes too. */
        List<String> quotedFolders() {
            return folders.stream()
                    .map(folder -> "'" + folder.replaceAll("['\\u2018\\u2019\\u201A\\u201B]", "$0$0") + "'")
                    .toList();
        }
    }

    /** An office and its end of the VPN. */
    record Site(String name, String gatewayIp, String lans, String vpnConnection, List<Long> bgpAsn) {}

    /** The file server as office computers know it. */
    record Files(
            String id, String host, String dnsServers, String domain, List<String> aliases, List<String> password) {}

    /** Keeps an option in one piece where a printed command is broken at the end of a line. */
    Mustache.Lambda command() {
        return (command, page) ->
                page.write(OPTION.matcher(command.execute()).replaceAll("<span class=\"whole\">$0</span>"));
    }

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

    List<Stack> stacks() {
        return handover.templates().stacks().stream().map(PageFacts::stack).toList();
    }

    long stacksInMumbai() {
        return stacks().stream()
                .filter(stack -> stack.region().equals(mumbai()))
                .count();
    }

    private static Stack stack(StackTemplate stack) {
        boolean mumbai = stack.region().equals(Region.MUMBAI.code());
        return new Stack(stack.name(), stack.region(), mumbai ? "Mumbai" : "Hyderabad");
    }

    String topic() {
        return handover.output("Alerting", "TopicArn");
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
        return deployment().network().isPresent();
    }

    List<Server> servers() {
        return backup().servers().stream().map(this::server).toList();
    }

    Server server(TallyServer server) {
        String key = "Agent%sKey%%dSecretName".formatted(LogicalIds.of(server.name()));
        return new Server(
                server.name(),
                names().agent(server),
                server.dataFolders(),
                "%s %s".formatted(server.startTime().time(), server.startTime().zone()),
                server.keySerials().stream()
                        .map(serial -> handover.output("Backup", key.formatted(serial)))
                        .toList());
    }

    List<String> vpc() {
        return deployment().network().stream()
                .map(network -> network.vpcCidr().toString())
                .toList();
    }

    List<Site> offices() {
        return deployment().network().stream()
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
        return deployment().fileServer().stream()
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
