package com.tallyhybrid.fleet;

import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.settings.Deployment;

/**
 * A client with everything that is known of it.
 *
 * @param file its settings file
 * @param deployment what the file says
 * @param assembly what was made of it
 */
record FleetClient(ClientFile file, Deployment deployment, Assembly assembly) {

    String name() {
        return file.client();
    }

    String account() {
        return deployment.account();
    }
}
