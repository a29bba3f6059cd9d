package com.tallyhybrid.fleet;

import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What two clients' settings say alike, or one's of the other: most often a file that was copied and not changed. */
final class Confusions {

    private Confusions() {}

    /**
     * What is wrong with a client beside another; for a pair that is alike it is said of both.
     *
     * @param client the client that is told
     * @param other another client
     */
    static List<String> between(FleetClient client, FleetClient other) {
        List<String> problems = new ArrayList<>();
        names(client, other).ifPresent(problems::add);
        Deployment own = client.deployment();
        Deployment theirs = other.deployment();
        alike(gateways(own), gateways(theirs))
                .forEach(address -> problems.add(
                        "gatewayIp %s is an office of client %s too; give the public address of this client's router"
                                .formatted(address, other.name())));
        foreignSources(own, theirs)
                .forEach(text -> problems.add("allowedSources %s of client %s; its keys would work from there"
                        .formatted(text, other.name())));
        alike(texts(domain(own)), texts(domain(theirs)))
                .forEach(domain ->
                        problems.add("domain %s is the directory of client %s too; give the domain of this client"
                                .formatted(domain, other.name())));
        alike(texts(secret(own)), texts(secret(theirs)))
                .forEach(secret ->
                        problems.add("serviceAccountSecretArn %s is the secret of client %s too; give this client's own"
                                .formatted(secret, other.name())));
        alike(aliases(own), aliases(theirs))
                .forEach(alias -> problems.add(
                        "alias %s is a name of the file server of client %s too".formatted(alias, other.name())));
        if (client.account().equals(other.account())) {
            alike(people(own), people(theirs))
                    .forEach(arn -> problems.add(
                            "%s may approve or break the glass for client %s too; name somebody of this client"
                                    .formatted(arn, other.name())));
        }
        return problems;
    }

    private static Optional<String> names(FleetClient client, FleetClient other) {
        String own = client.deployment().name();
        String theirs = other.deployment().name();
        if (own.equals(theirs)) {
            return Optional.of("name %s is the name of client %s too; alarms and stacks of the two look alike"
                    .formatted(own, other.name()));
        }
        // Roles and users are named "<deployment>-…", and policies reach "<deployment>-*".
        return client.account().equals(other.account()) && theirs.startsWith(own + "-")
                ? Optional.of(
                        ("name %s begins the name %s of client %s in one account, so rights to %s-* reach into it;"
                                        + " give a name that begins otherwise")
                                .formatted(own, theirs, other.name(), own))
                : Optional.empty();
    }

    private static List<String> alike(Set<String> one, Set<String> other) {
        return one.stream().filter(other::contains).sorted().toList();
    }

    private static Stream<Office> offices(Deployment deployment) {
        return deployment.network().stream().map(Network::offices).flatMap(List::stream);
    }

    private static Set<String> gateways(Deployment deployment) {
        Set<String> addresses = new HashSet<>();
        offices(deployment).map(Office::gatewayIp).forEach(addresses::add);
        return addresses;
    }

    /** A network of the one that holds an office of the other, and none of its own. */
    private static List<String> foreignSources(Deployment own, Deployment theirs) {
        Set<String> ours = gateways(own);
        List<String> found = new ArrayList<>();
        for (Cidr source : own.backup().allowedSources()) {
            gateways(theirs).stream()
                    .filter(gateway -> source.contains(gateway) && !ours.contains(gateway))
                    .sorted()
                    .forEach(gateway -> found.add("%s holds the office address %s".formatted(source, gateway)));
        }
        return found;
    }

    private static Set<String> texts(Optional<String> text) {
        return text.map(value -> Set.of(value.toLowerCase(Locale.ROOT))).orElse(Set.of());
    }

    private static Optional<String> domain(Deployment deployment) {
        return deployment.fileServer().map(FileServer::directory).map(Directory::domain);
    }

    private static Optional<String> secret(Deployment deployment) {
        return deployment
                .fileServer()
                .map(FileServer::directory)
                .filter(Directory.SelfManaged.class::isInstance)
                .map(directory -> ((Directory.SelfManaged) directory).serviceAccountSecretArn());
    }

    private static Set<String> aliases(Deployment deployment) {
        Set<String> aliases = new HashSet<>();
        deployment.fileServer().stream()
                .map(FileServer::aliases)
                .flatMap(List::stream)
                .map(alias -> alias.toLowerCase(Locale.ROOT))
                .forEach(aliases::add);
        return aliases;
    }

    private static Set<String> people(Deployment deployment) {
        Set<String> people = new HashSet<>(deployment.backup().breakGlassUsers());
        people.addAll(deployment.operations().approvers());
        return people;
    }
}
