package com.tallyhybrid.accessmatrix;

import com.tallyhybrid.iam.simulator.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The condition keys of a request, from the words of a question.
 *
 * <p>Every request travels over TLS 1.3 from an address that the agents may use, unless the words say otherwise.
 */
final class RequestContexts {

    private static final String OUTSIDE_EVERY_OFFICE = "192.0.2.200";

    private final KnownResources landmarks;
    private final Map<String, String> keys = new LinkedHashMap<>();

    private RequestContexts(Principals cast, KnownResources landmarks) {
        this.landmarks = landmarks;
        keys.put("aws:SecureTransport", "true");
        keys.put("s3:TlsVersion", "1.3");
        keys.put("aws:ViaAWSService", "false");
        keys.put("aws:SourceIp", cast.officeAddress());
    }

    static Request apply(String words, Principals cast, KnownResources landmarks, Request request) {
        var circumstances = new RequestContexts(cast, landmarks);
        for (String word : words.split(" ")) {
            circumstances.add(word);
        }
        Request complete = request;
        for (Map.Entry<String, String> key : circumstances.keys.entrySet()) {
            complete = complete.with(key.getKey(), key.getValue());
        }
        return complete;
    }

    private void add(String word) {
        if (word.contains("=")) {
            String[] pair = word.split("=", 2);
            keys.put(pair[0], pair[1]);
        } else if (!word.isEmpty()) {
            name(word);
        }
    }

    private void name(String word) {
        switch (word) {
            case "http" -> {
                keys.put("aws:SecureTransport", "false");
                keys.remove("s3:TlsVersion");
            }
            case "old-tls" -> keys.put("s3:TlsVersion", "1.1");
            case "elsewhere" -> keys.put("aws:SourceIp", OUTSIDE_EVERY_OFFICE);
            case "mfa" -> secondFactor("300");
            case "stale-mfa" -> secondFactor("7200");
            case "our-alarm" -> source(landmarks.alarmArn("ap-south-1"));
            case "our-replica-alarm" -> source(landmarks.alarmArn("ap-south-2"));
            case "our-rule" -> source(landmarks.ruleArn());
            case "our-trail" -> source(landmarks.trailArn());
            case "our-budget" -> source("arn:aws:budgets::%s:budget/monthly".formatted(landmarks.account()));
            case "our-bucket" -> source(landmarks.resource("backup"));
            default -> throw new IllegalArgumentException("unknown circumstance " + word);
        }
    }

    private void secondFactor(String ageSeconds) {
        keys.put("aws:MultiFactorAuthPresent", "true");
        keys.put("aws:MultiFactorAuthAge", ageSeconds);
    }

    /** On whose behalf a service says it acts. */
    private void source(String arn) {
        keys.put("aws:SourceAccount", landmarks.account());
        keys.put("aws:SourceArn", arn);
    }
}
