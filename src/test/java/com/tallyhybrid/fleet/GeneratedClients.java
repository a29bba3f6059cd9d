package com.tallyhybrid.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Clients of every profile, each with an account, names and networks of its own; the same number is the same client. */
final class GeneratedClients {

    private GeneratedClients() {}

    /** Writes the files of clients 0 and up. */
    static List<Path> write(Path folder, int number) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < number; i++) {
            Files.writeString(folder.resolve(name(i) + ".yaml"), settings(i, account(i)));
        }
        return IntStream.range(0, number)
                .mapToObj(i -> folder.resolve(name(i) + ".yaml"))
                .toList();
    }

    static String name(int client) {
        return "client-%03d".formatted(client);
    }

    static String account(int client) {
        return "7000000%05d".formatted(client);
    }

    /** Backups only; with a managed directory and two offices; or with a directory of its own and one office. */
    static String settings(int client, String account) {
        String who = name(client);
        String common = """
                name: %s
                account: "%s"
                alertEmails: [it@%s.test]
                backup:
                  servers:
                    - name: tally
                    - name: branch-%d
                  lockDays: %d
                """.formatted(who, account, who, client, 35 + client % 5);
        return switch (client % 3) {
            case 0 -> common;
            case 1 -> common + """
                      breakGlassUsers: [arn:aws:iam::%s:user/owner]
                    network:
                      vpcCidr: 10.%d.0.0/20
                      offices:
                        - {name: head, gatewayIp: 20.1.%d.1, lanCidrs: [192.168.10.0/24]}
                        - {name: shop, gatewayIp: 20.1.%d.2, lanCidrs: [192.168.20.0/24], bgpAsn: 65010}
                    fileServer:
                      storageGib: %d
                      adminCidrs: [192.168.10.5/32]
                      directory: {managed: {domain: corp.%s.test}}
                    """.formatted(account, client, client, client, 100 + client, who);
            default -> common + """
                    network:
                      vpcCidr: 10.%d.0.0/20
                      offices: [{name: head, gatewayIp: 20.1.%d.1, lanCidrs: [192.168.0.0/24]}]
                    fileServer:
                      storageGib: %d
                      adminCidrs: [192.168.0.5/32]
                      directory:
                        selfManaged:
                          domain: corp.%s.test
                          dnsIps: [192.168.0.2]
                          organizationalUnit: OU=Servers,DC=corp,DC=%s,DC=test
                          serviceAccountSecretArn: arn:aws:secretsmanager:ap-south-1:%s:secret:%s/join-AbC123
                    """.formatted(client, client, 100 + client, who, who, account, who);
        };
    }
}
