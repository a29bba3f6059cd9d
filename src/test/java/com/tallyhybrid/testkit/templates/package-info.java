/**
 * Templates for tests. {@code Synthesized} keeps what the CDK makes of a deployment file, once for each file; {@code Templates}
 * looks into it, {@code Tampering} and {@code Mutation} change it so that a guard must notice, {@code NamedByText} finds who
 * names whom. {@code Sketch}, {@code SmallApp} and {@code Edit} are templates of other people's apps, as CloudFormation's
 * template anatomy lays them out, and changes to them in the words of JSON Patch (RFC 6902).
 */
package com.tallyhybrid.testkit.templates;
