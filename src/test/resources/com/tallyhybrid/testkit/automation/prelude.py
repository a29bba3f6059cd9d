"""Stands in for boto3 and the clock: every call goes to the recorded AWS of the test."""
import datetime
import json
import re
import sys
import time
import types

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")


class ClientError(Exception):
    def __init__(self, response, operation):
        super().__init__("An error occurred (%s) when calling the %s operation: %s" % (
            response["Error"]["Code"], operation, response["Error"]["Message"]))
        self.response = response


def _moments(value):
    if isinstance(value, dict):
        return {key: _moments(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moments(inner) for inner in value]
    if isinstance(value, str) and _MOMENT.match(value):
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def _plain(value):
    return value.decode() if isinstance(value, bytes) else value.strftime("%Y-%m-%dT%H:%M:%SZ")


class _Client:
    def __init__(self, service, region):
        self._service, self._region = service, region

    def __getattr__(self, method):
        api = "".join(part[0].upper() + part[1:] for part in method.split("_"))

        def call(**parameters):
            answer = json.loads(str(_aws.call(self._service, self._region, api, json.dumps(parameters, default=_plain))))
            if "Fault" in answer:
                raise ClientError({"Error": answer["Fault"]}, api)
            return _moments(answer["Answer"])

        return call


def _client(service, region_name=None):
    if region_name is None:
        raise AssertionError("a script must name its Region")
    return _Client(service, region_name)


def _module(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module
    return module


_module("boto3", client=_client)
_module("botocore", exceptions=_module("botocore.exceptions", ClientError=ClientError))
time.sleep = lambda seconds: _aws.sleep(seconds)
time.monotonic = lambda: _aws.now()


def _run(script, handler, events):
    names = {"__name__": "script"}
    exec(compile(script, "script.py", "exec"), names)
    return json.dumps(names[handler](json.loads(events), {}))
