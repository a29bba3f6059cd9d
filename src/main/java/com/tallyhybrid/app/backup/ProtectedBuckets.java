package com.tallyhybrid.app.backup;

import java.util.List;

/**
 * What the audit watches over.
 *
 * @param inMumbai names of the buckets that agents write to
 * @param inHyderabad names of their copies
 * @param agentArnPrefix begins the ARN of every agent, and so of everybody who may write to the buckets in Mumbai. A
 *     prefix and no list, because patterns of rules and filters are limited to some thousand characters
 * @param runbookArnPrefixes begin the ARNs of the sessions in which runbooks write, after somebody approved: one mail for
 *     each of thousands of copied objects would bury the one that matters
 */
public record ProtectedBuckets(
        List<String> inMumbai, List<String> inHyderabad, String agentArnPrefix, List<String> runbookArnPrefixes) {

    public ProtectedBuckets {
        inMumbai = List.copyOf(inMumbai);
        inHyderabad = List.copyOf(inHyderabad);
    }
}
