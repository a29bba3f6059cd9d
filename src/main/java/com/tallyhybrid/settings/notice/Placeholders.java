package com.tallyhybrid.settings.notice;

import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Office;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the values that stand in documentation only and cannot work in a deploy. */
final class Placeholders {

    private static final List<Cidr> DOCUMENTATION =
            List.of(Cidr.of("192.0.2.0/24"), Cidr.of("198.51.100.0/24"), Cidr.of("203.0.113.0/24"));

    private static final String EXAMPLE_ACCOUNT = "111122223333";

    private final List<String> sentences = new ArrayList<>();

    private Placeholders() {}

    static List<String> of(Deployment deployment) {
        var placeholders = new Placeholders();
        placeholders.account(deployment.account());
        deployment.alertEmails().forEach(placeholders::email);
        deployment.network().stream()
                .flatMap(network -> network.offices().stream())
                .forEach(placeholders::office);
        deployment.backup().allowedSources().forEach(placeholders::source);
        deployment.backup().breakGlassUsers().forEach(placeholders::breakGlassUser);
        deployment.fileServer().ifPresent(placeholders::fileServer);
        deployment.operations().approvers().forEach(placeholders::approver);
        deployment.operations().runbooksUrl().ifPresent(placeholders::runbooksUrl);
        return List.copyOf(placeholders.sentences);
    }

    private void account(String account) {
        if (account.equals(EXAMPLE_ACCOUNT)) {
            sentences.add("account %s is an example; give the account of the firm".formatted(account));
        }
    }

    private void email(String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (isExample(domain) || domain.matches("(.+\\.)?example\\.(com|org|net|in)")) {
            sentences.add("alertEmails %s is an example; give an address that somebody reads".formatted(email));
        }
    }

    private void office(Office office) {
        if (DOCUMENTATION.stream().anyMatch(range -> range.contains(office.gatewayIp()))) {
            sentences.add("gatewayIp %s of office %s is an example; give the public address of its router"
                    .formatted(office.gatewayIp(), office.name()));
        }
    }

    private void source(Cidr source) {
        if (DOCUMENTATION.stream().anyMatch(range -> range.overlaps(source))) {
            sentences.add("allowedSources %s is an example; give the public address of the office".formatted(source));
        }
    }

    private void breakGlassUser(String arn) {
        if (arn.contains(EXAMPLE_ACCOUNT)) {
            sentences.add(
                    "breakGlassUsers %s is an example; name IAM users who exist, or leave the key out".formatted(arn));
        }
    }

    private void approver(String arn) {
        if (arn.contains(EXAMPLE_ACCOUNT)) {
            sentences.add("approvers %s is an example; name users or roles who exist".formatted(arn));
        }
    }

    private void runbooksUrl(String url) {
        if (isExample("host " + URI.create(url).getHost())) {
            sentences.add("runbooksUrl %s is an example; give the place of your repository, or leave the key out"
                    .formatted(url));
        }
    }

    private void fileServer(FileServer fileServer) {
        Stream.concat(
                        Stream.of("domain " + fileServer.directory().domain()),
                        fileServer.aliases().stream().map("alias "::concat))
                .filter(Placeholders::isExample)
                .forEach(name -> sentences.add("%s is an example; give a name of the firm".formatted(name)));
    }

    private static boolean isExample(String domain) {
        return domain.toLowerCase(Locale.ROOT).endsWith(".example");
    }
}
