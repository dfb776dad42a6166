#include <algorithm>
#include <cctype>
#include <iterator>
#include <regex>
#include <stdexcept>

#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/handlers/http/service_handlers.h"
#include "model/manifest/problem_lists.h"
#include "model/manifest/sam/sam_limits.h"
#include "model/manifest/sam/sam_template.h"
#include "model/manifest/terraform/aws/aws_configuration.h"
#include "model/manifest/terraform/aws/aws_special.h"
#include "model/manifest/terraform/terraform_export.h"

namespace virga::model {

namespace {

using namespace terraform;

// A start for all names: letters, digits and hyphens, a letter first.
std::string stackName(const std::string& project) {
  std::string name;
  for (const char c : project) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0)
      name += static_cast<char>(std::tolower(byte));
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  if (name.empty() || std::isalpha(static_cast<unsigned char>(name.front())) == 0) name = "app-" + name;
  name = name.substr(0, kStackNameMax);
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name;
}

std::string typeOf(const std::string& parameter) {
  if (parameter == "Number") return "number";
  return parameter.rfind("List<", 0) == 0 ? "list(string)" : "string";
}

Variable variableOf(const AwsConfiguration& aws, const std::string& id, const Tree& parameter) {
  Variable variable;
  variable.name = aws.name(id);
  variable.description = parameter.at("Description").get<std::string>();
  variable.type = typeOf(parameter.at("Type").get<std::string>());
  if (parameter.contains("Default")) variable.fallback = aws.value(parameter.at("Default"));
  variable.sensitive = parameter.value("NoEcho", false);
  if (parameter.contains("AllowedValues"))
    variable.validations.push_back(
        {fmt::format("contains({}, var.{})", toHcl(aws.value(parameter.at("AllowedValues"))), variable.name),
         "CloudWatch Logs keeps logs for certain numbers of days only."});
  if (parameter.contains("AllowedPattern"))
    variable.validations.push_back(
        {fmt::format("can(regex({}, var.{}))", text(parameter.at("AllowedPattern").get<std::string>()), variable.name),
         fmt::format("The value {}.", parameter.value("ConstraintDescription", "must fit the pattern"))});
  if (variable.type == "list(string)") variable.example = texts({"subnet-...", "subnet-..."});
  return variable;
}

void addVariables(AwsConfiguration& aws) {
  Variable name;
  name.name = "name";
  name.description = "Start of the names of all resources; another one for each deployment in an account";
  name.fallback = text(stackName(aws.sam.architecture.name));
  name.validations.push_back(
      {fmt::format("can(regex(\"^[a-z]([a-z0-9]|-[a-z0-9])*$\", var.name)) && length(var.name) <= {}", kStackNameMax),
       fmt::format("The name has at most {} small letters, digits and single hyphens, a letter first.", kStackNameMax)});
  aws.project.add(name);
  Variable region;
  region.name = "region";
  region.description = "Region of AWS";
  const std::string& wanted = aws.sam.architecture.target.region;
  if (const std::string known = wanted.empty() ? aws.sam.catalog.defaultRegion : wanted; !known.empty())
    region.fallback = text(known);
  region.example = text("eu-central-1");
  aws.project.add(region);
  for (const auto& [id, parameter] : aws.sam.parameters.items()) aws.project.add(variableOf(aws, id, parameter));
}

void addResources(AwsConfiguration& aws) {
  const Tree& resources = aws.sam.resources;
  const auto calling = [&](const Tree& groups) {
    for (const Tree& group : groups) aws.callingGroups.insert(group.at("Fn::GetAtt").at(0).get<std::string>());
  };
  for (const auto& [id, resource] : resources.items()) {
    const Tree& properties = resource.at("Properties");
    const std::string& type = resource.at("Type").get_ref<const std::string&>();
    if (properties.contains("VpcConfig")) calling(properties.at("VpcConfig").at("SecurityGroupIds"));
    if (type == "AWS::ECS::Service")
      calling(properties.at("NetworkConfiguration").at("AwsvpcConfiguration").at("SecurityGroups"));
    if (type == "AWS::ElasticLoadBalancingV2::LoadBalancer") calling(properties.at("SecurityGroups"));
    if (type == "AWS::ApiGatewayV2::VpcLink") calling(properties.at("SecurityGroupIds"));
  }
  for (const auto& [id, resource] : resources.items())
    if (!addSpecialResource(aws, id, resource) && !addServiceResource(aws, id, resource) &&
        !addAlarmResource(aws, id, resource) && !addPlainResource(aws, id, resource))
      throw std::logic_error("no resource of Terraform for " + resource.at("Type").get<std::string>());
}

void addData(AwsConfiguration& aws) {
  std::string all;
  for (const auto& [name, blocks] : aws.project.parts) all += toHcl(blocks);
  for (const Output& output : aws.project.outputs) all += toHcl(output.value);
  for (const char* source : {"aws_caller_identity", "aws_partition"})
    if (all.find(fmt::format("data.{}.", source)) != std::string::npos)
      aws.project.locals.emplace_back("data", std::vector<std::string>{source, "current"});
}

// Notes name the template's parameters and resources; here they have other names.
Problem renamed(const AwsConfiguration& aws, Problem note) {
  std::set<std::string> components;
  for (const Component& component : aws.sam.architecture.components) components.insert(aws.sam.ids.of(component.id));
  for (const Tree* named : {&aws.sam.parameters, &aws.sam.resources})
    for (const auto& [id, entry] : named->items())
      if (components.count(id) == 0)
        note.message = std::regex_replace(note.message, std::regex("\\b" + id + "\\b"), aws.name(id));
  return note;
}

// Lambda takes certain names of runtimes only, and no schema says which.
Problems runtimeProblems(const std::vector<FunctionPlan>& plans, const Catalog& catalog) {
  Problems problems;
  for (const FunctionPlan& plan : plans) {
    const std::string& runtime = plan.function->runtime;
    if (std::none_of(catalog.runtimes.begin(), catalog.runtimes.end(),
                     [&](const RuntimeFact& known) { return known.id == runtime; }))
      problems.push_back({Severity::error, "unknown-runtime", "", 0, 0, plan.component->id + ".runtime",
                          fmt::format("{} has no runtime '{}'", catalog.name, runtime), "take one that it has"});
  }
  return problems;
}

std::vector<ManifestFile> handlersOf(const SamContext& sam, Problems& problems) {
  std::vector<ManifestFile> all;
  const auto take = [&](tl::expected<std::vector<ManifestFile>, Problems> files) {
    if (!files)
      std::move(files.error().begin(), files.error().end(), std::back_inserter(problems));
    else
      std::move(files->begin(), files->end(), std::back_inserter(all));
  };
  for (const FunctionPlan& plan : sam.plans) take(handlerFiles(sam.architecture, plan, AwsHandlers()));
  const AwsHandlers functions;
  for (const FunctionPlan& plan : sam.services) take(handlerFiles(sam.architecture, plan, ServiceHandlers(functions)));
  return all;
}

}  // namespace

tl::expected<Manifest, Problems> exportTerraformAws(const Architecture& architecture, const Catalog& catalog) {
  Problems problems;
  const auto plans = planFunctions(architecture, catalog, problems);
  const auto services = planServices(architecture, catalog, problems);
  for (auto& problem : samProblems(architecture, plans, services)) problems.push_back(std::move(problem));
  for (auto& problem : runtimeProblems(plans, catalog)) problems.push_back(std::move(problem));
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));
  Problems notes;
  SamContext sam{architecture, catalog, plans, notes, LogicalIds(architecture)};
  sam.services = services;
  samTemplate(sam);
  if (sam.resources.empty())
    return tl::unexpected(Problems{{Severity::error, "empty", "", 0, 0, "components",
                                    "nothing in the design is to be deployed", "add a function, queue or table"}});

  AwsConfiguration aws(sam);
  aws.project.required = {{"aws", "hashicorp/aws", ">= 5.100, < 7.0"}};
  if (!plans.empty()) aws.project.required.push_back({"archive", "hashicorp/archive", ">= 2.4, < 3.0"});
  Block provider("provider", {"aws"});
  provider.set("region", "var.region");
  aws.project.providers = {provider};
  addVariables(aws);
  addResources(aws);
  for (const auto& [id, output] : sam.outputs.items())
    aws.project.output(aws.outputName(id), output.at("Description").get<std::string>(), aws.value(output.at("Value")));
  addData(aws);

  Manifest manifest;
  for (const Problem& note : notes) manifest.notes.push_back(renamed(aws, note));
  for (const Problem& problem : problems) manifest.notes.push_back(problem);
  std::vector<ManifestFile> handlers = handlersOf(sam, problems);
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));
  aws.project.readme = awsReadme(aws, manifest.notes);
  manifest.files = filesOf(aws.project);
  std::move(handlers.begin(), handlers.end(), std::back_inserter(manifest.files));
  return manifest;
}

}  // namespace virga::model
