package com.tallyhybrid.awsmodel;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call that CloudFormation makes for a resource.
 *
 * @param service as the AWS CLI's models name it, such as {@code fsx}
 * @param operation such as {@code CreateFileSystem}
 * @param parameters by the names of the template or of the API, which differ in capitals; {@link Unknown} where only a
 *     deploy knows the value
 */
record ApiCall(String service, String operation, ObjectNode parameters) {

    @Override
    public String toString() {
        return service + ":" + operation;
    }
}
