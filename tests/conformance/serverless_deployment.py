"""Deploys a service with osls to a moto server and reads back what came of it.

moto skips resources that it doesn't know and says CREATE_COMPLETE all the same; what it knows must be there. Its own check
of templates refuses each warning of cfn-lint and is put aside: cfn-lint has been asked before.
"""

import ast
import json
import re

import boto3
from moto.cloudformation.models import CloudFormationBackend
from moto.server import ThreadedMotoServer

# Of the resources of this service, those that moto makes.
KNOWN = {"AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping", "AWS::IAM::Role", "AWS::SQS::Queue", "AWS::DynamoDB::Table",
         "AWS::Logs::LogGroup"}

# What the roles allow, told from the design by hand: (action, name of the resource).
EDGES = {
    "checkout": {("dynamodb:PutItem", "Orders"), ("sqs:SendMessage", "Receipts")},
    "mailer": {("sqs:ReceiveMessage", "Receipts"), ("sqs:DeleteMessage", "Receipts"), ("sqs:GetQueueAttributes", "Receipts")},
}


def check_deployment(framework, folder, check):
    CloudFormationBackend.validate_template = lambda *_: []
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        deploy(framework, folder, f"http://{host}:{port}", check)
    finally:
        server.stop()


def deploy(framework, folder, endpoint, check):
    # From the loopback of its own network a process wouldn't reach the server.
    done = framework.run(folder, "deploy", cut_off=False, AWS_ENDPOINT_URL=endpoint, AWS_ACCESS_KEY_ID="test",
                         AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
    said = done.stdout + done.stderr
    if done.returncode != 0:
        print(said[-3000:])
        print(f"SKIPPED: osls can't deploy {folder.name} to moto here; the deployed wiring is NOT checked")
        return
    template = json.loads((folder / ".serverless" / "cloudformation-template-update-stack.json").read_text())["Resources"]

    def client(service):
        return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="test",
                            aws_secret_access_key="test")

    pages = client("cloudformation").get_paginator("list_stack_resources").paginate(StackName="order-intake-dev")
    made = {one["LogicalResourceId"]: one["PhysicalResourceId"] for page in pages for one in page["StackResourceSummaries"]}
    wanted = {name for name, resource in template.items() if resource["Type"] in KNOWN}
    check(wanted <= set(made), f"deployed: {len(wanted)} resources; missing: {sorted(wanted - set(made))}")
    mappings = {(m["FunctionArn"].split(":")[6], m["EventSourceArn"].split(":")[-1], m["BatchSize"],
                 m.get("MaximumBatchingWindowInSeconds"))
                for m in client("lambda").list_event_source_mappings()["EventSourceMappings"]}
    queue = made["Receipts"].split("/")[-1]
    check({m[:3] for m in mappings} == {("order-intake-dev-mailer", queue, 10)}, f"deployed: takes {mappings}")
    for function, edges in EDGES.items():
        role = client("lambda").get_function(FunctionName=f"order-intake-dev-{function}")["Configuration"]["Role"]
        allowed = resolved(client("iam"), role.split("/")[-1])
        text = json.dumps(sorted(allowed), default=str)
        check("None" not in text, f"deployed: the role of {function} names no resource that isn't there")
        found = {(action, resource) for action, resource in allowed if action.split(":")[0] in ("dynamodb", "sqs")}
        expected = {(action, last_part(made[name])) for action, name in edges}
        check({(a, re.split("[:/]", r)[-1]) for a, r in found} == expected, f"deployed: {function} may {sorted(found)}")


def last_part(physical):
    return physical.split("/")[-1]


def resolved(iam, role):
    allowed = set()
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        if isinstance(document, str):
            document = ast.literal_eval(document)  # moto answers with Python's notation
        for statement in document["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            allowed |= {(action, str(statement["Resource"])) for action in actions}
    return allowed
