#include "model/manifest/terraform/aws/aws_configuration.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <stdexcept>

#include <fmt/format.h>

#include "model/manifest/terraform/aws/aws_types.h"
#include "model/manifest/terraform_name.h"

namespace virga::model::terraform {

namespace {

constexpr std::string_view kAlias = ".Alias";

// "ReceiptsDead" → "receipts_dead", "ToSQSQueue" → "to_sqsqueue".
std::string snake(const std::string& camel) {
  std::string out;
  for (std::size_t i = 0; i < camel.size(); ++i) {
    const auto c = static_cast<unsigned char>(camel[i]);
    if (std::isupper(c) != 0 && i > 0 && std::isupper(static_cast<unsigned char>(camel[i - 1])) == 0) out += '_';
    out += static_cast<char>(std::tolower(c));
  }
  return out;
}

const std::string& typeOf(const Tree& resource) { return resource.at("Type").get_ref<const std::string&>(); }

// The inside of a text for an expression that is written in one.
std::string inText(const std::string& notation) {
  if (notation.size() >= 2 && notation.front() == '"' && notation.back() == '"')
    return notation.substr(1, notation.size() - 2);
  return "${" + notation + "}";
}

// Four hexadecimal digits that tell names apart which are cut alike.
std::string distinction(const std::string& text) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return fmt::format("{:04x}", (hash >> 16U) ^ (hash & 0xFFFFU));
}

}  // namespace

AwsConfiguration::AwsConfiguration(const SamContext& context) : sam(context) {
  std::set<std::string> taken;
  for (const Component& component : sam.architecture.components) {
    names_[sam.ids.of(component.id)] = terraformName(component.id);
    taken.insert(terraformName(component.id));
  }
  const auto take = [&](const std::string& id) {
    if (names_.count(id) != 0) return;
    std::string free = snake(id);
    for (int number = 2; !taken.insert(free).second; ++number) free = fmt::format("{}_{}", snake(id), number);
    names_[id] = free;
  };
  for (const auto& [id, resource] : sam.resources.items()) take(id);
  for (const auto& [id, parameter] : sam.parameters.items()) take(id);
  const auto selected = [](int index, const char* separator, const Tree& whole) {
    return Tree{{"Fn::Select", Tree::array({index, Tree{{"Fn::Split", Tree::array({separator, whole})}}})}};
  };
  // The start of a stack's UUID, in names that must be unique in an account.
  standIns_[selected(0, "-", selected(2, "/", refTo("AWS::StackId"))).dump()] = "substr(sha256(var.name), 0, 8)";
  // CloudFormation must know these buckets' names before they are there; Terraform makes what they tell apart from them.
  for (const Component& component : sam.architecture.components) {
    const auto* store = std::get_if<ObjectStore>(&component.kind);
    if (!store || store->notifications.empty()) continue;
    const std::string bucket = "aws_s3_bucket." + terraformName(component.id);
    standIns_[bucketName(sam, component.id).dump()] = bucket + ".id";
    standIns_[bucketArn(sam, component.id).dump()] = bucket + ".arn";
    standIns_[bucketArn(sam, component.id, "/*").dump()] = "\"${" + bucket + ".arn}/*\"";
  }
}

std::string AwsConfiguration::name(const std::string& logicalId) const { return names_.at(logicalId); }

std::string AwsConfiguration::outputName(const std::string& id) { return snake(id); }

std::string AwsConfiguration::address(const std::string& logicalId, const std::string& suffix) const {
  const AwsType* type = awsType(typeOf(sam.resources.at(logicalId)));
  if (!type) throw std::logic_error("no type in Terraform for " + typeOf(sam.resources.at(logicalId)));
  return fmt::format("{}.{}{}{}", type->terraform, name(logicalId), suffix.empty() ? "" : ".", suffix);
}

Expression AwsConfiguration::physicalName(const std::string& logicalId, std::size_t limit) const {
  std::string stem = name(logicalId);
  std::replace(stem.begin(), stem.end(), '_', '-');
  const std::size_t room = limit - kStackNameMax - 1;
  if (stem.size() > room) stem = stem.substr(0, room - 5) + "-" + distinction(stem);
  return "\"${var.name}-" + stem + "\"";
}

std::string AwsConfiguration::pseudoParameter(const std::string& id) const {
  if (id == "AWS::Region") return "var.region";
  if (id == "AWS::StackName") return "var.name";
  if (id == "AWS::AccountId") return "data.aws_caller_identity.current.account_id";
  if (id == "AWS::Partition") return "data.aws_partition.current.partition";
  if (id == "AWS::URLSuffix") return "data.aws_partition.current.dns_suffix";
  throw std::logic_error("no expression for " + id);
}

std::string AwsConfiguration::reference(const std::string& id) const {
  if (id.rfind("AWS::", 0) == 0) return pseudoParameter(id);
  if (sam.parameters.contains(id)) return "var." + name(id);
  if (id.size() > kAlias.size() && id.compare(id.size() - kAlias.size(), kAlias.size(), kAlias) == 0)
    return fmt::format("aws_lambda_alias.{}.arn", name(id.substr(0, id.size() - kAlias.size())));
  return address(id, std::string(awsType(typeOf(sam.resources.at(id)))->ref));
}

std::string AwsConfiguration::attribute(const std::string& id, const std::string& wanted) const {
  const std::string& type = typeOf(sam.resources.at(id));
  const std::string_view found = awsAttribute(type, wanted);
  if (found.empty()) throw std::logic_error(fmt::format("no attribute in Terraform for {} of {}", wanted, type));
  return address(id, std::string(found));
}

std::string AwsConfiguration::substituted(const std::string& wanted) const {
  std::string out;
  std::size_t at = 0;
  while (at < wanted.size()) {
    const std::size_t open = wanted.find("${", at);
    const std::size_t close = open == std::string::npos ? open : wanted.find('}', open);
    if (close == std::string::npos) break;
    out += escaped(wanted.substr(at, open - at));
    const std::string inside = wanted.substr(open + 2, close - open - 2);
    const std::size_t dot = inside.find('.');
    out += "${" + (dot == std::string::npos ? reference(inside) : attribute(inside.substr(0, dot), inside.substr(dot + 1))) +
           "}";
    at = close + 1;
  }
  return out + escaped(wanted.substr(at));
}

std::string AwsConfiguration::interpolation(const Tree& tree) const {
  return tree.is_string() ? escaped(tree.get<std::string>()) : inText(value(tree).notation);
}

Expression AwsConfiguration::value(const Tree& tree) const {
  if (!standIns_.empty())
    if (const auto standIn = standIns_.find(tree.dump()); standIn != standIns_.end()) return standIn->second;
  if (tree.is_string()) return text(tree.get<std::string>());
  if (tree.is_boolean()) return boolean(tree.get<bool>());
  if (tree.is_number_integer()) return number(tree.get<std::int64_t>());
  if (tree.is_number()) return number(tree.get<double>());
  if (tree.is_null()) return "null";
  if (tree.is_array()) {
    std::vector<Expression> items;
    for (const Tree& item : tree) items.push_back(value(item));
    return list(std::move(items));
  }
  if (tree.size() == 1) {
    const auto only = tree.begin();
    const Tree& argument = only.value();
    if (only.key() == "Ref") return reference(argument.get<std::string>());
    if (only.key() == "Fn::GetAtt") return attribute(argument.at(0).get<std::string>(), argument.at(1).get<std::string>());
    if (only.key() == "Fn::Sub") return "\"" + substituted(argument.get<std::string>()) + "\"";
    if (only.key() == "Fn::Join") {
      std::string joined;
      for (const Tree& part : argument.at(1))
        joined += (joined.empty() ? "" : escaped(argument.at(0).get<std::string>())) + interpolation(part);
      return "\"" + joined + "\"";
    }
    if (only.key().rfind("Fn::", 0) == 0) throw std::logic_error("no expression for " + tree.dump());
  }
  Expression result = object();
  for (const auto& [key, inner] : tree.items()) result.with(key, value(inner));
  return result;
}

void AwsConfiguration::copy(Block& block, const std::string& attribute, const Tree& properties, const char* property) const {
  if (properties.contains(property)) block.set(attribute, value(properties.at(property)));
}

void AwsConfiguration::tag(Block& block, const Tree& properties, const char* property) const {
  if (!properties.contains(property)) return;
  const Tree& tags = properties.at(property);
  if (tags.is_object()) {
    block.set("tags", value(tags));
    return;
  }
  Expression map = object();
  for (const Tree& entry : tags) map.with(entry.at("Key").get<std::string>(), value(entry.at("Value")));
  block.set("tags", map);
}

Block& AwsConfiguration::add(const std::string& part, const std::string& type, const std::string& resourceName) {
  return project.part(part).emplace_back("resource", std::vector<std::string>{type, resourceName});
}

}  // namespace virga::model::terraform
