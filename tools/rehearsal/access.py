"""Rows of the access matrix as signed calls: the emulator enforces the deployed policies and says yes or no."""
from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any, Iterator, Optional

from botocore import UNSIGNED
from botocore.exceptions import BotoCoreError, ClientError

from answers import Answers, Row
from calls import CALLS, LASTING, Target
from deployment import Deployment
from emulator import ACCOUNT, HYDERABAD, MUMBAI, ROOT, Credentials
from resolve import Resolver

Json = Any

_EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
_STRANGER = "444455556666"
_REFUSALS = {"AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation", "InvalidClientTokenId"}
# What S3 says only to those whom it lets ask: the object has no retention.
_PASSED = {"NoSuchObjectLockConfiguration"}
_HEADERS = {
    "s3:x-amz-storage-class": "StorageClass", "s3:x-amz-server-side-encryption": "ServerSideEncryption",
    "s3:x-amz-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm"}
_LISTING = {"s3:prefix": "Prefix", "s3:delimiter": "Delimiter"}

# What is rewritten in the deployed policies, because the emulator has another word for the same thing.
REWRITTEN = {
    "`${aws:username}` is the user's name, in a policy for each agent": "the emulator does not fill the variable in",
    "the office's address is 127.0.0.1, but for the rows \"elsewhere\"": "the calls come from there",
    "`aws:ViaAWSService` is left out": "the emulator does not know the key; it is false in every call that a person or program makes",
    "`aws:PrincipalArn` of a role is its session's ARN": "the emulator fills in the session; AWS fills in the role",
    "object lock is switched on by a call": "the emulator's CloudFormation drops it, and retention could not be asked for",
    "roles trust the rehearsal": "their trust wants a service or a second factor, which the emulator cannot give",
}


def ask(deployment: Deployment, matrix: Path) -> Answers:
    """Sends every row for which there is a call, an actor and a circumstance here."""
    text = matrix.read_text("utf-8")
    answers = Answers(list(csv.DictReader(text.splitlines())))
    world = _World(deployment)
    world.prepare()
    # Rows "elsewhere" come first, while the offices' addresses are the policies' own; what lasts comes last.
    order = sorted(range(len(answers.rows)), key=lambda at: (
        answers.rows[at]["circumstances"] != "elsewhere", answers.rows[at]["expected"] == "ALLOWED",
        answers.rows[at]["action"] in LASTING))
    for at in order:
        row = answers.rows[at]
        if row["circumstances"] != "elsewhere":
            world.at_the_office()
        answer = world.answer(row)
        if answer:
            answers.given[at] = answer
    return answers


class _World:
    """The deployed account, made ready for the actors of the matrix."""

    def __init__(self, deployment: Deployment) -> None:
        self._emulator = deployment.emulator
        self._name = deployment.name
        self._resolver = Resolver(deployment)
        self._iam = self._emulator.client("iam")
        self._credentials: dict[str, Optional[Credentials]] = {}
        self._ciphertexts: dict[str, bytes] = {}
        self._clients: dict[tuple[str, str, str], Any] = {}
        self._versions: dict[str, str] = {}
        self._policies: dict[str, str] = {}
        self._agents: list[tuple[str, str, Json]] = []
        self._moved = False

    def prepare(self) -> None:
        for user in self._of_type("AWS::IAM::User"):
            self._credentials[f"agent {user}"] = self._access_key(user)
            self._rewrite_agent(user)
        for actor, user in (("administrator", "rehearsal-administrator"), ("breakGlassUser", "owner")):
            self._iam.create_user(UserName=user)
            self._iam.put_user_policy(UserName=user, PolicyName="everything", PolicyDocument=json.dumps(_EVERYTHING))
            self._credentials[actor] = self._access_key(user)
        self._credentials["root"] = ROOT
        self._credentials["otherAccount"] = Credentials(_STRANGER, ROOT.secret)
        self._credentials["anonymous"] = None
        for region in (MUMBAI, HYDERABAD):
            role = f"cdk-hnb659fds-cfn-exec-role-{ACCOUNT}-{region}"
            self._iam.put_role_policy(RoleName=role, PolicyName="everything", PolicyDocument=json.dumps(_EVERYTHING))
            self._credentials[f"deployer {region}"] = self._session(role)
        for actor, role in self._roles():
            self._credentials[actor] = self._session(role)
        self._rewrite_buckets()

    def answer(self, row: Row) -> Optional[str]:
        """ALLOWED, DENIED, an error's code, or None where no such call can be made here."""
        if row["action"] not in CALLS:
            return None
        place = self._place(row["resource"], row["expected"] == "ALLOWED")
        if place is None:
            return None
        target, region = place
        circumstances = self._circumstances(row["circumstances"])
        actor = self._actor(row["actor"], region)
        if circumstances is None or actor not in self._credentials:
            return None
        for header, value in circumstances.items():
            (target.headers if header in _HEADERS.values() else target.listing)[header] = value
        if "SSECustomerAlgorithm" in target.headers:
            target.headers["SSECustomerKey"] = "k" * 32
        operation, arguments = CALLS[row["action"]]
        try:
            getattr(self._client(row["action"].split(":")[0], region, actor), operation)(**arguments(target))
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _PASSED:
                return "ALLOWED"
            return "DENIED" if code in _REFUSALS or error.response["ResponseMetadata"]["HTTPStatusCode"] == 403 else code
        except BotoCoreError as error:
            return type(error).__name__
        return "ALLOWED"

    def at_the_office(self) -> None:
        """From now on the offices' address is the one that calls come from."""
        if self._moved:
            return
        self._moved = True
        for user, name, document in self._agents:
            self._iam.put_user_policy(UserName=user, PolicyName=name, PolicyDocument=re.sub(
                r'("aws:SourceIp": )\[[^\]]*\]', r'\1["127.0.0.1/32"]', json.dumps(document)))

    def _of_type(self, kind: str) -> list[str]:
        return [self._resolver.physical(stack, logical) for stack, template in self._resolver.templates().items()
                for logical, resource in template["Resources"].items() if resource["Type"] == kind]

    def _rewrite_agent(self, user: str) -> None:
        """In the place of the group's policy, the same for one user."""
        for group in self._iam.list_groups_for_user(UserName=user)["Groups"]:
            for policy in self._iam.list_attached_group_policies(GroupName=group["GroupName"])["AttachedPolicies"]:
                version = self._iam.get_policy(PolicyArn=policy["PolicyArn"])["Policy"]["DefaultVersionId"]
                document = self._iam.get_policy_version(PolicyArn=policy["PolicyArn"], VersionId=version)["PolicyVersion"]["Document"]
                own = json.loads(json.dumps(document).replace("${aws:username}", user))
                for statement in own["Statement"]:
                    if statement.get("Condition", {}).get("Bool", {}).pop("aws:ViaAWSService", None):
                        statement["Condition"] = {key: value for key, value in statement["Condition"].items() if value}
                self._agents.append((user, policy["PolicyName"], own))
                self._iam.put_user_policy(UserName=user, PolicyName=policy["PolicyName"], PolicyDocument=json.dumps(own))
            self._iam.remove_user_from_group(GroupName=group["GroupName"], UserName=user)

    def _roles(self) -> Iterator[tuple[str, str]]:
        yield "breakGlass", f"{self._name}-break-glass"
        yield "replication", f"{self._name}-replication"
        yield "eventPublisher", self._resolver.physical(f"{self._name}-Alerting", next(
            logical for logical, resource in self._resolver.templates()[f"{self._name}-Alerting"]["Resources"].items()
            if resource["Type"] == "AWS::IAM::Role" and logical.startswith("EventPublisher")))
        for role in self._of_type("AWS::IAM::Role"):
            yield f"runbook:{role[len(self._name) + 1:]}", role

    def _session(self, role: str) -> Credentials:
        trust = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}}]}
        before = self._iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]
        self._iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(trust))
        session = self._emulator.client("sts").assume_role(
            RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}", RoleSessionName="rehearsal")["Credentials"]
        self._iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(before))
        return Credentials(session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])

    def _access_key(self, user: str) -> Credentials:
        key = self._iam.create_access_key(UserName=user)["AccessKey"]
        return Credentials(key["AccessKeyId"], key["SecretAccessKey"])

    def _rewrite_buckets(self) -> None:
        for bucket in self._of_type("AWS::S3::Bucket"):
            s3 = self._emulator.client("s3", bucket[-10:])
            policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
            for statement in policy["Statement"]:
                for keys in statement.get("Condition", {}).values():
                    if "aws:PrincipalArn" in keys:
                        keys["aws:PrincipalArn"] = json.loads(re.sub(
                            r"arn:aws:iam::(\d+):role/([^\"]+)", r"arn:aws:sts::\1:assumed-role/\2/*",
                            json.dumps(keys["aws:PrincipalArn"])))
            self._policies[bucket] = json.dumps(policy)
            s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})
            s3.put_bucket_policy(Bucket=bucket, Policy=self._policies[bucket])

    def _version(self, bucket: str, key: str, fresh: bool) -> str:
        """The version of an object, made by root, whom the emulator lets past all policies; anew where a row may have hidden it."""
        if fresh or f"{bucket}/{key}" not in self._versions:
            made = self._client("s3", bucket[-10:], "root").put_object(Bucket=bucket, Key=key, Body=b"x")
            self._versions[f"{bucket}/{key}"] = made.get("VersionId", "null")
        return self._versions[f"{bucket}/{key}"]

    def _place(self, resource: str, fresh: bool) -> Optional[tuple[Target, str]]:
        """What a row's resource is here, and its Region."""
        if resource.startswith("arn:aws:secretsmanager:"):
            return Target("", resource, "", {}, {}, ""), resource.split(":")[3]
        name, _, key = resource.partition("/")
        kebab = re.sub(r"([A-Z])", lambda upper: "-" + upper.group(1).lower(), name)
        for region in (MUMBAI, HYDERABAD):
            bucket = f"{self._name}-{kebab}-{ACCOUNT}-{region}"
            if bucket in self._policies:
                key = key or "any"
                return Target(bucket, key, self._version(bucket, key, fresh), {}, {}, self._policies[bucket]), region
        region = HYDERABAD if name.startswith("replica") else MUMBAI
        if name in ("*", "user"):
            return Target("*", key or f"{self._name}/agents/pune/key-1", "", {}, {}, ""), region
        physical = self._landmark(name)
        if physical is None:
            return None
        return Target(physical, key, "", {}, {}, "", self._ciphertext(physical, region) if name.endswith("Key") else b""), region

    def _landmark(self, name: str) -> Optional[str]:
        stack = {"topic": "Alerting", "replicaTopic": "Replica", "alertsKey": "Alerting", "replicaAlertsKey": "Replica",
                 "auditKey": "Audit", "vaultCopyKey": "Operations"}.get(name)
        if stack:
            kind = "AWS::KMS::Key" if name.endswith("Key") else "AWS::SNS::Topic"
            found = [logical for logical, resource in self._resolver.templates()[f"{self._name}-{stack}"]["Resources"].items()
                     if resource["Type"] == kind and (name != "vaultCopyKey" or "Copy" in logical)]
            return self._resolver.physical(f"{self._name}-{stack}", found[0])
        if name == "breakGlass":
            return f"arn:aws:iam::{ACCOUNT}:role/{self._name}-break-glass"
        return None

    def _ciphertext(self, key: str, region: str) -> bytes:
        if key not in self._ciphertexts:
            self._ciphertexts[key] = self._emulator.client("kms", region).encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
        return self._ciphertexts[key]

    def _actor(self, actor: str, region: str) -> str:
        if actor == "deployer":
            return f"deployer {region}"
        if actor == "foreignDeployer":
            return f"deployer {HYDERABAD if region == MUMBAI else MUMBAI}"
        return actor

    @staticmethod
    def _circumstances(text: str) -> Optional[dict[str, str]]:
        """The arguments that make a call what the row describes, or None where none can."""
        found = {}
        for word in text.split():
            name, _, value = word.partition("=")
            if name in _HEADERS:
                found[_HEADERS[name]] = value
            elif name in _LISTING:
                found[_LISTING[name]] = value
            elif word not in ("elsewhere", f"aws:RequestedRegion={MUMBAI}", "s3:TlsVersion=1.2"):
                return None
        return {name: value for name, value in found.items() if value or name == "Prefix"}

    def _client(self, service: str, region: str, actor: str) -> Any:
        key = service, region, actor
        if key not in self._clients:
            credentials = self._credentials[actor]
            self._clients[key] = self._emulator.client(service, region, credentials) if credentials else \
                self._emulator.client(service, region, ROOT, signature_version=UNSIGNED)
        return self._clients[key]
