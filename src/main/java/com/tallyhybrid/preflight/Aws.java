package com.tallyhybrid.preflight;

/** Who answers questions about the account. */
interface Aws {

    /** Never throws: what goes wrong is a reply too. May be called from several threads at once. */
    AwsReply ask(AwsCall call);
}
