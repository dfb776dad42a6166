"""Puts the exports to plain CloudFormation before tools that were made by others.

usage: cloudformation_conformance.py EXPORT_DESIGNS NODE_MODULES

EXPORT_DESIGNS is the program that writes the exports below a folder. Checked are: cfn-lint, @aws/cloudformation-validate, the
definitions of state machines by asl-validator, what AWS's SAM translator makes of the SAM export of the same design, and a
deployment to moto, from which the wiring and the permissions are read back.
Exit code 77 (skipped) without cfn-lint and the SAM translator; another missing tool skips only its part, and says so.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import sam_conformance as sam

check = sam.check

# What the translator writes into the Body of the API are resources of their own in the plain template.
PARTS_OF_APIS = {"AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Authorizer"}


def without_tags(properties):
    return {key: value for key, value in properties.items() if key not in ("Tags", "Code")}


def filled_in(source):
    """The text of Fn::Sub with its own variables put in."""
    if isinstance(source, dict) and isinstance(source.get("Fn::Sub"), list):
        text, values = source["Fn::Sub"]
        for name, value in values.items():
            text = text.replace("${" + name + "}", "${" + value["Ref"] + "}" if isinstance(value, dict) else value)
        return {"Fn::Sub": text}
    return source


def definition_of(properties):
    text = properties["DefinitionString"]
    if isinstance(text, dict):
        text = "".join(text["Fn::Join"][1]) if text["Fn::Join"][0] == "" else text["Fn::Join"][0].join(text["Fn::Join"][1])
    definition = json.loads(text)
    substitutions = properties.get("DefinitionSubstitutions", {})

    def resolved(value):
        if isinstance(value, dict):
            return {key: resolved(item) for key, item in value.items()}
        if isinstance(value, list):
            return [resolved(item) for item in value]
        if isinstance(value, str) and value.startswith("${") and value[2:-1] in substitutions:
            return substitutions[value[2:-1]]
        return value

    return resolved(definition)


def comparable(name, resource, template):
    """The settings of a resource, as both templates write them."""
    kind, properties = resource["Type"], without_tags(resource.get("Properties", {}))
    if kind == "AWS::Lambda::Permission":
        properties["SourceArn"] = filled_in(properties.get("SourceArn"))
    if kind == "AWS::StepFunctions::StateMachine":
        definition = definition_of(properties)
        properties.pop("DefinitionSubstitutions", None)
        properties["DefinitionString"] = definition
        properties.setdefault("StateMachineType", "STANDARD")
    if kind == "AWS::Lambda::EventInvokeConfig" and properties.get("DestinationConfig") == {}:
        del properties["DestinationConfig"]
    if kind == "AWS::Lambda::Alias":
        version = properties["FunctionVersion"]["Fn::GetAtt"][0]
        properties["FunctionVersion"] = template["Resources"][version]["Type"]
    return {"Type": kind, "Properties": properties, "DeletionPolicy": resource.get("DeletionPolicy")}


def statements_of(role):
    return [statement for policy in role["Properties"].get("Policies", []) for statement in policy["PolicyDocument"]["Statement"]]


def routes_in_body(api):
    body = api["Properties"]["Body"]
    routes = {}
    for path, methods in body["paths"].items():
        for method, operation in methods.items():
            integration = operation["x-amazon-apigateway-integration"]
            key = ("ANY" if method == "x-amazon-apigateway-any-method" else method.upper()) + " " + path
            uri = json.dumps(integration["uri"])
            linked = "connectionId" in integration
            function = integration["uri"]["Ref"] if linked else uri.split("/functions/${")[1].split("}")[0].removesuffix(".Arn")
            routes[key] = (function, integration.get("timeoutInMillis"), integration["payloadFormatVersion"],
                           sorted(name for entry in operation.get("security", []) for name in entry))
    return routes


def routes_of(template, api):
    routes = {}
    resources = template["Resources"]
    for resource in resources.values():
        properties = resource.get("Properties", {})
        if resource["Type"] != "AWS::ApiGatewayV2::Route" or properties["ApiId"] != {"Ref": api}:
            continue
        integration = resources[properties["Target"]["Fn::Sub"].split("${")[1][:-1]]["Properties"]
        uri = integration["IntegrationUri"]
        authorizer = properties.get("AuthorizerId") if properties.get("AuthorizationType") == "JWT" else None
        routes[properties["RouteKey"]] = (
            uri.get("Ref") or uri["Fn::GetAtt"][0], integration.get("TimeoutInMillis"), integration["PayloadFormatVersion"],
            [resources[authorizer["Ref"]]["Properties"]["Name"]] if authorizer else [])
    return routes


def check_against_translator(folder, ours, theirs):
    name = folder.name
    versions = {n for n, r in theirs["Resources"].items() if r["Type"] == "AWS::Lambda::Version"}
    missing = sorted(set(theirs["Resources"]) - versions - set(ours["Resources"]))
    check(not missing, f"{name}: has the resources that the SAM translator makes" + (f"; missing: {missing}" if missing else ""))
    further = {
        n for n in set(ours["Resources"]) - set(theirs["Resources"])
        if ours["Resources"][n]["Type"] not in PARTS_OF_APIS | {"AWS::Lambda::Version"}
    }
    check(not further, f"{name}: has no others" + (f": {sorted(further)}" if further else ""))
    ours_versions = [n for n, r in ours["Resources"].items() if r["Type"] == "AWS::Lambda::Version"]
    check(len(ours_versions) == len(versions), f"{name}: publishes {len(versions)} versions")
    different = []
    for resource_name, wanted in theirs["Resources"].items():
        found = ours["Resources"].get(resource_name)
        if found is None:
            continue
        if wanted["Type"] == "AWS::ApiGatewayV2::Api" and "Body" in wanted["Properties"]:
            cors = {key[0].upper() + key[1:]: value
                    for key, value in wanted["Properties"]["Body"].get("x-amazon-apigateway-cors", {}).items()}
            same = (routes_in_body(wanted) == routes_of(ours, resource_name)
                    and cors == found["Properties"].get("CorsConfiguration", {}))
        elif wanted["Type"] == "AWS::IAM::Role":
            # The translator's managed policies are statements of their own here.
            held = statements_of(found)
            same = all(statement in held for statement in statements_of(wanted)) and "ManagedPolicyArns" not in found["Properties"]
        else:
            same = comparable(resource_name, wanted, theirs) == comparable(resource_name, found, ours)
        if not same:
            different.append(resource_name)
    check(not different, f"{name}: sets what the SAM translator sets" + (f"; not in {different}" if different else ""))


def check_own_logs(folder, template):
    """A function's role writes to the function's own log group, and has nothing without a resource but traces and network."""
    for name, resource in template["Resources"].items():
        if resource["Type"] != "AWS::Lambda::Function":
            continue
        group = resource["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
        statements = statements_of(template["Resources"][name + "Role"])
        logs = [s["Resource"] for s in statements if any(action.startswith("logs:") for action in s["Action"])]
        check(logs == [{"Fn::GetAtt": [group, "Arn"]}], f"{folder.name}: {name} writes to {group} only")
        wide = {action.split(":")[0] for s in statements if s["Resource"] == "*" for action in s["Action"]}
        check(wide <= {"xray", "ec2"}, f"{folder.name}: {name} has no wide permissions")


def check_with_node(templates, modules):
    if shutil.which("node") is None:
        print("SKIPPED: Node.js is missing; @aws/cloudformation-validate and asl-validator are NOT run")
        return
    script = pathlib.Path(__file__).with_name("cloudformation_tools.mjs")
    done = subprocess.run(["node", script, modules, *templates], capture_output=True, text=True, timeout=600)
    print(done.stdout, end="")
    if done.returncode != 0:
        print(done.stderr[-3000:])
    check(done.returncode == 0, "cloudformation-validate and asl-validator find no errors")


def main():
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        subprocess.run([sys.argv[1], str(root / "sam")], check=True)
        subprocess.run([sys.argv[1], str(root / "plain"), "cloudformation", "aws"], check=True)
        long_forms = []
        folders = sorted((root / "plain").iterdir())
        check({f.name for f in folders} == {f.name for f in (root / "sam").iterdir()}, "exports what SAM exports")
        for folder in folders:
            template = sam.read_template(folder)
            kinds = {resource["Type"] for resource in template["Resources"].values()}
            check("Transform" not in template and not any(kind.startswith("AWS::Serverless::") for kind in kinds),
                  f"{folder.name}: is plain, with {len(template['Resources'])} resources")
            for match in sam.lint(folder / "template.yaml"):
                check(False, f"{folder.name}: cfn-lint {match.rule.id}: {match.message}")
            check_against_translator(folder, template, sam.translate(sam.read_template(root / "sam" / folder.name)))
            check_own_logs(folder, template)
            if (folder / "package.sh").exists():
                sam.run(["sh", "-n", "package.sh"], folder, f"{folder.name}: package.sh is a shell script")
            long_forms.append(str(folder / "long.json"))
            (folder / "long.json").write_text(json.dumps(template, indent=1))
            try:
                import sam_deployment
            except ImportError as missing:
                print(f"SKIPPED: {missing}; the deployment of {folder.name} is NOT checked")
            else:
                sam_deployment.check_deployment(folder, template, check)
        check_with_node(long_forms, sys.argv[2])
    print(f"{len(sam.failures)} failures")
    for failure in sam.failures:
        print("  " + failure)
    return 1 if sam.failures else 0


if __name__ == "__main__":
    sys.exit(main())
