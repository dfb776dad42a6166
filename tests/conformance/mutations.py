"""Breaks exports to plain CloudFormation, and counts how many of the defects the conformance suite finds.

usage: mutations.py EXPORT_DESIGNS NODE_MODULES

Each defect is put into an export that passes, and goes before cfn-lint, the comparison with what AWS's SAM translator makes
of the SAM export, the check of the functions' identities, @aws/cloudformation-validate and asl-validator. At least 28 of them
must be found by one or the other. Exit code 77 (skipped) without cfn-lint and the SAM translator.
"""

import contextlib
import copy
import io
import json
import pathlib
import subprocess
import sys
import tempfile

import cloudformation_conformance as plain
import sam_conformance as sam

ENOUGH = 28

MUTATIONS = {}


def mutation(design, name):
    def add(function):
        MUTATIONS[name] = (design, function)
        return function

    return add


def sets(design, name, path, value):
    """A defect that gives a property of a resource another value; None takes the property away."""

    def change(resources):
        place = resources
        for key in path[:-1]:
            place = place[key]
        if value is None:
            del place[path[-1]]
        else:
            assert place.get(path[-1]) != value if isinstance(place, dict) else place[path[-1]] != value
            place[path[-1]] = value

    MUTATIONS[name] = (design, change)


INTAKE, ACCESS, EVENT, TASK = "order-intake", "every-access-nodejs", "every-event-nodejs", "every-task-nodejs"


def of(resource, *path):
    return (resource, "Properties", *path)


sets(INTAKE, "unknown property", of("Checkout", "MemorySizes"), 512)
sets(INTAKE, "unknown type", ("Receipts", "Type"), "AWS::SQS::Queues")
sets(INTAKE, "no role", of("Checkout", "Role"), None)
sets(INTAKE, "no handler", of("Checkout", "Handler"), None)
sets(INTAKE, "role of another function", of("Checkout", "Role"), {"Fn::GetAtt": ["MailerRole", "Arn"]})
sets(INTAKE, "reference to nothing", of("Checkout", "Environment", "Variables", "ORDERS_TABLE"), {"Ref": "Order"})
sets(INTAKE, "attribute that isn't there", of("MailerReceipts", "EventSourceArn"), {"Fn::GetAtt": ["Receipts", "Arns"]})
sets(INTAKE, "runtime that isn't there", of("Checkout", "Runtime"), "nodejs23.x")
sets(INTAKE, "timeout of 1000 s", of("Checkout", "Timeout"), 1000)
sets(INTAKE, "memory of 20000 MB", of("Checkout", "MemorySize"), 20000)
sets(INTAKE, "batch of 100 without a window", of("MailerReceipts", "BatchSize"), 100)
sets(INTAKE, "visibility below the timeout", of("Receipts", "VisibilityTimeout"), 5)
sets(INTAKE, "maximum concurrency of 1", of("MailerReceipts", "ScalingConfig", "MaximumConcurrency"), 1)
sets(INTAKE, "reserved name of a variable", of("Checkout", "Environment", "Variables", "AWS_REGION"), "eu-west-1")
sets(INTAKE, "unknown architecture", of("Checkout", "Architectures"), ["riscv"])
sets(INTAKE, "key attribute that isn't defined", of("Orders", "KeySchema", 0, "AttributeName"), "number")
sets(INTAKE, "route without its authorizer", of("CheckoutPostOrdersRoute", "AuthorizationType"), "NONE")
sets(INTAKE, "another route", of("CheckoutPostOrdersRoute", "RouteKey"), "GET /orders")
sets(INTAKE, "throttle left out", of("ApiApiGatewayDefaultStage", "DefaultRouteSettings"), {"DetailedMetricsEnabled": True})
sets(INTAKE, "any origin", of("Api", "CorsConfiguration", "AllowOrigins"), ["*"])
sets(INTAKE, "permission for any API", of("CheckoutPostOrdersPermission", "SourceArn"), None)
sets(INTAKE, "permission for any service", of("CheckoutPostOrdersPermission", "Principal"), "*")
sets(INTAKE, "logs of all functions", of("MailerRole", "Policies", 0, "PolicyDocument", "Statement", 0, "Resource"), "*")
sets(INTAKE, "all actions", of("CheckoutRole", "Policies", 0, "PolicyDocument", "Statement", 0, "Action"), ["dynamodb:*"])
sets(INTAKE, "effect in small letters", of("CheckoutRole", "Policies", 0, "PolicyDocument", "Statement", 0, "Effect"), "allow")
sets(INTAKE, "dead letters to nothing", of("Receipts", "RedrivePolicy", "deadLetterTargetArn"), {"Fn::GetAtt": ["Dead", "Arn"]})
sets(INTAKE, "whole batches fail", of("MailerReceipts", "FunctionResponseTypes"), None)
sets(INTAKE, "FIFO name without FIFO", of("Receipts", "QueueName"), "receipts.fifo")
sets(INTAKE, "log retention of 31 days", of("MailerLogGroup", "RetentionInDays"), 31)
sets(ACCESS, "provisioned concurrency left out", of("PartAliaslive", "ProvisionedConcurrencyConfig"), None)
sets(ACCESS, "alias of no version", of("PartAliaslive", "FunctionVersion"), None)
sets(ACCESS, "callers past the alias", of("PartGetPartsIdIntegration", "IntegrationUri"), {"Fn::GetAtt": ["Part", "Arn"]})
sets(ACCESS, "retries of an event", of("LaterEventInvokeConfig", "MaximumRetryAttempts"), 5)
sets(ACCESS, "timeout of a route", of("TakerPostThingsIntegration", "TimeoutInMillis"), 60000)
sets(EVENT, "target without an ARN", ("BusToWork", "Properties", "Targets", 0, "Arn"), None)
sets(TASK, "start at no state", of("Flow", "DefinitionString"), '{"StartAt": "Nowhere", "States": {"One": {"Type": "Succeed"}}}')
sets(TASK, "state of no type", of("Flow", "DefinitionString"), '{"StartAt": "One", "States": {"One": {"Type": "Tsk", "End": true}}}')


@mutation(EVENT, "bad schedule")
def bad_schedule(resources):
    schedule = next(r for r in resources.values() if r["Type"] == "AWS::Scheduler::Schedule")
    schedule["Properties"]["ScheduleExpression"] = "cron(0 25 * * *)"


@mutation(INTAKE, "circular references")
def circular(resources):
    resources["Receipts"]["DependsOn"] = ["MailerReceipts"]


@mutation(INTAKE, "route left out")
def without_route(resources):
    del resources["CheckoutPostOrdersRoute"]


@mutation(INTAKE, "permission left out")
def without_permission(resources):
    del resources["CheckoutPostOrdersPermission"]


@mutation(INTAKE, "managed policy for everything")
def administrator(resources):
    resources["MailerRole"]["Properties"]["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"]


def finders(folder, template, translated):
    """The names of the checks in Python that find something wrong with the template."""
    found = []
    path = folder / "long.json"
    path.write_text(json.dumps(template, indent=1))
    if any(match.rule.id.startswith("E") for match in sam.lint(path)):
        found.append("cfn-lint")
    for name, look in (
        ("SAM translator", lambda: plain.check_against_translator(folder, template, translated)),
        ("identities", lambda: plain.check_own_logs(folder, template)),
    ):
        sam.failures.clear()
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                look()
            except (KeyError, IndexError, TypeError, ValueError):  # what is compared isn't there any more
                sam.failures.append(name)
        if sam.failures:
            found.append(name)
    sam.failures.clear()
    return found


def found_by_node(folders, modules):
    """The names of the folders whose template one of the tools in Node.js finds something wrong with."""
    with contextlib.redirect_stdout(io.StringIO()) as told:
        plain.check_with_node([str(folder / "long.json") for folder in folders], modules)
    sam.failures.clear()
    for line in told.getvalue().splitlines():
        if line.startswith("SKIPPED"):
            print(line)
    return {line.split(": ")[1] for line in told.getvalue().splitlines() if line.startswith("FAILED: ") and line.count(": ") > 1}


def main():
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        subprocess.run([sys.argv[1], str(root / "sam")], check=True)
        subprocess.run([sys.argv[1], str(root / "plain"), "cloudformation", "aws"], check=True)
        cases = []  # name, folder, template, what the translator makes of the design
        for design in sorted({design for design, _ in MUTATIONS.values()}):
            template = sam.read_template(root / "plain" / design)
            translated = sam.translate(sam.read_template(root / "sam" / design))
            cases.append((None, root / "unbroken" / design, template, translated))
            for number, (name, (broken, break_it)) in enumerate(MUTATIONS.items()):
                if broken != design:
                    continue
                mutant = copy.deepcopy(template)
                break_it(mutant["Resources"])
                cases.append((name, root / "broken" / f"mutant-{number}", mutant, translated))
        found = {}
        for _, folder, template, translated in cases:
            folder.mkdir(parents=True)
            found[folder] = finders(folder, template, translated)
        by_node = found_by_node([folder for _, folder, _, _ in cases], sys.argv[2])
        wrongly, caught = 0, 0
        for name, folder, _, _ in cases:
            by = found[folder] + (["Node.js tools"] if folder.name in by_node else [])
            if name is None:
                wrongly += bool(by)
                print(f"{'FAILED: ' if by else 'ok:     '}{folder.name} isn't broken" + (f", but {', '.join(by)} say so" if by else ""))
                continue
            caught += bool(by)
            print(f"{'found:  ' if by else 'MISSED: '}{name}" + (f" by {', '.join(by)}" if by else ""))
    print(f"{caught} of {len(MUTATIONS)} defects are found")
    return 0 if caught >= ENOUGH and wrongly == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
