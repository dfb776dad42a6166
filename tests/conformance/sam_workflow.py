"""Executes a deployed state machine in moto's interpreter of the Amazon States Language and counts what it did.

The definition is deployed with the stack, so that what it names is there; moto answers for the functions with what they get.
"""

import collections
import json
import time

import boto3
import moto

import sam_deployment

# How often one execution enters each state that does something, by the design: a map of 120 shops.
EXPECTED_TASKS = {
    "nightly-report": ("Report", {"Call list-shops": 1, "Call add-up": 120, "Call write-report": 1, "Send to mails": 1}),
}
LONGEST = 240  # seconds


def check_execution(folder, plain, check):
    if folder.name not in EXPECTED_TASKS:
        return
    machine, tasks = EXPECTED_TASKS[folder.name]
    properties = plain["Resources"][machine]["Properties"]
    # What the definition's substitutions stand for is told by outputs of the stack.
    outputs = {machine + key.replace("_", ""): {"Value": value}
               for key, value in properties["DefinitionSubstitutions"].items()}
    with moto.mock_aws(config={"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}):
        if sam_deployment.deploy(folder, plain, check, outputs) is None:
            return
        stack = boto3.client("cloudformation").describe_stacks(StackName="test")["Stacks"][0]
        told = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
        definition = properties["DefinitionString"]
        if isinstance(definition, dict):
            definition = "\n".join(definition["Fn::Join"][1])
        for key in properties["DefinitionSubstitutions"]:
            definition = definition.replace("${" + key + "}", told[machine + key.replace("_", "")])
        states = boto3.client("stepfunctions")
        made = states.create_state_machine(
            name=machine, definition=definition, roleArn="arn:aws:iam::123456789012:role/machine")["stateMachineArn"]
        execution = states.start_execution(stateMachineArn=made, input=json.dumps({"id": "1"}))["executionArn"]
        until = time.monotonic() + LONGEST
        while states.describe_execution(executionArn=execution)["status"] == "RUNNING" and time.monotonic() < until:
            time.sleep(0.5)
        ended = states.describe_execution(executionArn=execution)
        check(ended["status"] == "SUCCEEDED",
              f"{folder.name}: an execution of {machine} ends: {ended['status']} {ended.get('cause', '')}")
        history = [event for page in states.get_paginator("get_execution_history").paginate(executionArn=execution)
                   for event in page["events"]]
    entered = collections.Counter(
        event["stateEnteredEventDetails"]["name"] for event in history if event["type"] == "TaskStateEntered")
    check(entered == tasks, f"{folder.name}: the execution did what is drawn: {dict(entered)}")
    running = most = 0
    for event in history:
        running += {"MapIterationStarted": 1, "MapIterationSucceeded": -1}.get(event["type"], 0)
        most = max(most, running)
    check(0 < most <= 10, f"{folder.name}: at most ten shops at a time: {most}")
