"""What two templates say of one design, as facts that can be compared: who invokes whom, with which settings, and what
each identity may do. Names that the framework and SAM make up are put aside."""

import json
import re

# The framework's own: its bucket, and versions and deployments under names that are made of their content.
OF_FRAMEWORK = {"ServerlessDeploymentBucket", "ServerlessDeploymentBucketPolicy"}
VERSIONS = {"AWS::Lambda::Version", "AWS::ApiGatewayV2::Deployment"}

# What is compared as facts; all other resources are compared property by property.
AS_FACTS = {
    "AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission", "AWS::Lambda::Alias",
    "AWS::Lambda::EventInvokeConfig", "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Authorizer", "AWS::Events::Rule", "AWS::Scheduler::Schedule",
    "AWS::SNS::Subscription", "AWS::Logs::LogGroup", "AWS::S3::Bucket",
} | VERSIONS


def bucket_for(parameter):
    return "bucket-" + parameter.lower()


def rendered(value):
    """Intrinsic functions as text: ${Name}, ${Name.Attribute}."""
    if isinstance(value, list):
        return [rendered(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        key, argument = next(iter(value.items()))
        if key == "Ref":
            return "${" + argument + "}"
        if key == "Fn::GetAtt":
            return "${" + (".".join(argument) if isinstance(argument, list) else argument) + "}"
        if key == "Fn::Sub" and isinstance(argument, list):
            text = argument[0]
            for name, inner in argument[1].items():
                text = text.replace("${" + name + "}", str(rendered(inner)))
            return text
        if key == "Fn::Sub":
            return argument
        if key == "Fn::Join" and isinstance(argument[1], list):
            parts = rendered(argument[1])
            if all(isinstance(part, str) for part in parts):
                return argument[0].join(parts)
        if key == "Fn::Split" and argument[0] == ",":  # a list that was joined before
            inner = argument[1].get("Fn::Join", [None, None])[1] if isinstance(argument[1], dict) else None
            if inner is not None:
                return rendered(inner)
        if key in ("Fn::Select", "Fn::Split"):
            return key + json.dumps(rendered(argument))
    return {key: rendered(item) for key, item in value.items()}


def tags_of(properties):
    tags = properties.get("Tags", {})
    return {tag["Key"]: tag["Value"] for tag in tags} if isinstance(tags, list) else tags


class Names:
    """Neutral names of the resources whose names differ."""

    def __init__(self, template):
        self.neutral = {}
        resources = template["Resources"]
        for name, resource in resources.items():
            kind, properties = resource["Type"], resource.get("Properties", {})
            if name in OF_FRAMEWORK:
                continue
            component = tags_of(properties).get("Component")
            if kind == "AWS::Lambda::Function":
                self.neutral[name] = component + ":function"
                self.neutral[self.log_group(name, properties, resources)] = component + ":logs"
            if kind == "AWS::ApiGatewayV2::Api":
                self.neutral[name] = (component or self.component_of_body(properties)) + ":api"
            if kind == "AWS::S3::Bucket":
                self.neutral[name] = component + ":bucket"
        for name, resource in resources.items():
            if resource["Type"] == "AWS::Lambda::Alias":
                self.neutral[name] = self.neutral[resource["Properties"]["FunctionName"]["Ref"]].replace(":function", ":alias")
        self.literal = [(rendered(r["Properties"]["BucketName"]), self.neutral[n] + "-name")
                        for n, r in resources.items() if r["Type"] == "AWS::S3::Bucket" and "BucketName" in r["Properties"]]

    @staticmethod
    def component_of_body(properties):
        """The translator leaves the tags of an API in its Body."""
        for tag in properties["Body"]["tags"]:
            if tag["name"] == "Component":
                return tag.get("x-amazon-apigateway-tag-value")
        return None

    @staticmethod
    def log_group(name, properties, resources):
        group = properties.get("LoggingConfig", {}).get("LogGroup")
        if group is not None:
            return group["Ref"]
        return name.removesuffix("LambdaFunction") + "LogGroup"

    def of(self, value):
        """The value with intrinsic functions as text and neutral names."""
        value = rendered(value)
        if isinstance(value, dict):
            return {key: self.of(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.of(item) for item in value]
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if not isinstance(value, str):
            return value
        for literal, neutral in self.literal:
            value = value.replace(literal, neutral)
        value = re.sub(r"\$\{([A-Za-z0-9]+)", lambda found: "${" + self.neutral.get(found.group(1), found.group(1)), value)
        # CloudFormation fetches what SAM takes as a parameter that isn't shown.
        value = re.sub(r"\{\{resolve:secretsmanager:(\$\{\w+\})\}\}", r"\1", value)
        # An alias by the function's ARN and the alias's name; the stage of a WebSocket API.
        value = re.sub(r"\$\{([a-z0-9-]+):function\.Arn\}:(provisioned|snapstart)", r"${\1:alias}", value)
        return re.sub(r"(\$\{[a-z0-9-]+:api\}(?:\.execute-api[^/]*)?)/(?:live|dev)", r"\1/STAGE", value)


def text(value):
    return json.dumps(value, sort_keys=True)


def without(properties, *keys):
    return {key: value for key, value in properties.items() if key not in keys}


def statements_of(role):
    """(action, resource, condition) of a role's inline policies, each action by itself."""
    found = set()
    for policy in role["Properties"].get("Policies", []):
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            for action in actions:
                found.add((statement["Effect"], action, text(statement["Resource"]), text(statement.get("Condition"))))
    return found


def routes_in_body(names, name, properties):
    for path, methods in properties["Body"]["paths"].items():
        for method, operation in methods.items():
            integration = operation["x-amazon-apigateway-integration"]
            key = ("ANY" if method == "x-amazon-apigateway-any-method" else method.upper()) + " " + path
            target = names.of(integration["uri"])
            lambdas = "/functions/" in rendered(target)
            if lambdas:
                target = target.split("/functions/")[1].removesuffix("/invocations")
            security = sorted(entry for entries in operation.get("security", []) for entry in entries)
            yield ("route", names.neutral[name], key, target, integration.get("timeoutInMillis", 30000 if lambdas else None),
                   integration["payloadFormatVersion"], text(security))


def routes_of(names, resources, route):
    integration = resources[re.search(r"\$\{(\w+)\}", rendered(route["Target"])).group(1)]["Properties"]
    target = names.of(integration["IntegrationUri"])
    if "/functions/" in target:
        target = target.split("/functions/")[1].removesuffix("/invocations")
    kind = route.get("AuthorizationType", "NONE")
    security = [resources[route["AuthorizerId"]["Ref"]]["Properties"]["Name"]] if "AuthorizerId" in route else []
    default = 30000 if "PayloadFormatVersion" in integration and integration.get("ConnectionType") != "VPC_LINK" else None
    yield ("route", names.of(route["ApiId"])[2:-1], route["RouteKey"], target, integration.get("TimeoutInMillis", default),
           integration.get("PayloadFormatVersion"), text(security if kind in ("JWT", "NONE") else kind))


def facts_of(template):
    names, resources, facts = Names(template), template["Resources"], set()
    for name, resource in resources.items():
        kind, properties = resource["Type"], resource.get("Properties", {})
        if name in OF_FRAMEWORK or kind in VERSIONS:
            continue
        p = names.of(properties)
        if kind == "AWS::Lambda::Function":
            handler = p["Handler"].split("/")[-1]
            settings = without(p, "Code", "Role", "Tags", "FunctionName", "LoggingConfig", "Handler")
            tags = without(tags_of(p), "lambda:createdBy")
            logging = without(p["LoggingConfig"], "LogGroup")
            facts.add(("function", names.neutral[name], text({**settings, "Handler": handler, "Logging": logging,
                                                              "Tags": tags})))
            group = resources[Names.log_group(name, properties, resources)]["Properties"]
            facts.add(("retention", names.neutral[name], text(group["RetentionInDays"])))
        elif kind == "AWS::Lambda::EventSourceMapping":
            function = p["FunctionName"].replace(".Arn}", "}")
            facts.add(("mapping", text({"Enabled": True, **without(p, "Tags"), "FunctionName": function})))
        elif kind == "AWS::Lambda::Permission":
            source = p.get("SourceArn")
            if p["Principal"] == "apigateway.amazonaws.com":  # which routes the API has is told apart
                source = re.match(r".*:\$\{[a-z0-9-]+:api\}", source).group(0) if source else "any"
            if p["Principal"] == "events.amazonaws.com":
                source = "a rule" if source else "any"  # its name is made up; rules are told apart
            facts.add(("permission", p["FunctionName"].replace(".Arn}", "}"), p["Principal"], text(source),
                       text(p.get("SourceAccount"))))
        elif kind == "AWS::Lambda::Alias":
            facts.add(("alias", p["FunctionName"], text(p.get("ProvisionedConcurrencyConfig"))))
        elif kind == "AWS::Lambda::EventInvokeConfig":
            facts.add(("invoke", p["FunctionName"], p["MaximumEventAgeInSeconds"], p["MaximumRetryAttempts"],
                       p["Qualifier"] == "$LATEST"))
        elif kind == "AWS::ApiGatewayV2::Api":
            if "Body" in properties:
                facts.update(routes_in_body(names, name, properties))
            cors = p.get("CorsConfiguration") or p.get("Body", {}).get("x-amazon-apigateway-cors", {})
            facts.add(("api", names.neutral[name], p.get("ProtocolType", "HTTP"), p.get("RouteSelectionExpression"),
                       text({key[0].upper() + key[1:]: value for key, value in cors.items()})))
            for authorizer, scheme in p.get("Body", {}).get("components", {}).get("securitySchemes", {}).items():
                wanted = scheme["x-amazon-apigateway-authorizer"]
                facts.add(("authorizer", authorizer, text(wanted["identitySource"]), text(wanted["jwtConfiguration"]["issuer"]),
                           text(wanted["jwtConfiguration"]["audience"])))
        elif kind == "AWS::ApiGatewayV2::Authorizer":
            facts.add(("authorizer", p["Name"], text(p["IdentitySource"][0]), text(p["JwtConfiguration"]["Issuer"]),
                       text(p["JwtConfiguration"]["Audience"])))
        elif kind == "AWS::ApiGatewayV2::Stage":
            logs = p.get("AccessLogSettings", {})
            facts.add(("stage", p["ApiId"], text(p["DefaultRouteSettings"]), text(logs.get("Format"))))
        elif kind == "AWS::ApiGatewayV2::Route":
            facts.update(routes_of(names, resources, properties))
        elif kind == "AWS::Events::Rule":
            targets = [{**without(target, "Id"), "Arn": target["Arn"].replace(".Arn}", "}")} for target in p["Targets"]]
            facts.add(("rule", text({**without(p, "Name"), "Targets": targets})))
        elif kind == "AWS::Scheduler::Schedule":
            target = {**p["Target"], "Arn": p["Target"]["Arn"].replace(".Arn}", "}")}
            facts.add(("schedule", text({**p, "Target": target})))
        elif kind == "AWS::SNS::Subscription":
            facts.add(("subscription", text({**p, "Endpoint": p["Endpoint"].replace(".Arn}", "}")})))
        elif kind == "AWS::S3::Bucket":
            facts.add(("bucket", names.neutral[name], resource.get("DeletionPolicy"), text(without(p, "Tags", "BucketName")),
                       "BucketName" in p))
        elif kind == "AWS::IAM::Role" and "lambda.amazonaws.com" in text(p["AssumeRolePolicyDocument"]):
            continue  # roles_of
        elif kind == "AWS::IAM::Role" and "states.amazonaws.com" in text(p["AssumeRolePolicyDocument"]):
            # The translator attaches a managed policy for traces.
            facts.update(("may", name, *statement) for statement in statements_of({"Properties": p})
                         if not statement[1].startswith("xray:"))
        elif kind == "AWS::StepFunctions::StateMachine":
            facts.add(("workflow", name, text(definition_apart(without(p, "Tags")))))
        elif kind not in AS_FACTS:
            facts.add(("resource", name, kind, resource.get("DeletionPolicy"), text(definition_apart(p))))
    return facts


def definition_apart(properties):
    """A state machine with its substitutions put in."""
    definition = properties.get("DefinitionString")
    if definition is None:
        return properties
    for name, value in properties.get("DefinitionSubstitutions", {}).items():
        definition = definition.replace("${" + name + "}", value)
    return {"StateMachineType": "STANDARD", **without(properties, "DefinitionSubstitutions"),
            "DefinitionString": json.loads(definition)}


def roles_of(template):
    """What the role of each function allows, and who may take it on."""
    names, resources, roles = Names(template), template["Resources"], {}
    for name, resource in resources.items():
        if resource["Type"] != "AWS::Lambda::Function":
            continue
        role = resources[resource["Properties"]["Role"]["Fn::GetAtt"][0]]
        neutral = {"Properties": names.of(role["Properties"])}
        roles[names.neutral[name]] = (statements_of(neutral), role["Properties"].get("ManagedPolicyArns", []),
                                      resource["Properties"]["Role"]["Fn::GetAtt"][0])
    return roles


def own_statements(function, template):
    """What Lambda does in the function's name: its logs and traces, the queues that it polls, its network interfaces."""
    names, component = Names(template), function.removesuffix(":function")
    logs = text("${" + component + ":logs.Arn}")
    own = {("Allow", "logs:CreateLogStream", logs, "null"), ("Allow", "logs:PutLogEvents", logs, "null"),
           ("Allow", "xray:PutTelemetryRecords", '"*"', "null"), ("Allow", "xray:PutTraceSegments", '"*"', "null")}
    for resource in template["Resources"].values():
        p = names.of(resource.get("Properties", {}))
        if resource["Type"] == "AWS::Lambda::EventSourceMapping" and component == p["FunctionName"][2:].split(":")[0]:
            source = p["EventSourceArn"]
            if template["Resources"][source[2:].split(".")[0]]["Type"] == "AWS::SQS::Queue":
                own |= {("Allow", "sqs:" + action, text(source), "null")
                        for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")}
        if resource["Type"] == "AWS::Lambda::Function" and "VpcConfig" in p and tags_of(p)["Component"] == component:
            own |= {("Allow", "ec2:" + action, '"*"', "null")
                    for action in ("AssignPrivateIpAddresses", "CreateNetworkInterface", "DeleteNetworkInterface",
                                   "DescribeNetworkInterfaces", "DescribeSubnets", "UnassignPrivateIpAddresses")}
    return own


def differences(ours, theirs):
    """What is other in `ours`, compiled by the framework, than in `theirs`, which the SAM translator made."""
    theirs = json.loads(json.dumps(theirs).replace('{"Ref": "LogRetentionDays"}', "30"))
    found, wanted = facts_of(ours), facts_of(theirs)
    told = [f"has not {fact}" for fact in sorted(wanted - found, key=str)]
    told += [f"has more: {fact}" for fact in sorted(found - wanted, key=str)]
    our_roles, their_roles = roles_of(ours), roles_of(theirs)
    if our_roles.keys() != their_roles.keys():
        told.append(f"functions: {sorted(our_roles)}")
    if len({role for _, _, role in our_roles.values()}) != len(our_roles):
        told.append("two functions share a role")
    for function in our_roles.keys() & their_roles.keys():
        statements, managed, _ = our_roles[function]
        allowed = their_roles[function][0] | own_statements(function, theirs)
        if statements != allowed:
            told.append(f"{function} may {sorted(statements - allowed)}, may not {sorted(allowed - statements)}")
        if managed:
            told.append(f"{function} has managed policies: {managed}")
    return told
