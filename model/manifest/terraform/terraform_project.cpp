#include "model/manifest/terraform/terraform_project.h"

#include <algorithm>

namespace virga::model::terraform {

namespace {

Block versionsOf(const Project& project) {
  Block terraform("terraform");
  terraform.set("required_version", text(project.requiredVersion));
  Block& required = terraform.block("required_providers");
  for (const RequiredProvider& provider : project.required)
    required.set(provider.name, object({{"source", text(provider.source)}, {"version", text(provider.version)}}));
  return terraform;
}

Block blockOf(const Variable& variable) {
  Block block("variable", {variable.name});
  block.set("type", variable.type);
  block.set("description", text(variable.description));
  if (variable.fallback) block.set("default", *variable.fallback);
  if (variable.sensitive) block.set("sensitive", "true");
  for (const Validation& validation : variable.validations)
    block.block("validation").set("condition", validation.condition).set("error_message", text(validation.message));
  return block;
}

Block blockOf(const Output& output) {
  Block block("output", {output.name});
  block.set("description", text(output.description));
  block.set("value", output.value);
  if (output.sensitive) block.set("sensitive", "true");
  return block;
}

std::string oneLine(std::string line) {
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

std::string exampleOf(const Project& project) {
  std::string out = "# Copy to terraform.tfvars. Secrets belong into the environment: TF_VAR_<name>.\n";
  for (const Variable& variable : project.variables) {
    out += "\n# " + oneLine(variable.description) + '\n';
    if (variable.sensitive) {
      out += "# export TF_VAR_" + variable.name + "=...\n";
      continue;
    }
    const Expression value = variable.example    ? *variable.example
                             : variable.fallback ? *variable.fallback
                                                 : Expression(text(""));
    out += (variable.fallback ? "# " : "") + variable.name + " = " + oneLine(toHcl(value)) + '\n';
  }
  return out;
}

}  // namespace

std::vector<Block>& Project::part(const std::string& name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& known) { return known.first == name; });
  if (found != parts.end()) return found->second;
  return parts.emplace_back(name, std::vector<Block>()).second;
}

void Project::add(Variable variable) {
  const bool known =
      std::any_of(variables.begin(), variables.end(), [&](const Variable& v) { return v.name == variable.name; });
  if (!known) variables.push_back(std::move(variable));
}

void Project::output(const std::string& name, const std::string& description, Expression value) {
  std::string free = name;
  const auto taken = [&] {
    return std::any_of(outputs.begin(), outputs.end(), [&](const Output& o) { return o.name == free; });
  };
  for (int number = 2; taken(); ++number) free = name + "_" + std::to_string(number);
  outputs.push_back({free, description, std::move(value)});
}

std::vector<ManifestFile> filesOf(const Project& project) {
  std::vector<ManifestFile> files;
  const auto add = [&](const std::string& path, std::string content) {
    if (!content.empty()) files.push_back({path, std::move(content)});
  };
  add("main.tf", toHcl(project.locals));
  for (const auto& [name, blocks] : project.parts) add(name + ".tf", toHcl(blocks));
  std::vector<Block> variables, outputs;
  for (const Variable& variable : project.variables) variables.push_back(blockOf(variable));
  for (const Output& output : project.outputs) outputs.push_back(blockOf(output));
  add("variables.tf", toHcl(variables));
  add("outputs.tf", toHcl(outputs));
  add("providers.tf", toHcl(project.providers));
  add("versions.tf", toHcl(std::vector<Block>{versionsOf(project)}));
  if (!project.variables.empty()) add("terraform.tfvars.example", exampleOf(project));
  add("README.md", project.readme);
  add(".gitignore", ".terraform/\n*.tfstate\n*.tfstate.*\n*.tfplan\nterraform.tfvars\nbuild/\n");
  return files;
}

}  // namespace virga::model::terraform
