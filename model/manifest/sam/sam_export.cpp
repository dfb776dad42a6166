#include "model/manifest/sam/sam_export.h"

#include <utility>

#include <fmt/format.h>

#include "model/edit/references.h"
#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/handlers/http/service_handlers.h"
#include "model/manifest/problem_lists.h"
#include "model/manifest/protection_notes.h"
#include "model/manifest/sam/sam_alarms.h"
#include "model/manifest/sam/sam_context.h"
#include "model/manifest/sam/sam_limits.h"
#include "model/manifest/sam/sam_template.h"
#include "model/manifest/sam/sam_texts.h"

namespace virga::model {

namespace {

std::string clientAction(const Component& target) {
  const ComponentKind& kind = target.kind;
  if (std::holds_alternative<Function>(kind)) return "lambda:InvokeFunction on that function";
  if (std::holds_alternative<Queue>(kind)) return "sqs:SendMessage on that queue";
  if (std::holds_alternative<Topic>(kind)) return "sns:Publish on that topic";
  if (std::holds_alternative<Stream>(kind)) return "kinesis:PutRecord on that stream";
  if (std::holds_alternative<EventBus>(kind)) return "events:PutEvents on that bus";
  if (std::holds_alternative<Workflow>(kind)) return "states:StartExecution on that workflow";
  if (std::holds_alternative<ObjectStore>(kind)) return "s3:PutObject on the objects of that bucket";
  return fmt::format("what it does with that {}", kindName(kind));
}

void noteModules(SamContext& sam) {
  for (const FunctionPlan& plan : sam.plans)
    if (plan.function->runtime == "go")
      sam.note(
          Severity::info, "go-sum", plan.component->id,
          "the sums of the libraries are not in the export: go mod tidy asks the Go checksum database for them once, and "
          "go.sum is to be kept with the code");
}

void noteClients(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* client = std::get_if<Client>(&component.kind);
    if (!client) continue;
    sam.note(Severity::info, "client-not-exported", component.id,
             fmt::format("'{}' is a client: it calls the deployed system and isn't part of it", component.id));
    for (std::size_t i = 0; i < client->sends.size(); ++i)
      if (const ComponentId& to = client->sends[i].to.id; !findKind<HttpApi>(sam.architecture, to) &&
                                                          !findKind<WebsocketApi>(sam.architecture, to) &&
                                                          !findKind<ContainerService>(sam.architecture, to))
        sam.note(
            Severity::warning, "client-permission", fmt::format("{}.sends.{}.to", component.id, i),
            fmt::format("'{}' reaches '{}' directly; the template gives nobody outside that permission", component.id, to),
            fmt::format("allow the client's own role {}", clientAction(*sam.architecture.find(to))));
  }
}

// Whether a step ends before all of its branches have.
bool leavesBranches(const Steps& steps) {
  bool leaves = false;
  forEachStep(steps, {}, [&](const Step& step, const std::string&) {
    const auto* race = std::get_if<WaitForStep>(&step.what);
    leaves |= race && static_cast<std::size_t>(race->count) < race->branches.size();
  });
  return leaves;
}

void noteCalls(SamContext& sam) {
  for (const FunctionPlan& plan : sam.plans) {
    bool inNetwork = false, reachesOut = false;
    for (const Use& use : plan.uses) {
      if (findKind<Cache>(sam.architecture, use.target) || findKind<ContainerService>(sam.architecture, use.target))
        inNetwork = true;
      else
        reachesOut = true;
      const auto* api = findKind<HttpApi>(sam.architecture, use.target);
      if (api && api->auth)
        sam.note(Severity::warning, "token-missing", plan.component->id,
                 fmt::format("'{}' calls '{}', which wants a user's token; the handler has none and will get 401",
                             plan.component->id, use.target),
                 "call the function behind the API instead, or pass a token on in steps");
    }
    for (const ConsumerUse& use : plan.consumers)
      if (use.consumer.batch > 1 && use.consumer.failures == ReportedFailures::wholeBatch)
        sam.note(Severity::warning, "failures-per-message", use.queue + ".consumers",
                 fmt::format("the handler of '{}' gives failed messages back one by one; the design, and so its simulation, "
                             "gives the whole batch of '{}' back",
                             plan.component->id, use.queue),
                 "write failures: per-message");
    if (leavesBranches(plan.function->steps))
      sam.note(Severity::info, "unwatched-branches", plan.component->id,
               fmt::format("'{}' doesn't wait for all branches; those that still run when it answers are frozen with their "
                           "instance, and go on with its next invocation or not at all",
                           plan.component->id));
    if (plan.started)
      sam.note(Severity::info, "failed-events-are-dropped", plan.component->id,
               fmt::format("'{}' is started asynchronously; what still fails after its retries is dropped, as simulated",
                           plan.component->id),
               "send to a queue with dead letters to keep it");
    if ((inNetwork || plan.function->network == Network::vpc) && reachesOut)
      sam.note(Severity::warning, "vpc-needs-way-out", plan.component->id,
               fmt::format("'{}' runs in {} and reaches other services from there", plan.component->id,
                           inNetwork ? "the VPC of what it uses" : "a VPC"),
               "give the private subnets a route to a NAT gateway, or VPC endpoints for the AWS services used");
  }
}

}  // namespace

Tree samTemplate(SamContext& sam) {
  noteModules(sam);
  noteClients(sam);
  noteCalls(sam);
  for (auto& note : protectionNotes(sam.architecture, "aws")) sam.notes.push_back(std::move(note));
  Tree retention = Tree::object();
  retention["Type"] = "Number";
  retention["Description"] = "Days that logs are kept";
  retention["Default"] = 30;
  retention["AllowedValues"] = {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653};
  sam.parameters["LogRetentionDays"] = retention;
  addUserPools(sam);
  addFronts(sam);
  addApis(sam);
  addQueues(sam);
  addExternals(sam);
  addTopics(sam);
  addStreams(sam);
  addBuses(sam);
  addSchedules(sam);
  addTables(sam);
  addBuckets(sam);
  addNotifications(sam);
  addWorkflows(sam);
  addSecrets(sam);
  addSockets(sam);
  addDatabases(sam);
  addCaches(sam);
  addFunctions(sam);
  addServices(sam);
  addAlarms(sam);

  Tree whole = Tree::object();
  whole["AWSTemplateFormatVersion"] = "2010-09-09";
  whole["Transform"] = "AWS::Serverless-2016-10-31";
  std::string description = sam.architecture.name;
  if (!sam.architecture.description.empty()) description += (description.empty() ? "" : ": ") + sam.architecture.description;
  if (!description.empty()) whole["Description"] = shortened(description, 1024);
  whole["Parameters"] = sam.parameters;
  whole["Resources"] = sam.resources;
  if (!sam.outputs.empty()) whole["Outputs"] = sam.outputs;
  return whole;
}

tl::expected<Manifest, Problems> exportSam(const Architecture& architecture, const Catalog& catalog) {
  Problems problems;
  const auto plans = planFunctions(architecture, catalog, problems);
  const auto services = planServices(architecture, catalog, problems);
  for (auto& problem : samProblems(architecture, plans, services)) problems.push_back(std::move(problem));
  if (plans.empty() && architecture.components.empty())
    problems.push_back({Severity::error, "empty", "", 0, 0, "components", "the design has no components", "add one"});
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));

  Manifest manifest;
  SamContext sam{architecture, catalog, plans, manifest.notes, LogicalIds(architecture)};
  sam.services = services;
  const Tree whole = samTemplate(sam);
  if (sam.resources.empty())
    return tl::unexpected(Problems{{Severity::error, "empty", "", 0, 0, "components",
                                    "nothing in the design is to be deployed", "add a function, queue or table"}});
  manifest.files.push_back({"template.yaml", toTemplateYaml(whole)});
  for (auto& problem : problems) manifest.notes.push_back(std::move(problem));

  const AwsHandlers functions;
  const auto addCode = [&](tl::expected<std::vector<ManifestFile>, Problems> files) {
    if (!files)
      for (auto& problem : files.error()) problems.push_back(std::move(problem));
    else
      for (auto& file : *files) manifest.files.push_back(std::move(file));
  };
  for (const FunctionPlan& plan : plans) addCode(handlerFiles(architecture, plan, functions));
  for (const FunctionPlan& plan : services) addCode(handlerFiles(architecture, plan, ServiceHandlers(functions)));
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));
  for (auto& file : sampleEvents(sam)) manifest.files.push_back(std::move(file));
  manifest.files.push_back({"samconfig.toml", samConfig(sam)});
  manifest.files.push_back({"README.md", samReadme(sam, manifest.notes)});
  manifest.files.push_back({".gitignore", ".aws-sam/\nnode_modules/\n__pycache__/\ntarget/\n"});
  return manifest;
}

}  // namespace virga::model
