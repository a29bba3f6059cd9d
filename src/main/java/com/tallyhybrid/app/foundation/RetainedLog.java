package com.tallyhybrid.app.foundation;

import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.constructs.Construct;

/** A log group with a fixed name, encrypted with a customer-managed key and retained. */
public final class RetainedLog extends Construct {

    private final String arn;
    private final CfnLogGroup group;

    /**
     * @param id also the logical id of the log group, for ever
     * @param name starts with the prefix that the writing service demands
     * @param keep how long entries are kept
     */
    public RetainedLog(Construct scope, String id, Names names, String name, LogRetention keep, CustomerKey key) {
        super(scope, id);
        key.letLogsUse(id, name);
        arn = names.arn("logs", "log-group:" + name);
        group = CfnLogGroup.Builder.create(this, LogicalIds.ONLY)
                .logGroupName(name)
                .retentionInDays(keep.days())
                .kmsKeyId(key.arn())
                .build();
        Stateful.keep(group, id);
    }

    /** ARN without the trailing {@code :*}, as the services that write to it expect it. */
    public String arn() {
        return arn;
    }

    public CfnLogGroup group() {
        return group;
    }
}
