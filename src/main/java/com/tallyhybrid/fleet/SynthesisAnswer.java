package com.tallyhybrid.fleet;

import java.util.List;

/**
 * What a process says when it is done with an order.
 *
 * @param refusal why there is no assembly; empty where there is one
 * @param tainted whether the refusal came from the CDK, which may have left something behind in its process
 * @param notices what the command line shows beside the assembly
 * @param bytes size of the assembly
 */
record SynthesisAnswer(String refusal, boolean tainted, List<String> notices, long bytes) {

    static SynthesisAnswer refused(String why) {
        return new SynthesisAnswer(why, false, List.of(), 0);
    }

    static SynthesisAnswer failed(String why) {
        return new SynthesisAnswer(why, true, List.of(), 0);
    }

    static SynthesisAnswer written(List<String> notices, long bytes) {
        return new SynthesisAnswer("", false, notices, bytes);
    }
}
