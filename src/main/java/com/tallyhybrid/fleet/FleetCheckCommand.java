package com.tallyhybrid.fleet;

import com.tallyhybrid.command.Help;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet check}: what only shows when all clients are looked at together. */
@Command(
        name = "check",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the clients are told apart, fit into their accounts, and each is alone with its data",
            "1:something is wrong between two clients or with one of them",
            "2:nothing was checked: the command is wrong, or an assembly cannot be read"
        },
        description = "Checks all clients together: names that are alike, settings of one that point at another,%n"
                + "what the clients of one account come to against AWS's quotas, and isolation: for every two%n"
                + "clients, that no role or user of the one may touch data of the other.%n")
final class FleetCheckCommand implements Callable<Integer> {

    @Mixin
    private FleetView run;

    @Mixin
    private ResultFiles files;

    @Option(
            names = "--one-owner",
            paramLabel = "ACCOUNT",
            split = ",",
            description =
                    "Accounts whose clients belong to one owner, who may see all of them: what reaches from one to"
                            + " the other is a notice there.")
    private List<String> oneOwner = List.of();

    @Mixin
    private Help help;

    @Override
    public Integer call() {
        List<ClientResult> made = run.assemblies();
        List<FleetClient> clients = run.read(made);
        List<ClientResult> results = judge(made, clients);
        run.tell(results);
        files.write("check", results);
        long wrong = results.stream().filter(ClientResult::fails).count();
        run.out()
                .printf(
                        "%s clients in %s accounts, every two of them compared: %s with problems.%n",
                        results.size(),
                        clients.stream().map(FleetClient::account).distinct().count(),
                        wrong);
        run.out().flush();
        return wrong == 0 ? FleetCommand.GOOD : FleetCommand.FAULTS;
    }

    private List<ClientResult> judge(List<ClientResult> made, List<FleetClient> clients) {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        Map<String, List<String>> notices = new LinkedHashMap<>();
        for (FleetClient client : clients) {
            List<String> found = problems.computeIfAbsent(client.name(), none -> new ArrayList<>());
            clients.stream()
                    .filter(other -> other != client)
                    .forEach(other -> found.addAll(Confusions.between(client, other)));
        }
        AccountQuota.exceeded(clients)
                .forEach((client, texts) -> problems.get(client.name()).addAll(texts));
        for (Isolation.Opening opening : Isolation.openings(toldApart(clients))) {
            boolean owned = opening.from().account().equals(opening.to().account())
                    && oneOwner.contains(opening.to().account());
            (owned ? notices : problems)
                    .computeIfAbsent(opening.to().name(), none -> new ArrayList<>())
                    .add(opening.sentence());
        }
        return made.stream()
                .map(result -> result.fails() ? result : judged(result, problems, notices))
                .toList();
    }

    private static ClientResult judged(
            ClientResult result, Map<String, List<String>> problems, Map<String, List<String>> notices) {
        List<String> wrong = problems.getOrDefault(result.client(), List.of());
        return new ClientResult(
                result.client(),
                result.file(),
                wrong.isEmpty() ? "good" : "problems",
                wrong,
                notices.getOrDefault(result.client(), List.of()));
    }

    /** Two deployments of one name in one account are one deployment: nothing can be asked of the second. */
    private static List<FleetClient> toldApart(List<FleetClient> clients) {
        Set<String> seen = new HashSet<>();
        return clients.stream()
                .filter(client ->
                        seen.add(client.account() + "/" + client.deployment().name()))
                .toList();
    }
}
