package com.tallyhybrid;

import com.tallyhybrid.alerting.*;
import com.tallyhybrid.backup.*;
import com.tallyhybrid.settings.*;
import java.util.*;
import software.amazon.awscdk.App;

public final class TallyApp {
    private TallyApp() {}

    public static void main(String... args) {
        App app = App.Builder.create().analyticsReporting(false).build();
        define(app, new Deployment("sharma-traders", "111122223333", List.of("it@example.com","accounts@example.com"), Optional.empty(), new Backup(List.of(new TallyServer("pune", List.of(1)), new TallyServer("nashik", List.of(1))), List.of(Cidr.of("198.51.100.10/32")), 26, 35, 90), Optional.empty()));
        app.synth();
    }

    static void define(App app, Deployment deployment) {
        var alerting = new AlertingStack(app, deployment);
        var replica = new ReplicaStack(app, deployment);
        var backup = new BackupStack(app, deployment, alerting.alerts(), replica.replica());
    }
}
