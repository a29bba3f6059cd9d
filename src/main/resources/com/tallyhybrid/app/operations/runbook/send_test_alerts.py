"""Sends one test alert along every way to a person."""
import datetime
import json

import boto3


def send(events, context):
    failures = []
    for way in (_alarm_in_mumbai, _alarm_in_hyderabad, _event, _reminder):
        try:
            way(events)
        except Exception as refused:
            failures.append("%s: %s" % (way.__name__.strip("_"), refused))
    if failures:
        raise RuntimeError("these ways are broken: " + "; ".join(failures))
    return {"Sent": 4}


def _alarm_in_mumbai(events):
    _set_alarm(events, "ap-south-1")


def _alarm_in_hyderabad(events):
    _set_alarm(events, "ap-south-2")


def _set_alarm(events, region):
    boto3.client("cloudwatch", region_name=region).set_alarm_state(
        AlarmName=events["Alarm"],
        StateValue="ALARM",
        StateReason="Test by the run " + events["Execution"],
    )


def _event(events):
    answer = boto3.client("events", region_name="ap-south-1").put_events(Entries=[{
        "Source": events["Source"],
        "DetailType": events["DetailType"],
        "Detail": json.dumps({"deployment": events["Deployment"]}),
    }])
    if answer["FailedEntryCount"]:
        raise RuntimeError(answer["Entries"][0]["ErrorMessage"])


def _reminder(events):
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=2)
    boto3.client("scheduler", region_name="ap-south-1").create_schedule(
        Name="test-" + events["Execution"],
        GroupName=events["ReminderGroup"],
        ScheduleExpression=soon.strftime("at(%Y-%m-%dT%H:%M:%S)"),
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={
            "Arn": events["Topic"],
            "RoleArn": events["ReminderRole"],
            "Input": "This is a test of a reminder. Nothing is wrong. Runbook: " + events["Page"],
        },
        ActionAfterCompletion="DELETE",
    )
