package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.preflight.AwsReply.Answered;
import com.tallyhybrid.preflight.AwsReply.NoAnswer;
import com.tallyhybrid.preflight.AwsReply.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The account that the person is signed in to. The same question is asked once, however many checks need its answer, and
 * a Region that is not enabled is asked nothing, because it would answer that the sign-in is wrong.
 */
final class AwsAccount {

    private final Aws aws;
    private final Map<AwsCall, CompletableFuture<AwsReply>> asked = new ConcurrentHashMap<>();
    private final Set<Region> closed = ConcurrentHashMap.newKeySet();

    AwsAccount(Aws aws) {
        this.aws = aws;
    }

    /** From now on the Region is not asked. */
    void close(Region region) {
        closed.add(region);
    }

    /** @throws Untold where AWS does not answer */
    AwsAnswer answer(AwsCall call) {
        return find(call, Set.of())
                .orElseThrow(() -> new IllegalStateException("nothing is absent that nobody said can be"));
    }

    /**
     * What AWS answers, or nothing where there is no such thing.
     *
     * @param absent AWS's codes for "there is none"
     * @throws Untold where AWS answers neither
     */
    Optional<AwsAnswer> find(AwsCall call, Set<String> absent) {
        AwsReply reply = reply(call);
        if (reply instanceof Answered answered) {
            return Optional.of(AwsAnswer.of(call.read(), answered.answer()));
        }
        if (reply instanceof Refused refused && absent.contains(refused.code())) {
            return Optional.empty();
        }
        throw new Untold(reply instanceof Refused refused ? refused.message() : ((NoAnswer) reply).reason());
    }

    AwsReply reply(AwsCall call) {
        if (!call.read().global() && closed.contains(call.region())) {
            return new NoAnswer("%s is not enabled for the account; mend that line first, and ask again"
                    .formatted(call.region().code()));
        }
        var mine = new CompletableFuture<AwsReply>();
        CompletableFuture<AwsReply> first = asked.putIfAbsent(call, mine);
        if (first != null) {
            return first.join();
        }
        try {
            mine.complete(aws.ask(call));
        } catch (RuntimeException broken) {
            mine.completeExceptionally(broken);
            throw broken;
        }
        return mine.join();
    }
}
