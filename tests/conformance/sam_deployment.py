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
import sys
import threading
import zipfile

import boto3
import moto

UNKNOWN_TO_MOTO = {
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Stage",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::Lambda::Alias",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Version",
    "AWS::S3::BucketPolicy",
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
    with moto.mock_aws():
        physical = deploy(folder, plain, check)
        if physical is not None:
            check_queues(folder, plain, physical, check)
            check_consumers(folder, plain, physical, check)
            check_permissions(folder, physical, check)
            if (folder / "src" / "worker" / "app.py").exists():
                check_python_handlers(folder, plain, physical, check)


def known_part(plain):
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
                return "unknown:" + name
            if key == "Fn::Sub" and isinstance(argument, str):
                for name in unknown:
                    argument = argument.replace("${" + name + "}", "unknown:" + name)
                return {key: argument}
        return {key: replaced(item) for key, item in value.items()}

    kept = {name: replaced(resource) for name, resource in resources.items() if name not in unknown}
    # moto refuses a permission on a function's alias, which it doesn't make.
    kept = {
        name: resource
        for name, resource in kept.items()
        if not str(resource.get("Properties", {}).get("FunctionName", "")).startswith("unknown:")
    }
    return {"Parameters": plain["Parameters"], "Resources": kept}


def deploy(folder, plain, check):
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("index.mjs", "")
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_object(Bucket="bucket", Key="code.zip", Body=package.getvalue())
    ec2 = boto3.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]["SubnetId"]
        for n, zone in enumerate("ab")
    ]
    values = {"VpcId": vpc, "PrivateSubnetIds": ",".join(subnets)}
    parameters = [
        {"ParameterKey": name, "ParameterValue": values.get(name, "https://partner.example/charge")}
        for name, parameter in plain["Parameters"].items()
        if "Default" not in parameter
    ]
    cloud = boto3.client("cloudformation")
    template = known_part(plain)
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
        queue = physical[wanted["EventSourceArn"]["Fn::GetAtt"][0]].split("/")[-1]
        check(found["BatchSize"] == wanted["BatchSize"] and found["EventSourceArn"].endswith(":" + queue),
              f"{folder.name}: {name} takes batches of {wanted['BatchSize']} from {queue}")


def check_permissions(folder, physical, check):
    name = folder.name if folder.name in EXPECTED_PERMISSIONS else "every-access"
    iam = boto3.client("iam")
    for function, expected in EXPECTED_PERMISSIONS[name].items():
        role = physical[function + "Role"]
        found = set()
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
            if isinstance(document, str):
                document = ast.literal_eval(document)  # moto answers with Python's notation
            for statement in document["Statement"]:
                if statement["Effect"] != "Allow":
                    check(False, f"{folder.name}: {function} has only allowing statements")
                found |= {(action, statement["Resource"]) for action in statement["Action"]}
        resolved = {(action, arn(target, physical)) for action, target in expected}
        check(found == resolved, f"{folder.name}: {function} may do {sorted(action for action, _ in resolved)} and nothing else"
              + ("" if found == resolved else f"; found {sorted(found, key=str)}, expected {sorted(resolved)}"))


def arn(target, physical):
    if target.startswith("unknown:"):
        return target
    name, _, suffix = target.partition("/")
    identity = physical[name]
    if identity.startswith("http"):
        return "arn:aws:sqs:us-east-1:123456789012:" + identity.split("/")[-1]
    if name == "Bucket":
        return f"arn:aws:s3:::{identity}" + ("/*" if suffix else "")
    if name == "Later":
        return f"arn:aws:lambda:us-east-1:123456789012:function:{identity}"
    return "arn:aws:dynamodb:us-east-1:123456789012:table/" + identity


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
