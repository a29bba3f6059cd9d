"""What the values of a deployed template are: its references filled in from the account."""
from __future__ import annotations

from typing import Any, Callable

from deployment import Deployment
from emulator import ACCOUNT, HYDERABAD, MUMBAI

Json = Any

_ARNS: dict[str, Callable[[str, str], str]] = {
    "AWS::S3::Bucket": lambda region, physical: f"arn:aws:s3:::{physical}",
    "AWS::IAM::Role": lambda region, physical: f"arn:aws:iam::{ACCOUNT}:role/{physical}",
    "AWS::IAM::User": lambda region, physical: f"arn:aws:iam::{ACCOUNT}:user/{physical}",
    "AWS::KMS::Key": lambda region, physical: f"arn:aws:kms:{region}:{ACCOUNT}:key/{physical}",
    "AWS::Logs::LogGroup": lambda region, physical: f"arn:aws:logs:{region}:{ACCOUNT}:log-group:{physical}:*",
    "AWS::Backup::BackupVault": lambda region, physical: f"arn:aws:backup:{region}:{ACCOUNT}:backup-vault:{physical}",
    "AWS::Events::Rule": lambda region, physical: f"arn:aws:events:{region}:{ACCOUNT}:rule/{physical}",
    "AWS::SNS::Topic": lambda region, physical: physical,
}


class Resolver:
    """Resolves the references that this project's templates use, and refuses any other."""

    def __init__(self, deployment: Deployment) -> None:
        self._assembly = deployment.assembly()
        self._regions = self._assembly.stacks()
        self._templates = {stack: self._assembly.template(stack) for stack in self._regions}
        self._physical = deployment.resources()
        self._exports = {export["Name"]: export["Value"] for region in (MUMBAI, HYDERABAD)
                         for export in deployment.emulator.client("cloudformation", region).list_exports()["Exports"]}
        self._ec2 = deployment.emulator.client("ec2")
        self._zones = sorted(zone["ZoneName"] for zone in self._ec2.describe_availability_zones()["AvailabilityZones"])

    def templates(self) -> dict[str, dict[str, Any]]:
        return self._templates

    def region(self, stack: str) -> str:
        return self._regions[stack]

    def physical(self, stack: str, logical: str) -> str:
        return self._physical[stack][logical]

    def value(self, stack: str, value: Json) -> Json:
        """A value of a stack's template without references."""
        if isinstance(value, list):
            return [self.value(stack, item) for item in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (function, of), = value.items()
            if function == "Ref":
                return self._reference(stack, of)
            if function == "Fn::GetAtt":
                return self._attribute(stack, *of)
            if function == "Fn::ImportValue":
                return self._exports[of]
            if function == "Fn::Join":
                return of[0].join(str(self.value(stack, part)) for part in of[1])
            if function == "Fn::Select":
                return self.value(stack, of[1])[int(of[0])]
            if function == "Fn::GetAZs":
                return self._zones
            if function.startswith("Fn::"):
                raise LookupError(f"{stack}: {function} is not resolved by the rehearsal")
        return {key: self.value(stack, item) for key, item in value.items()}

    def _reference(self, stack: str, name: str) -> str:
        pseudo = {"AWS::Region": self._regions[stack], "AWS::AccountId": ACCOUNT, "AWS::Partition": "aws", "AWS::StackName": stack}
        return pseudo[name] if name in pseudo else self._physical[stack][name]

    def _attribute(self, stack: str, logical: str, attribute: str) -> str:
        kind, physical = self._templates[stack]["Resources"][logical]["Type"], self._physical[stack][logical]
        if attribute in ("Arn", "TopicArn", "BackupVaultArn") and kind in _ARNS:
            return _ARNS[kind](self._regions[stack], physical)
        if attribute in ("GroupId", "BackupVaultName", "VpcId", "SubnetId", "RouteTableId"):
            return physical
        if attribute == "DefaultSecurityGroup":
            groups = self._ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [physical]}])["SecurityGroups"]
            return next(group["GroupId"] for group in groups if group["GroupName"] == "default")
        raise LookupError(f"{stack}/{logical}: the rehearsal does not know {kind}.{attribute}")
