package com.tallyhybrid.app.operations.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.automation.Automation;
import com.tallyhybrid.testkit.automation.Call;
import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.automation.Run;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A recovery server from its start to its end, against recorded answers. */
@ExtendWith(Synthesized.class)
class RecoveryRunbooksTest {

    private static final String START = "sharma-traders-start-recovery-server";
    private static final String END = "sharma-traders-end-recovery-server";
    private static final String[] PUNE = {"Server=pune", "KeyPairName=rescue"};

    @Test
    void aServerStartsInThePrivateNetworkWithTheNewestBackup(Templates templates) {
        RecordedAws aws = Recordings.recoveryServer();

        Run run = Automation.of(templates, aws).start(START, PUNE);

        assertThat(run.failures()).isEmpty();
        JsonNode server = aws.only("RunInstances").parameters();
        assertThat(server.at("/MetadataOptions/HttpTokens").asText()).isEqualTo("required");
        assertThat(server.at("/BlockDeviceMappings/0/Ebs/Encrypted").asBoolean())
                .isTrue();
        assertThat(server.at("/BlockDeviceMappings/0/Ebs/VolumeSize").asInt()).isEqualTo(300);
        assertThat(server.at("/IamInstanceProfile/Name").asText()).isEqualTo("sharma-traders-recovery-pune");
        assertThat(server.path("ClientToken").asText()).isEqualTo(run.execution());
        assertThat(run.outputs().get("describe.PrivateIp").asText()).isEqualTo("10.20.1.7");
        assertThat(aws.told()).endsWith("The recovery server of pune is ready");
    }

    @Test
    void onlyTheEndpointsThatAreMissingAreMadeAndTheOneToS3LeadsToTheBackupsAlone(Templates templates)
            throws Exception {
        RecordedAws aws = Recordings.recoveryServer();

        Automation.of(templates, aws).start(START, PUNE);

        List<JsonNode> made = aws.calls().stream()
                .filter(call -> call.api().equals("CreateVpcEndpoint"))
                .map(Call::parameters)
                .toList();
        assertThat(made)
                .extracting(endpoint -> endpoint.path("ServiceName").asText())
                .containsExactly(
                        "com.amazonaws.ap-south-1.ssmmessages",
                        "com.amazonaws.ap-south-1.ec2messages",
                        "com.amazonaws.ap-south-1.s3");
        JsonNode policy =
                new ObjectMapper().readTree(made.get(2).path("PolicyDocument").asText());
        assertThat(policy.at("/Statement/0/Resource/0").asText())
                .isEqualTo("arn:aws:s3:::sharma-traders-backup-111122223333-ap-south-1");
        assertThat(policy.at("/Statement/0/Action").toString()).isEqualTo("[\"s3:GetObject\",\"s3:ListBucket\"]");
    }

    @Test
    void allThatIsMissingIsNamedAtOnceAndNobodyIsAsked(Templates templates) {
        RecordedAws aws = Recordings.aws()
                .answers("s3", "ListObjectsV2", "{'KeyCount': 0, 'IsTruncated': false}")
                .answers("ssm", "DescribeParameters", "{'Parameters': [{'Name': 'p', 'Type': 'String'}]}");

        Run run = Automation.of(templates, aws).start(START, PUNE);

        assertThat(run.failures().toString())
                .contains(
                        "no backup lies under sharma-traders-pune/",
                        "no software/duplicati*.msi",
                        "no SecureString parameter /sharma-traders/recovery/pune/passphrase");
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void thePassphraseStandsInNoCallAndInNoMail(Templates templates) {
        RecordedAws aws = Recordings.recoveryServer();
        Automation.of(templates, aws).start(START, PUNE);
        assertThat(aws.calls())
                .filteredOn(call -> call.name().equals("ssm:GetParameter"))
                .as("only the image is read here; the passphrase is read on the server")
                .hasSize(1);
        assertThat(commands(aws)).contains("Get-SSMParameterValue", "Remove-Item Env:PASSPHRASE");
    }

    @Test
    void whatWasBroughtBackIsRestoredWhereThatIsAsked(Templates templates) {
        RecordedAws aws = Recordings.recoveryServer();

        Automation.of(templates, aws).start(START, "Server=pune", "KeyPairName=rescue", "Moment=20261123T163000Z");

        assertThat(commands(aws)).contains("$Agent = 'sharma-traders-pune'", "$Moment = '20261123T163000Z'");
        assertThat(aws.calls().get(0).parameters().path("Prefix").asText())
                .isEqualTo("recovered/sharma-traders-pune/20261123T163000Z/duplicati-");
    }

    @Test
    void nobodyCanSlipACommandIntoTheScript(Templates templates) {
        var automation = Automation.of(templates, Recordings.recoveryServer());
        assertThatThrownBy(() -> automation.start(START, "Server=pune", "KeyPairName=rescue", "Moment='; del C:\\"))
                .hasMessageContaining("does not match");
        assertThatThrownBy(() -> automation.start(START, "Server=pune'; del", "KeyPairName=rescue"))
                .hasMessageContaining("is not allowed");
    }

    @Test
    void everyFaultAfterTheApprovalIsToldWithWhatIsLeft(Templates templates) {
        RecordedAws noServer = Recordings.prepared()
                .answers("ec2", "DescribeVpcEndpoints", "{'VpcEndpoints': []}")
                .refuses("ec2", "CreateVpcEndpoint", "VpcEndpointLimitExceeded");
        RecordedAws neverOnline = Recordings.prepared()
                .answers("ec2", "DescribeVpcEndpoints", Recordings.fourEndpoints())
                .answers("ec2", "RunInstances", "{'Instances': [{'InstanceId': 'i-1'}]}")
                .answers("ssm", "DescribeInstanceInformation", "{'InstanceInformationList': []}");
        RecordedAws wrongPassphrase = Recordings.serverWithoutRestore().answers("ssm", "ListCommandInvocations", """
                        {'CommandInvocations': [{'Status': 'Failed', 'CommandPlugins': [
                          {'Output': 'Duplicati could not restore: it ended with 100'}]}]}
                        """);

        assertThat(failures(templates, noServer)).contains("openWays", "VpcEndpointLimitExceeded");
        assertThat(failures(templates, neverOnline)).contains("waitOnline: timed out");
        assertThat(failures(templates, wrongPassphrase)).contains("restore: ", "ended with 100");
        for (RecordedAws aws : List.of(noServer, neverOnline, wrongPassphrase)) {
            assertThat(aws.told()).endsWith("The recovery server of pune is not ready");
            assertThat(aws.changes()).as("nothing is taken away by itself").doesNotContain("ec2:TerminateInstances");
        }
    }

    @Test
    void endpointsThatAreNeverReadyAreGivenUpWithinTheStep(Templates templates) {
        RecordedAws aws = Recordings.prepared()
                .answers(
                        "ec2",
                        "DescribeVpcEndpoints",
                        "{'VpcEndpoints': [{'VpcEndpointId': 'v', 'ServiceName': 's', 'State': 'Pending'}]}")
                .answers("ec2", "CreateVpcEndpoint", "{}");
        assertThat(failures(templates, aws)).contains("not ready after 540 seconds");
    }

    @Test
    void anEndpointThatFailedIsNamedAtOnce(Templates templates) {
        RecordedAws aws = Recordings.prepared()
                .answers(
                        "ec2",
                        "DescribeVpcEndpoints",
                        Recordings.fourEndpoints().replace("Available'}]", "Failed'}]"));
        assertThat(failures(templates, aws)).contains("delete these endpoints", "com.amazonaws.ap-south-1.s3");
    }

    @Test
    void aServerEndsAfterPeopleHaveAgreedAndTakesEndpointsAndPassphraseWithIt(Templates templates) {
        RecordedAws aws = Recordings.runningServer();

        Run run = Automation.of(templates, aws).start(END, "Server=pune");

        assertThat(run.failures()).isEmpty();
        assertThat(aws.changes())
                .containsExactly("ec2:TerminateInstances", "ssm:DeleteParameters", "ec2:DeleteVpcEndpoints");
        assertThat(aws.only("DeleteParameters").parameters().path("Names").toString())
                .isEqualTo("[\"/sharma-traders/recovery/pune/passphrase\"]");
        assertThat(aws.told()).endsWith("The recovery server of pune is gone");
    }

    @Test
    void theEndpointsStayWhileAnotherRecoveryServerNeedsThem(Templates templates) {
        RecordedAws aws = Recordings.aws()
                .answers(
                        "ec2",
                        "DescribeInstances",
                        "{'Reservations': [{'Instances': [{'InstanceId': 'i-1'}]}]}",
                        "{'Reservations': [{'Instances': [{'InstanceId': 'i-2'}]}]}")
                .answers("ec2", "TerminateInstances", "{}")
                .answers("ssm", "DeleteParameters", "{}");

        assertThat(Automation.of(templates, aws).start(END, "Server=pune").failures())
                .isEmpty();
        assertThat(aws.changes()).doesNotContain("ec2:DeleteVpcEndpoints");
    }

    @Test
    void endingAgainRemovesWhatIsLeftWhereTheServerIsGoneAlready(Templates templates) {
        RecordedAws aws = Recordings.aws()
                .answers("ec2", "DescribeInstances", "{'Reservations': []}")
                .answers("ssm", "DeleteParameters", "{'InvalidParameters': ['p']}")
                .answers(
                        "ec2",
                        "DescribeVpcEndpoints",
                        "{'VpcEndpoints': [{'VpcEndpointId': 'v', 'ServiceName': 's', 'State': 'Available'}]}")
                .answers("ec2", "DeleteVpcEndpoints", "{'Unsuccessful': []}");

        Run run = Automation.of(templates, aws).start(END, "Server=pune");

        assertThat(run.steps()).doesNotContain("terminate");
        assertThat(aws.changes()).containsExactly("ssm:DeleteParameters", "ec2:DeleteVpcEndpoints");
    }

    @Test
    void anEndpointThatStaysIsToldBecauseItCosts(Templates templates) {
        RecordedAws aws = Recordings.aws()
                .answers("ec2", "DescribeInstances", "{'Reservations': []}")
                .answers("ssm", "DeleteParameters", "{}")
                .answers(
                        "ec2",
                        "DescribeVpcEndpoints",
                        "{'VpcEndpoints': [{'VpcEndpointId': 'v', 'ServiceName': 's', 'State': 'Available'}]}")
                .answers(
                        "ec2",
                        "DeleteVpcEndpoints",
                        "{'Unsuccessful': [{'ResourceId': 'v', 'Error': {'Code': 'c', 'Message': 'm'}}]}");

        assertThat(Automation.of(templates, aws)
                        .start(END, "Server=pune")
                        .failures()
                        .toString())
                .contains("endpoints are left and cost money");
        assertThat(aws.told()).endsWith("The recovery server of pune is not all gone");
    }

    private static String commands(RecordedAws aws) {
        return aws.only("SendCommand")
                .parameters()
                .at("/Parameters/commands")
                .valueStream()
                .map(JsonNode::asText)
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String failures(Templates templates, RecordedAws aws) {
        return Automation.of(templates, aws).start(START, PUNE).failures().toString();
    }
}
