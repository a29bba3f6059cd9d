package com.tallyhybrid.fleet;

import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.settings.Deployment;

/**
 * A client with everything that is known of it.
 *
 * @param file its settings file
 * @param deployment what the file says
 * @param templates what was made of it
 * @param assembly the same with every reference answered
 */
record FleetClient(ClientFile file, Deployment deployment, CloudAssembly templates, Assembly assembly) {

    FleetClient(ClientFile file, Deployment deployment, CloudAssembly templates) {
        this(file, deployment, templates, Assembly.of(templates.templates().values()));
    }

    String name() {
        return file.client();
    }

    String account() {
        return deployment.account();
    }
}
