#include "model/manifest/sam/sam_texts.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "model/manifest/handlers/handlers.h"
#include "model/manifest/sam/sam_alarms.h"
#include "model/manifest/slug.h"

namespace virga::model {

namespace {

// Never empty: what holds neither letters nor digits, as the path "/", is "root".
std::string slugOrRoot(const std::string& text) {
  const std::string name = slug(text);
  return name.empty() ? "root" : name;
}

std::string regionOf(const SamContext& sam) {
  return sam.architecture.target.region.empty() ? sam.catalog.defaultRegion : sam.architecture.target.region;
}

std::string base64(const std::string& text) {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string coded;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t n = 0; n < 3; ++n)
      bits = bits << 8U | (i + n < text.size() ? static_cast<unsigned char>(text[i + n]) : 0U);
    for (std::size_t n = 0; n < 4; ++n) coded += i + n > text.size() ? '=' : kLetters[bits >> (18 - 6 * n) & 63U];
  }
  return coded;
}

Tree requestEvent(const FunctionPlan& plan, const RouteUse& route) {
  const std::string method = route.method == "ANY" ? "POST" : route.method;
  Tree input = Tree::parse(sampleInput(plan));
  Tree parameters = Tree::object();
  std::string path;
  for (std::size_t i = 0; i < route.path.size(); ++i) {
    const auto close = route.path[i] == '{' ? route.path.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      path += route.path[i];
      continue;
    }
    std::string name = route.path.substr(i + 1, close - i - 1);
    if (!name.empty() && name.back() == '+') name.pop_back();
    parameters[name] = "sample-1";
    path += "sample-1";
    i = close;
  }
  Tree event = Tree::object();
  event["version"] = "2.0";
  event["routeKey"] = route.method + " " + route.path;
  event["rawPath"] = path;
  event["rawQueryString"] = "";
  event["headers"] = {{"content-type", "application/json"}};
  if (!parameters.empty()) event["pathParameters"] = parameters;
  if (method == "GET" || method == "DELETE" || method == "HEAD") {
    event["queryStringParameters"] = input;
    std::string query;
    for (const auto& [key, value] : input.items())
      query += (query.empty() ? "" : "&") + key + "=" + value.get<std::string>();
    event["rawQueryString"] = query;
  } else {
    event["body"] = input.dump();
  }
  event["requestContext"]["requestId"] = "sample";
  event["requestContext"]["stage"] = "$default";
  event["requestContext"]["http"] = {{"method", method}, {"path", path}, {"sourceIp", "192.0.2.1"}};
  event["isBase64Encoded"] = false;
  return event;
}

// Of a load balancer that shares the route out.
Tree balancedEvent(const FunctionPlan& plan, const RouteUse& route) {
  Tree event = requestEvent(plan, route);
  event["requestContext"] = {
      {"elb",
       {{"targetGroupArn", "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/sample/0123456789abcdef"}}}};
  event["httpMethod"] = route.method == "ANY" ? "POST" : route.method;
  event["path"] = event["rawPath"];
  for (const char* ofApi : {"version", "routeKey", "rawPath", "rawQueryString", "pathParameters"}) event.erase(ofApi);
  if (!event.contains("body")) event["body"] = "";
  return event;
}

Tree messageEvent(const SamContext& sam, const FunctionPlan& plan, const ConsumerUse& use) {
  Tree records = Tree::array();
  for (int i = 1; i <= std::min(2, use.consumer.batch); ++i) {
    Tree record = Tree::object();
    record["messageId"] = fmt::format("00000000-0000-4000-8000-{:012}", i);
    record["receiptHandle"] = "sample";
    record["body"] = sampleInput(plan);
    record["attributes"] = {{"ApproximateReceiveCount", "1"}};
    record["messageAttributes"] = Tree::object();
    record["eventSource"] = "aws:sqs";
    record["eventSourceARN"] = fmt::format("arn:aws:sqs:{}:123456789012:{}", regionOf(sam), use.queue);
    record["awsRegion"] = regionOf(sam);
    records.push_back(record);
  }
  Tree event = Tree::object();
  event["Records"] = records;
  return event;
}

std::string accountArn(const SamContext& sam, const std::string& service, const std::string& name) {
  return fmt::format("arn:aws:{}:{}:123456789012:{}", service, regionOf(sam), name);
}

Tree eventOf(Tree records) {
  Tree event = Tree::object();
  event["Records"] = std::move(records);
  return event;
}

Tree recordEvent(const SamContext& sam, const FunctionPlan& plan, const StreamUse& use) {
  Tree records = Tree::array();
  for (int i = 1; i <= std::min(2, use.consumer.batch); ++i) {
    const Tree input = Tree::parse(sampleInput(plan));
    Tree record = Tree::object();
    record["eventID"] = fmt::format("sample-{}", i);
    record["eventVersion"] = use.changes ? "1.1" : "1.0";
    record["awsRegion"] = regionOf(sam);
    if (use.changes) {
      Tree item = Tree::object(), keys = Tree::object();
      for (const auto& [name, value] : input.items()) item[name] = {{"S", value}};
      const std::string& key = findKind<NosqlDb>(sam.architecture, use.source)->partitionKey;
      item[key] = keys[key] = {{"S", "sample-1"}};
      record["eventName"] = "INSERT";
      record["eventSource"] = "aws:dynamodb";
      record["eventSourceARN"] =
          accountArn(sam, "dynamodb", fmt::format("table/{}/stream/2026-01-01T00:00:00.000", use.source));
      record["dynamodb"] = {{"Keys", keys},
                            {"NewImage", item},
                            {"SequenceNumber", std::to_string(i)},
                            {"StreamViewType", "NEW_AND_OLD_IMAGES"}};
    } else {
      record["eventName"] = "aws:kinesis:record";
      record["eventSource"] = "aws:kinesis";
      record["eventSourceARN"] = accountArn(sam, "kinesis", "stream/" + use.source);
      record["kinesis"] = {
          {"partitionKey", "sample-1"}, {"sequenceNumber", std::to_string(i)}, {"data", base64(input.dump())}};
    }
    records.push_back(record);
  }
  return eventOf(records);
}

Tree topicEvent(const SamContext& sam, const FunctionPlan& plan, const ComponentId& topic) {
  Tree record = Tree::object();
  record["EventSource"] = "aws:sns";
  record["EventVersion"] = "1.0";
  record["Sns"] = {{"Type", "Notification"},
                   {"MessageId", "00000000-0000-4000-8000-000000000001"},
                   {"TopicArn", accountArn(sam, "sns", topic)},
                   {"Message", sampleInput(plan)}};
  return eventOf(Tree::array({record}));
}

Tree objectEvent(const SamContext& sam, const ComponentId& store) {
  Tree record = Tree::object();
  record["eventVersion"] = "2.1";
  record["eventSource"] = "aws:s3";
  record["awsRegion"] = regionOf(sam);
  record["eventName"] = "ObjectCreated:Put";
  record["s3"] = {{"bucket", {{"name", store}}}, {"object", {{"key", "sample-1"}, {"size", 1024}}}};
  return eventOf(Tree::array({record}));
}

Tree socketEvent(const FunctionPlan& plan, const SocketUse& use) {
  Tree event = Tree::object();
  const bool message = use.route != "$connect" && use.route != "$disconnect";
  event["requestContext"] = {{"routeKey", use.route},
                             {"eventType", use.route == "$connect"      ? "CONNECT"
                                           : use.route == "$disconnect" ? "DISCONNECT"
                                                                        : "MESSAGE"},
                             {"connectionId", "L0SM9cOFvHcCIhw="},
                             {"requestId", "sample"},
                             {"stage", "live"}};
  event["isBase64Encoded"] = false;
  if (!message) return event;
  Tree body = Tree::parse(sampleInput(plan));
  body["action"] = use.route;
  event["body"] = body.dump();
  return event;
}

std::string sentence(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string severityText(Severity severity) {
  return severity == Severity::warning ? "**To decide:** " : severity == Severity::error ? "**Error:** " : "";
}

}  // namespace

std::string stackName(const Architecture& architecture) {
  std::string name = architecture.name.empty() ? "application" : slugOrRoot(architecture.name);
  if (!std::isalpha(static_cast<unsigned char>(name[0]))) name = "stack-" + name;
  name = name.substr(0, 40);
  while (name.back() == '-') name.pop_back();
  return name;
}

std::string oneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '|'; }, ' ');
  return text;
}

std::string parameterRows(const Tree& parameters) {
  std::string text;
  for (const auto& [name, parameter] : parameters.items())
    text += fmt::format("| `{}` | {} | {} |\n", name, oneLine(parameter["Description"].get<std::string>()),
                        parameter.contains("Default") ? parameter["Default"].dump() : "–");
  return text;
}

std::string afterDeployment(const std::map<ComponentId, std::string>& secrets, bool userPools, const std::string& stack) {
  std::string text;
  if (!secrets.empty() || userPools) text += "\n### Afterwards\n";
  if (!secrets.empty()) {
    text += "\nPut the tokens and other values into their secrets; until then what reads them fails:\n\n```sh\n";
    for (const auto& [id, secret] : secrets)
      text += fmt::format(
          "# {0}\naws secretsmanager put-secret-value --secret-id \"$(aws cloudformation describe-stack-resource \\\n"
          "  --stack-name {1} --logical-resource-id {2} \\\n"
          "  --query StackResourceDetail.PhysicalResourceId --output text)\" --secret-string file://{0}-secret.txt\n",
          id, stack, secret);
    text += "```\n";
  }
  if (userPools)
    text +=
        "\nPeople sign up or are created in the user pool (`aws cognito-idp admin-create-user`); requests carry their "
        "token\n"
        "as `Authorization: Bearer …`. The output `…ClientId` is what the application signs in with.\n";
  return text;
}

std::string imageSteps(const SamContext& sam) {
  if (sam.services.empty()) return {};
  std::string text =
      "\n### Images of the container services\n\nDocker builds them; their addresses are parameters. Set `registry` to\n"
      "`<account>.dkr.ecr.<region>.amazonaws.com`.\n\n```sh\n"
      "aws ecr get-login-password | docker login --username AWS --password-stdin \"$registry\"\n";
  for (const FunctionPlan& plan : sam.services)
    text += fmt::format(
        "aws ecr create-repository --repository-name {0} --image-tag-mutability IMMUTABLE \\\n"
        "  --image-scanning-configuration scanOnPush=true\n"
        "docker build --platform linux/amd64 --tag \"$registry/{0}:1\" src/{0} && docker push \"$registry/{0}:1\"\n",
        plan.component->id);
  return text + "```\n";
}

std::string noteLines(const Problems& notes) {
  std::string text;
  for (const Problem& note : notes) {
    text += "- " + severityText(note.severity) + sentence(note.message) + ".";
    if (note.severity == Severity::warning && !note.hint.empty()) text += " " + sentence(note.hint) + ".";
    text += '\n';
  }
  return text;
}

std::string eventPath(const ComponentId& function, const std::string& origin) {
  return "events/" + function + "-" + slugOrRoot(origin) + ".json";
}

std::vector<ManifestFile> sampleEvents(const SamContext& sam) {
  std::vector<ManifestFile> files;
  std::set<std::string> paths;
  const auto add = [&](const ComponentId& function, const std::string& origin, const Tree& event) {
    std::string path = eventPath(function, origin);
    for (int number = 2; !paths.insert(path).second; ++number)
      path = eventPath(function, origin + " " + std::to_string(number));
    files.push_back({path, event.dump(2) + "\n"});
  };
  for (const FunctionPlan& plan : sam.plans) {
    const ComponentId& id = plan.component->id;
    const std::size_t before = files.size();
    for (const RouteUse& route : plan.routes)
      add(id, route.method + " " + route.path, route.shared ? balancedEvent(plan, route) : requestEvent(plan, route));
    for (const ConsumerUse& use : plan.consumers) add(id, use.queue, messageEvent(sam, plan, use));
    for (const StreamUse& use : plan.streams) add(id, use.source, recordEvent(sam, plan, use));
    for (const ComponentId& topic : plan.topics) add(id, topic, topicEvent(sam, plan, topic));
    for (const ComponentId& store : plan.stores) add(id, store, objectEvent(sam, store));
    for (const ComponentId& bus : plan.buses) add(id, bus, Tree::parse(sampleInput(plan)));
    for (const ComponentId& schedule : plan.schedules) add(id, schedule, Tree::parse(sampleInput(plan)));
    for (const SocketUse& use : plan.sockets) add(id, use.api + " " + use.route, socketEvent(plan, use));
    if (plan.invoked || files.size() == before) add(id, "invoke", Tree::parse(sampleInput(plan)));
  }
  return files;
}

std::string samConfig(const SamContext& sam) {
  std::string text = "version = 0.1\n\n[default.global.parameters]\n";
  text += fmt::format("stack_name = \"{}\"\n", stackName(sam.architecture));
  if (const std::string region = regionOf(sam); !region.empty()) text += fmt::format("region = \"{}\"\n", region);
  text +=
      "\n[default.build.parameters]\ncached = true\nparallel = true\n"
      "\n[default.validate.parameters]\nlint = true\n"
      "\n[default.deploy.parameters]\ncapabilities = \"CAPABILITY_IAM\"\nconfirm_changeset = true\nresolve_s3 = true\n";
  return text;
}

std::set<std::string> buildLanguages(const SamContext& sam) {
  std::set<std::string> languages;
  for (const FunctionPlan& plan : sam.plans) {
    const std::string& runtime = plan.function->runtime;
    languages.insert(runtime == "go" ? "Go 1.24 or later" : lambdaRuntime(runtime));
  }
  return languages;
}

std::string samReadme(const SamContext& sam, const Problems& notes) {
  const std::string stack = stackName(sam.architecture);
  std::string text = fmt::format("# {}\n\n", sam.architecture.name.empty() ? stack : sam.architecture.name);
  if (!sam.architecture.description.empty()) text += sam.architecture.description + "\n\n";
  text +=
      "`template.yaml` describes the system for AWS SAM; the code of each function lies in `src/`.\n"
      "Limits, sizes, batches, retries and throttles are those of the design.\n\n";
  text += "## Deploy\n\nYou need the AWS SAM CLI, credentials for an AWS account";
  const std::set<std::string> languages = buildLanguages(sam);
  if (!languages.empty())
    text += fmt::format(", and for building: {} (or `sam build --use-container`)", fmt::join(languages, ", "));
  text += ".\n" + imageSteps(sam);
  text += "\n```sh\n";
  for (const FunctionPlan& plan : sam.plans)
    if (plan.function->runtime == "go") text += fmt::format("(cd src/{} && go mod tidy)\n", plan.component->id);
  text +=
      "sam validate --lint\nsam build\nsam deploy --guided\n```\n\n"
      "`sam deploy --guided` asks for the parameters:\n\n| parameter | meaning | default |\n|---|---|---|\n";
  text += parameterRows(sam.parameters);
  text += afterDeployment(sam.secrets, !sam.userPoolClients.empty(), stack);
  text += "\n## Try and test\n\n```sh\n";
  for (const FunctionPlan& plan : sam.plans) {
    text += fmt::format("(cd src/{} && {})\n", plan.component->id, testCommand(plan.function->runtime));
  }
  for (const FunctionPlan& plan : sam.services)
    text += fmt::format("(cd src/{} && {})\n", plan.component->id, testCommand(plan.function->runtime));
  text +=
      "```\n\nThese tests reach no service. With the SAM CLI and Docker, events go to the functions on this "
      "machine:\n\n```sh\n";
  for (const ManifestFile& file : sampleEvents(sam)) {
    const auto plan = std::find_if(sam.plans.begin(), sam.plans.end(), [&](const FunctionPlan& candidate) {
      return file.path.rfind("events/" + candidate.component->id + "-", 0) == 0;
    });
    if (plan != sam.plans.end())
      text += fmt::format("sam local invoke {} --event {}\n", sam.ids.of(plan->component->id), file.path);
  }
  text += "```\n\n## What to know\n\n";
  text += noteLines(notes);
  text +=
      "- Each function's policy allows what its steps do and nothing more. SAM adds AWS managed policies for logs, "
      "tracing,\n"
      "  polling a queue and joining a VPC.\n"
      "- `compute` steps are places for your own code; checks of the input beyond keys and size belong into the contract "
      "file.\n"
      "- Circuit breakers and retry budgets keep their state in one instance of a function, not in all together.\n"
      "- Tables, buckets and user pools stay when the stack is deleted. ";
  text += notIncluded(sam.architecture) + " are not included.\n";
  return text;
}

}  // namespace virga::model
