"""Compares what an account holds with the templates that were deployed into it, property by property."""
from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Iterator, Optional

from botocore.exceptions import BotoCoreError, ClientError

from assembly import NOTHING, STANDS_FOR
from deployment import Deployment
from readers import READERS, Resource
from resolve import Resolver

Json = Any
_LEFT_OUT = object()
# Of these a word more would mean something else, so they are compared as a whole. Of the rest, what the account adds
# beyond the template is its defaults.
_WHOLE = {"PolicyDocument", "AssumeRolePolicyDocument", "KeyPolicy", "AccessPolicy", "EventPattern"}


@dataclass(frozen=True)
class Difference:
    """A property that the account does not hold as the template has it; the path is ``Type.Property.Property``."""

    path: str
    where: str
    wanted: Json
    found: Json


@dataclass
class Comparison:
    """What was compared."""

    resources: Counter[str] = field(default_factory=Counter)
    stood_in_types: Counter[str] = field(default_factory=Counter)
    agreeing: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    @property
    def stood_in(self) -> int:
        return self.stood_in_types.total()


def unexplained(comparisons: list[Comparison], gaps: dict[str, str]) -> list[str]:
    """Differences that no known gap of the emulator explains, and gaps that are none any more."""
    differences = [difference for comparison in comparisons for difference in comparison.differences]
    different = {difference.path for difference in differences}
    return [
        *(f"{each.where} ({each.path}): the template has {_short(each.wanted)}, the account {_short(each.found)}"
          for each in differences if each.path not in gaps),
        *(f"{path} is a known gap of the emulator, but agrees now: take it off known/readback.json"
          for path in gaps if path not in different)]


def compare(deployment: Deployment) -> Comparison:
    """Reads every resource of every stack back."""
    resolver, result, clients = Resolver(deployment), Comparison(), {}

    def client(service: str, region: str) -> Any:
        key = service, region
        if key not in clients:
            clients[key] = deployment.emulator.client(service, region)
        return clients[key]

    for stack, template in resolver.templates().items():
        region = resolver.region(stack)
        for logical, declared in template["Resources"].items():
            if declared["Type"] == NOTHING:
                result.stood_in_types[declared["Metadata"][STANDS_FOR]] += 1
                continue
            wanted = resolver.value(stack, declared.get("Properties", {}))
            resource = Resource(resolver.physical(stack, logical), region, wanted, lambda service: client(service, region))
            _compare_one(f"{stack}/{logical}", declared["Type"], resource, result)
    return result


def _compare_one(where: str, kind: str, resource: Resource, result: Comparison) -> None:
    result.resources[kind] += 1
    try:
        found = READERS[kind](resource) if kind in READERS else {}
    except (BotoCoreError, ClientError, KeyError, IndexError, StopIteration) as error:
        found = {}
        result.differences.append(Difference(kind, where, "to be there", f"{type(error).__name__}: {error}"))
    for difference in _differences(kind, where, resource.wanted, found, result.agreeing):
        result.differences.append(difference)


def _differences(path: str, where: str, wanted: Json, found: Json, agreeing: Counter[str]) -> Iterator[Difference]:
    whole = path.rsplit(".", 1)[-1] in _WHOLE
    if isinstance(wanted, dict) and isinstance(found, dict) and not whole:
        for key, value in wanted.items():
            yield from _differences(f"{path}.{key}", where, value, found.get(key, _LEFT_OUT), agreeing)
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(_own(found)):
        for one, other in zip(_sorted(wanted), _sorted(_own(found))):
            yield from _differences(path, where, one, other, agreeing)
    elif _same(wanted, found):
        agreeing[path.split(".")[0]] += 1
    else:
        yield Difference(path, where, wanted, None if found is _LEFT_OUT else found)


def _own(values: list[Json]) -> list[Json]:
    """Without the tags that CloudFormation itself adds."""
    return [value for value in values if not (isinstance(value, dict) and str(value.get("Key")).startswith("aws:cloudformation:"))]


def _sorted(values: list[Json]) -> list[Json]:
    """The order of rules, tags and subnets means nothing."""
    return sorted(values, key=lambda value: json.dumps(value, sort_keys=True, default=str))


def _same(wanted: Json, found: Json) -> bool:
    """Numbers and booleans travel as text in some calls."""
    if isinstance(wanted, (bool, int, float)) and isinstance(found, (bool, int, float, str)):
        return str(wanted).lower() == str(found).lower() or (isinstance(found, float) and float(wanted) == found)
    return bool(wanted == found)


def _short(value: Json, longest: int = 200) -> str:
    text: Optional[str] = json.dumps(value, default=str)
    return text if text is not None and len(text) <= longest else f"{str(text)[:longest]}…"
