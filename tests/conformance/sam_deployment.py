"""Deploys a transformed template to moto and reads back what came of it.

moto knows nothing of ApiGatewayV2, Cognito, ElastiCache and some others in CloudFormation. Those are left out before, and
what refers to them gets "unknown:" and their logical id; all others must then be there.
"""

import ast
import http.server
import importlib
import io
import json
import os
import re
import sys
import threading
import zipfile

import boto3
import moto

UNKNOWN_TO_MOTO = {
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Authorizer",
    "AWS::ApiGatewayV2::Stage",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBSubnetGroup",
    "AWS::Lambda::Alias",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Version",
    "AWS::Events::ApiDestination",
    "AWS::Events::Connection",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::Scheduler::Schedule",
    "AWS::SQS::QueuePolicy",
    "AWS::SecretsManager::Secret",
}

# What each function may do, told from the designs by hand: (action, logical id of the resource).
EXPECTED_PERMISSIONS = {
    "order-intake": {
        "Checkout": {
            ("dynamodb:PutItem", "Orders"), ("sqs:SendMessage", "Receipts"),
            ("secretsmanager:GetSecretValue", "unknown:PaymentsCredential"),
        },
        "Mailer": set(),
    },
    "every-event": {
        "Sender": {
            ("secretsmanager:GetSecretValue", "unknown:Keys"), ("sns:Publish", "News"), ("kinesis:PutRecord", "Readings"),
            ("events:PutEvents", "Bus"), ("s3:PutObject", "Files/*"), ("dynamodb:PutItem", "Things"),
        },
        "Told": {("s3:GetObject", "Files/*")},
        "Gatherer": {
            ("dynamodb:PutItem", "Things"), ("sqs:SendMessage", "Lost"), ("kinesis:DescribeStream", "Readings"),
            ("kinesis:DescribeStreamSummary", "Readings"), ("kinesis:GetRecords", "Readings"),
            ("kinesis:GetShardIterator", "Readings"), ("kinesis:ListShards", "Readings"),
        },
        "Follower": {
            ("sqs:SendMessage", "Lost"), ("dynamodb:DescribeStream", "Things/stream"), ("dynamodb:GetRecords", "Things/stream"),
            ("dynamodb:GetShardIterator", "Things/stream"), ("dynamodb:ListStreams", "Things/stream"),
        },
        "Worker": set(),
    },
    "every-task": {
        "Work": {
            ("rds-data:ExecuteStatement", "unknown:Ledger"), ("secretsmanager:GetSecretValue", "unknown:Ledger"),
        },
        "Other": {("lambda:InvokeFunction", "Work")},
    },
    "every-access": {
        "Taker": {
            ("dynamodb:PutItem", "Table"), ("dynamodb:GetItem", "Table"), ("dynamodb:Query", "Table"),
            ("dynamodb:DeleteItem", "Table"), ("sqs:SendMessage", "Work"), ("s3:GetObject", "Bucket/*"),
            ("s3:PutObject", "Bucket/*"), ("s3:DeleteObject", "Bucket/*"), ("s3:ListBucket", "Bucket"),
            ("lambda:InvokeFunction", "Later"), ("lambda:InvokeFunction", "unknown:PartAliaslive"),
            ("secretsmanager:GetSecretValue", "unknown:PartnerCredential"),
        },
        "Reader": {("dynamodb:GetItem", "Table2"), ("s3:GetObject", "Bucket/*")},
        "Part": set(),
        "Later": {("dynamodb:PutItem", "Table2")},
        "Worker": {
            ("dynamodb:PutItem", "Table"), ("sqs:SendMessage", "Done"), ("s3:PutObject", "Bucket/*"),
            ("secretsmanager:GetSecretValue", "unknown:PartnerCredential"),
        },
    },
}


def check_deployment(folder, plain, check):
    if any(resource["Type"] == "AWS::ECS::Service" for resource in plain["Resources"].values()):
        print(f"SKIPPED: moto makes no service of containers behind a balancer; the deployment of {folder.name} is NOT checked")
        return
    with moto.mock_aws():
        physical = deploy(folder, plain, check)
        if physical is not None:
            check_queues(folder, plain, physical, check)
            check_consumers(folder, plain, physical, check)
            check_rules(folder, plain, physical, check)
            check_permissions(folder, plain, physical, check)
            if folder.name == "every-access-python":
                check_python_handlers(folder, plain, physical, check)


def known_part(plain, outputs):
    resources = plain["Resources"]
    unknown = {name for name, resource in resources.items() if resource["Type"] in UNKNOWN_TO_MOTO}

    def replaced(value):
        if isinstance(value, list):
            return [replaced(item) for item in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            key, argument = next(iter(value.items()))
            name = argument[0] if key == "Fn::GetAtt" else argument if key == "Ref" else None
            if isinstance(name, str) and name in unknown:
                if resources[name]["Type"] == "AWS::Events::ApiDestination":  # moto wants an ARN for a target
                    return "arn:aws:events:us-east-1:123456789012:api-destination/" + name
                return "unknown:" + name
            if key == "Ref" and resources.get(name, {}).get("Type") == "AWS::Events::EventBus":
                return {"Fn::GetAtt": [name, "Name"]}  # moto's Ref of a bus is no text
            if key == "Fn::Sub" and isinstance(argument, str):
                for name in unknown:
                    argument = argument.replace("${" + name + "}", "unknown:" + name)
                return {key: argument}
        return {key: replaced(item) for key, item in value.items()}

    kept = {name: replaced(resource) for name, resource in resources.items() if name not in unknown}
    for resource in kept.values():
        if "DependsOn" in resource:
            before = resource["DependsOn"] if isinstance(resource["DependsOn"], list) else [resource["DependsOn"]]
            resource["DependsOn"] = [name for name in before if name in kept]
    # moto refuses a permission on a function's alias, which it doesn't make.
    kept = {
        name: resource
        for name, resource in kept.items()
        if not str(resource.get("Properties", {}).get("FunctionName", "")).startswith("unknown:")
    }
    known = {"Parameters": plain["Parameters"], "Resources": kept}
    return {**known, "Outputs": replaced(outputs)} if outputs else known


def deploy(folder, plain, check, outputs=None):
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("index.mjs", "")
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_object(Bucket="bucket", Key="code.zip", Body=package.getvalue())
    for resource in plain["Resources"].values():
        key = resource["Properties"]["Code"]["S3Key"] if resource["Type"] == "AWS::Lambda::Function" else None
        if isinstance(key, dict):
            key = key["Fn::Sub"].replace("${CodePrefix}", "releases/1/")
            s3.put_object(Bucket="bucket", Key=key, Body=package.getvalue())
    ec2 = boto3.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]["SubnetId"]
        for n, zone in enumerate("ab")
    ]
    values = {
        "VpcId": vpc, "PrivateSubnetIds": ",".join(subnets), "CodeBucket": "bucket", "CodePrefix": "releases/1/",
        "ServiceDomain": "services.example.com",
        "ServiceCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
        "AlarmTopicArn": "arn:aws:sns:us-east-1:123456789012:alarms",
    }
    parameters = [
        {"ParameterKey": name, "ParameterValue": values.get(name, "https://partner.example/charge")}
        for name, parameter in plain["Parameters"].items()
        if "Default" not in parameter
    ]
    cloud = boto3.client("cloudformation")
    template = known_part(plain, outputs)
    cloud.create_stack(
        StackName="test", TemplateBody=json.dumps(template), Parameters=parameters, Capabilities=["CAPABILITY_IAM"]
    )
    status = cloud.describe_stacks(StackName="test")["Stacks"][0]["StackStatus"]
    check(status == "CREATE_COMPLETE", f"{folder.name}: moto deploys the stack ({status})")
    made = {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for page in cloud.get_paginator("list_stack_resources").paginate(StackName="test")
        for resource in page["StackResourceSummaries"]
    }
    wanted = set(template["Resources"])
    check(wanted <= set(made), f"{folder.name}: {len(wanted)} resources are deployed; missing: {sorted(wanted - set(made))}")
    return made if wanted <= set(made) else None


def check_queues(folder, plain, physical, check):
    sqs = boto3.client("sqs")
    for name, resource in plain["Resources"].items():
        if resource["Type"] != "AWS::SQS::Queue":
            continue
        found = sqs.get_queue_attributes(QueueUrl=physical[name], AttributeNames=["All"])["Attributes"]
        redrive = json.loads(found.get("RedrivePolicy", "{}"))
        dead = resource["Properties"].get("RedrivePolicy", {}).get("deadLetterTargetArn", {}).get("Fn::GetAtt", [None])[0]
        check(
            redrive.get("deadLetterTargetArn", "").split(":")[-1] == (physical[dead].split("/")[-1] if dead else ""),
            f"{folder.name}: dead letters of {name} go to {dead}",
        )


def check_consumers(folder, plain, physical, check):
    client = boto3.client("lambda")
    for name, resource in plain["Resources"].items():
        if resource["Type"] != "AWS::Lambda::EventSourceMapping":
            continue
        wanted = resource["Properties"]
        found = client.get_event_source_mapping(UUID=physical[name])
        source = physical[wanted["EventSourceArn"]["Fn::GetAtt"][0]].split("/")[-1]
        check(found["BatchSize"] == wanted["BatchSize"] and source in re.split("[:/]", found["EventSourceArn"]),
              f"{folder.name}: {name} takes batches of {wanted['BatchSize']} from {source}")


def bus_name(plain, name):
    return plain["Resources"][name]["Properties"]["Name"]["Fn::Sub"].replace("${AWS::StackName}", "test")


def check_rules(folder, plain, physical, check):
    client = boto3.client("events")
    for name, resource in plain["Resources"].items():
        if resource["Type"] != "AWS::Events::Rule":
            continue
        bus = resource["Properties"].get("EventBusName")
        bus = bus_name(plain, bus["Ref"]) if bus else "default"
        rule = physical[name].split("/")[-1].split("|")[-1]
        targets = client.list_targets_by_rule(Rule=rule, EventBusName=bus)["Targets"]
        wanted = [target["Id"] for target in resource["Properties"]["Targets"]]
        check([target["Id"] for target in targets] == wanted, f"{folder.name}: {name} on {bus} leads to {wanted}")


def check_permissions(folder, plain, physical, check):
    name = re.sub("-(nodejs|python)$", "", folder.name)
    iam = boto3.client("iam")
    for function, expected in EXPECTED_PERMISSIONS.get(name, {}).items():
        role = physical[function + "Role"]
        found = set()
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
            if isinstance(document, str):
                document = ast.literal_eval(document)  # moto answers with Python's notation
            for statement in document["Statement"]:
                if statement["Effect"] != "Allow":
                    check(False, f"{folder.name}: {function} has only allowing statements")
                # What Lambda does in the function's name: SAM attaches managed policies for that.
                found |= {(action, statement["Resource"]) for action in statement["Action"]
                          if not action.startswith(("logs:", "xray:", "ec2:"))}
        resolved = {(action, arn(target, plain, physical)) for action, target in expected | polled(plain, function)}
        check(found == resolved, f"{folder.name}: {function} may do {sorted(action for action, _ in resolved)} and nothing else"
              + ("" if found == resolved else f"; found {sorted(found, key=str)}, expected {sorted(resolved)}"))


def polled(plain, function):
    """What Lambda needs to poll the function's queues, where no managed policy gives it that."""
    if "ManagedPolicyArns" in plain["Resources"][function + "Role"]["Properties"]:
        return set()
    queues = {
        resource["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]
        for resource in plain["Resources"].values()
        if resource["Type"] == "AWS::Lambda::EventSourceMapping"
        and resource["Properties"]["FunctionName"]["Ref"] in (function, function + "Aliaslive")
    }
    queues = {queue for queue in queues if plain["Resources"][queue]["Type"] == "AWS::SQS::Queue"}
    actions = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
    return {(action, queue) for action in actions for queue in queues}


def arn(target, plain, physical):
    if target.startswith("unknown:"):
        return target
    name, _, suffix = target.partition("/")
    identity = physical[name]
    kind = plain["Resources"][name]["Type"]
    place = "us-east-1:123456789012"
    if kind == "AWS::DynamoDB::Table" and suffix == "stream":
        return boto3.client("dynamodb").describe_table(TableName=identity)["Table"]["LatestStreamArn"]
    return {
        "AWS::SQS::Queue": f"arn:aws:sqs:{place}:" + identity.split("/")[-1],
        "AWS::SNS::Topic": identity,
        "AWS::StepFunctions::StateMachine": identity,
        "AWS::Kinesis::Stream": f"arn:aws:kinesis:{place}:stream/{identity}",
        "AWS::Events::EventBus": f"arn:aws:events:{place}:event-bus/" + (bus_name(plain, name) if kind == "AWS::Events::EventBus" else ""),
        "AWS::S3::Bucket": f"arn:aws:s3:::{identity}" + ("/*" if suffix else ""),
        "AWS::Lambda::Function": f"arn:aws:lambda:{place}:function:{identity}",
        "AWS::DynamoDB::Table": f"arn:aws:dynamodb:{place}:table/{identity}",
    }[kind]


def check_python_handlers(folder, plain, physical, check):
    """Runs three of the handlers with the real SDK against the deployed tables, queues and buckets."""
    asked = []

    class Partner(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["content-length"])
            asked.append((self.headers["authorization"], self.headers["idempotency-key"], json.loads(self.rfile.read(length))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *arguments):
            pass

    partner = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Partner)
    threading.Thread(target=partner.serve_forever, daemon=True).start()
    secret = boto3.client("secretsmanager").create_secret(Name="partner", SecretString="a-token")["ARN"]
    stand_ins = {"PARTNER_ENDPOINT": f"http://127.0.0.1:{partner.server_port}/charge", "PARTNER_SECRET_ARN": secret}

    def handler_of(function):
        variables = plain["Resources"][function]["Properties"]["Environment"]["Variables"]
        for name, value in variables.items():
            os.environ[name] = stand_ins.get(name) or physical[value["Ref"]]
        source = str(folder / "src" / function.lower())
        for module in [m for m, loaded in sys.modules.items() if str(folder) in str(getattr(loaded, "__file__", ""))]:
            del sys.modules[module]
        sys.path.insert(0, source)
        try:
            return importlib.import_module("app").handler
        finally:
            sys.path.remove(source)

    def event(name):
        return json.loads((folder / "events" / name).read_text())

    reader = handler_of("Reader")
    missing = reader(event("reader-get-things-id.json"), None)
    check(missing["statusCode"] == 404, f"{folder.name}: a read of nothing is answered by {missing['statusCode']}")
    handler_of("Later")(event("later-invoke.json"), None)
    found = handler_of("Reader")(event("reader-get-things-id.json"), None)
    item = json.loads(found["body"]).get("table2") or {}
    check(found["statusCode"] == 200 and item.get("note") == "sample", f"{folder.name}: what was written is read again")

    answer = handler_of("Worker")(event("worker-work.json"), None)
    sent = boto3.client("sqs").receive_message(QueueUrl=physical["Done"], MaxNumberOfMessages=10).get("Messages", [])
    check(answer == {"batchItemFailures": []} and len(sent) == 2, f"{folder.name}: a batch of two sends {len(sent)} messages")
    check([entry[:2] for entry in asked] == [("Bearer a-token", "sample-1")] and len(asked[0][2]["messages"]) == 2,
          f"{folder.name}: the partner is asked once for the batch, with its token")
    partner.shutdown()
