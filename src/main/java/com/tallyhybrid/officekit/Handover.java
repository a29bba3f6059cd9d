package com.tallyhybrid.officekit;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import java.util.Optional;

/**
 * Everything the kit is made from.
 *
 * @param deployment the settings
 * @param outputs what the deployed stacks said; checked against the templates
 * @param templates the templates that were deployed
 */
public record Handover(Deployment deployment, Outputs outputs, Assembly templates) {

    public Names names() {
        return Names.of(deployment);
    }

    /** The network, once it is deployed: on the first day the backups come before it. */
    public Optional<Network> network() {
        return deployment.network().filter(settings -> isDeployed("Network"));
    }

    /** The file server, once it is deployed: one that joins the firm's own domain has to wait for the tunnel. */
    public Optional<FileServer> fileServer() {
        return deployment.fileServer().filter(settings -> isDeployed("FileServer"));
    }

    private boolean isDeployed(String role) {
        return outputs.stacks().containsKey(names().of(role));
    }

    /** An output of the stack that plays a role, such as {@code Backup}. */
    public String output(String role, String name) {
        return outputs.of(deployment.name() + "-" + role, name);
    }
}
