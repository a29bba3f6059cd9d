package com.tallyhybrid.settings.notice;

import com.tallyhybrid.settings.Audit;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Settings of which one silently takes the effect of another. All of it can be meant, so none of this is a refusal. */
final class SilenceNotes {

    /** A server that backs up once per day is late by so much on a busy day. */
    private static final int HOURS_OF_A_DAY = 24;

    private final Deployment deployment;
    private final List<String> sentences = new ArrayList<>();

    private SilenceNotes(Deployment deployment) {
        this.deployment = deployment;
    }

    static List<String> of(Deployment deployment) {
        var notes = new SilenceNotes(deployment);
        notes.officesOutsideSources();
        notes.windowOfADay();
        notes.clientsLeaveAnOfficeOut();
        notes.smallTrailHidesKeys();
        return List.copyOf(notes.sentences);
    }

    private void officesOutsideSources() {
        List<Cidr> sources = deployment.backup().allowedSources();
        if (sources.isEmpty()) {
            return;
        }
        String allowed = sources.stream().map(Cidr::toString).collect(Collectors.joining(", "));
        offices().stream()
                .filter(office -> sources.stream().noneMatch(source -> source.contains(office.gatewayIp())))
                .forEach(office -> sentences.add(
                        ("gatewayIp %s of office %s lies in no network of backup.allowedSources (%s), so a server behind it"
                                        + " could not back up: AWS would refuse its key; add %s/32, or leave it so if no"
                                        + " server stands there")
                                .formatted(office.gatewayIp(), office.name(), allowed, office.gatewayIp())));
    }

    /** Job after job, the second one ends a day and its own length after the first. */
    private void windowOfADay() {
        if (deployment.backup().arrivalWindowHours() == HOURS_OF_A_DAY) {
            sentences.add(
                    "backup.arrivalWindowHours 24 leaves a daily backup not a minute: one that ends later than the day"
                            + " before raises the alarm though nothing is wrong; give 26 or more");
        }
    }

    private void clientsLeaveAnOfficeOut() {
        deployment
                .fileServer()
                .map(FileServer::clientCidrs)
                .ifPresent(clients -> offices().stream()
                        .filter(office -> office.lanCidrs().stream()
                                .noneMatch(lan -> clients.stream().anyMatch(lan::overlaps)))
                        .forEach(office -> sentences.add(
                                "no network of office %s is in fileServer.clientCidrs, so nobody there can open a share; add one of"
                                                .formatted(office.name())
                                        + " its lanCidrs, or leave it so if that is meant")));
    }

    private void smallTrailHidesKeys() {
        if (deployment.audit().trail() == Audit.TrailRecords.BACKUP_ACCESS_ONLY) {
            sentences.add(
                    "audit.trail BACKUP_ACCESS_ONLY raises no alarm about new access keys, the root user and changes in"
                            + " Hyderabad; see that the organisation's trail has alarms for them, or give EVERYTHING");
        }
    }

    private List<Office> offices() {
        return deployment.network().map(Network::offices).orElse(List.of());
    }
}
