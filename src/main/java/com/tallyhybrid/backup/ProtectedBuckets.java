package com.tallyhybrid.backup;

import java.util.List;

/**
 * What the audit watches over.
 *
 * @param inMumbai names of the buckets that agents write to
 * @param inHyderabad names of their copies
 * @param agentArnPrefix begins the ARN of every agent, and so of everybody who may write to the buckets in Mumbai. A
 *     prefix and no list, because patterns of rules and filters are limited to some thousand characters
 */
public record ProtectedBuckets(List<String> inMumbai, List<String> inHyderabad, String agentArnPrefix) {

    public ProtectedBuckets {
        inMumbai = List.copyOf(inMumbai);
        inHyderabad = List.copyOf(inHyderabad);
    }
}
