package com.tallyhybrid.fleet;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/** The table that grows while a fleet is worked on: a row for each client that is done, and how many are left. */
final class Progress implements Consumer<ClientResult> {

    private final PrintWriter out;
    private final int all;
    private final int width;
    private int done;

    Progress(PrintWriter out, List<ClientFile> clients) {
        this.out = out;
        all = clients.size();
        width = clients.stream()
                .mapToInt(client -> client.client().length())
                .max()
                .orElse(1);
    }

    @Override
    public void accept(ClientResult result) {
        done++;
        out.printf(
                "%s of %s, %s left  %s  %s%s%n",
                pad(done), all, pad(all - done), text(result.client()), result.result(), notices(result));
        result.problems().forEach(problem -> problem.lines().forEach(line -> out.println("    " + line)));
        out.flush();
    }

    private String pad(int number) {
        return ("%" + String.valueOf(all).length() + "d").formatted(number);
    }

    private String text(String client) {
        return client + " ".repeat(width - client.length());
    }

    private static String notices(ClientResult result) {
        int number = result.notices().size();
        return number == 0 ? "" : ", %s notice%s".formatted(number, number == 1 ? "" : "s");
    }
}
