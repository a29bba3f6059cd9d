package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One call of an AWS API.
 *
 * @param service as boto3 and Automation name it, such as {@code fsx}
 * @param api such as {@code DescribeFileSystems}
 * @param region where it went
 * @param parameters by the names of the API
 * @param approved whether somebody had approved before
 * @param execution the run that made it
 */
public record Call(String service, String api, String region, JsonNode parameters, boolean approved, String execution) {

    /** Such as {@code fsx:DescribeFileSystems}. */
    public String name() {
        return service + ":" + api;
    }

    /** Whether the call changes nothing but who knows. */
    public boolean onlyReads() {
        return api.matches("(Describe|Get|List|Head).*") || name().equals("sns:Publish");
    }
}
