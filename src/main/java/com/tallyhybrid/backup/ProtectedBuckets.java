package com.tallyhybrid.backup;

import java.util.List;

/**
 * What the audit watches over.
 *
 * @param inMumbai names of the buckets that agents write to
 * @param inHyderabad names of their copies
 * @param writerArns who may write to the buckets in Mumbai: the agents
 */
public record ProtectedBuckets(List<String> inMumbai, List<String> inHyderabad, List<String> writerArns) {

    public ProtectedBuckets {
        inMumbai = List.copyOf(inMumbai);
        inHyderabad = List.copyOf(inHyderabad);
        writerArns = List.copyOf(writerArns);
    }
}
