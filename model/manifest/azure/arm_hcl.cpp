#include "model/manifest/azure/arm_hcl.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;
using Kind = ArmExpression::Kind;

constexpr const char* kGroup = "azapi_resource.group.id";
constexpr const char* kAccount = "data.azapi_client_config.current";

std::string keyOfParts(const std::string& type, const std::vector<std::string>& names) {
  return fmt::format("{} {}", type, fmt::join(names, "/"));
}

// Storage accounts come with these; they are changed, not made.
bool comesAlong(const DeployedResource& resource) {
  return resource.type.starts_with("Microsoft.Storage/storageAccounts/") && resource.type.ends_with("Services") &&
         resource.name.back() == "'default'";
}

// "${…}" of an expression, or a literal without its quotes.
std::string spliced(const std::string& notation) {
  const bool literal = notation.size() > 1 && notation.front() == '"' && notation.back() == '"';
  return literal ? notation.substr(1, notation.size() - 2) : "${" + notation + "}";
}

}  // namespace

std::string hclName(const std::string& armName) {
  std::string name;
  for (const char c : armName) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) == 0) {
      if (!name.empty() && name.back() != '_') name += '_';
      continue;
    }
    if (std::isupper(byte) != 0 && !name.empty() && name.back() != '_') name += '_';
    name += static_cast<char>(std::tolower(byte));
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name.empty() || std::isdigit(static_cast<unsigned char>(name[0])) != 0 ? "_" + name : name;
}

std::string ArmHcl::keyOf(const DeployedResource& resource) const {
  ArmHcl other;  // whose names don't change with what is declared
  std::vector<std::string> names;
  for (const std::string& segment : resource.name) names.push_back(other.notation(segment));
  return keyOfParts(resource.type, names);
}

void ArmHcl::declare(const DeployedResource& resource, bool counted) {
  std::string stem = resource.type.substr(resource.type.rfind('/') + 1);
  if (const std::string& last = resource.name.back(); last.find('(') == std::string::npos)
    stem += "-" + last;
  else if (last.starts_with("format('"))
    stem += "-" + last.substr(8, last.find("{0}") - 8);
  const std::string plain = hclName(stem);
  std::string name = plain;
  for (int number = 2; !names_.insert(name).second; ++number) name = fmt::format("{}_{}", plain, number);
  addresses_[keyOf(resource)] =
      (comesAlong(resource) ? "azapi_update_resource." : "azapi_resource.") + name + (counted ? "[0]" : "");
}

std::string ArmHcl::addressOf(const std::string& armId) {
  const std::string id = notation(armId);
  return id.ends_with(".id") ? id.substr(0, id.size() - 3) : id;
}

std::string ArmHcl::notation(const std::string& expression) {
  const auto read = readArmExpression("[" + expression + "]");
  if (!read) {
    unknown_.insert(expression);
    return "null";
  }
  return notationOf(*read);
}

terraform::Expression ArmHcl::value(const Json& content) {
  if (content.is_string()) {
    const auto text = content.get<std::string>();
    if (isArmExpression(text)) return notation(text.substr(1, text.size() - 2));
    return terraform::text(text.starts_with("[[") ? text.substr(1) : text);
  }
  if (content.is_array()) {
    std::vector<terraform::Expression> items;
    for (const Json& item : content) items.push_back(value(item));
    return terraform::list(std::move(items));
  }
  if (content.is_object()) {
    terraform::Expression object = terraform::object();
    for (const auto& [key, item] : content.items()) object.with(key, value(item));
    return object;
  }
  return content.dump();
}

std::string ArmHcl::inText(const ArmExpression& expression) { return spliced(notationOf(expression)); }

std::string ArmHcl::notationOf(const ArmExpression& expression) {
  switch (expression.kind) {
    case Kind::text: return terraform::text(expression.text);
    case Kind::number: return expression.text;
    case Kind::call: return call(expression);
    case Kind::member: return member(expression);
    case Kind::index: break;
  }
  unknown_.insert("index");
  return "null";
}

std::string ArmHcl::call(const ArmExpression& expression) {
  const std::string& name = expression.text;
  const auto& items = expression.items;
  const auto literal = [&](std::size_t i) { return i < items.size() ? items[i].text : ""; };
  if (name == "parameters") return "var." + hclName(literal(0));
  if (name == "variables") return "local." + hclName(literal(0));
  if (name == "json") return literal(0);
  if (name == "uniqueString") return fmt::format("substr(sha256({}), 0, 13)", kGroup);
  if (name == "string") return fmt::format("jsonencode({})", notationOf(items.at(0)));
  if (name == "guid") {
    std::string whole;
    for (const ArmExpression& item : items) whole += (whole.empty() ? "" : "|") + inText(item);
    return fmt::format("uuidv5(\"url\", \"{}\")", whole);
  }
  if (name == "subscriptionResourceId")
    return fmt::format("\"/subscriptions/${{{}.subscription_id}}/providers/{}/{}\"", kAccount, literal(0),
                       inText(items.at(1)));
  if (name == "resourceId") {
    std::vector<std::string> names;
    for (std::size_t i = 1; i < items.size(); ++i) names.push_back(notationOf(items[i]));
    return idOf(literal(0), std::move(names));
  }
  if (name == "format") {
    const std::string& shape = literal(0);
    std::string out;
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const bool doubled = i + 1 < shape.size() && shape[i + 1] == shape[i] && (shape[i] == '{' || shape[i] == '}');
      if (doubled) {
        out += shape[i++];
      } else if (shape[i] == '{') {
        const std::size_t end = shape.find('}', i);
        out += inText(items.at(1 + std::stoul(shape.substr(i + 1, end - i - 1))));
        i = end;
      } else {
        out += terraform::escaped(shape.substr(i, 1));
      }
    }
    return "\"" + out + "\"";
  }
  unknown_.insert(name);
  return "null";
}

std::string ArmHcl::idOf(std::string type, std::vector<std::string> names) {
  std::string rest;  // what lies in a resource of the configuration, or in the group
  while (true) {
    if (const auto known = addresses_.find(keyOfParts(type, names)); known != addresses_.end())
      return rest.empty() ? known->second + ".id" : fmt::format("\"${{{}.id}}{}\"", known->second, rest);
    const std::size_t last = type.rfind('/');
    if (names.size() < 2) return fmt::format("\"${{{}}}/providers/{}/{}{}\"", kGroup, type, spliced(names.at(0)), rest);
    rest = "/" + type.substr(last + 1) + "/" + spliced(names.back()) + rest;
    type.resize(last);
    names.pop_back();
  }
}

std::string ArmHcl::member(const ArmExpression& expression) {
  std::string path = expression.text;
  const ArmExpression* of = &expression.items.at(0);
  for (; of->kind == Kind::member; of = &of->items.at(0)) path = of->text + "." + path;
  if (of->kind == Kind::call) {
    if (of->text == "reference") return referenced(*of, path);
    if (of->text == "listKeys") return listedKey(*of, path);
    if (of->text == "environment" && path == "suffixes.storage") return terraform::text("core.windows.net");
    if (of->text == "subscription" && path == "tenantId") return std::string(kAccount) + ".tenant_id";
  }
  unknown_.insert(of->text + "." + path);
  return "null";
}

std::string ArmHcl::referenced(const ArmExpression& reference, const std::string& path) {
  std::string id = notationOf(reference.items.at(0));
  if (!id.ends_with(".id")) {
    unknown_.insert("reference to what isn't deployed here");
    return "null";
  }
  id.resize(id.size() - 3);
  const bool whole = reference.items.size() > 2;  // 'full'
  if (whole && path == "identity.principalId") return id + ".identity[0].principal_id";
  const std::string asked = whole ? path : "properties." + path;
  exported_[id].insert(asked);
  return id + ".output." + asked;
}

std::string ArmHcl::listedKey(const ArmExpression& call, const std::string& path) {
  const std::string id = notationOf(call.items.at(0));  // "${azapi_resource.sites_checkout.id}/host/default"
  const std::size_t begin = id.find('.') + 1, end = id.find(".id}");
  if (!id.ends_with("/host/default\"") || end == std::string::npos) {
    unknown_.insert("listKeys of " + id);
    return "null";
  }
  const std::string name = id.substr(begin, end - begin);
  Keys& keys = keys_[name];
  keys.type = "Microsoft.Web/sites/host@" + call.items.at(1).text;
  keys.resourceId = id;
  keys.paths.insert(path);
  return fmt::format("data.azapi_resource_action.{}.sensitive_output.{}", name, path);
}

std::string ArmHcl::parentOf(const DeployedResource& resource) {
  if (const auto scope = resource.body.find("scope"); scope != resource.body.end()) {
    const auto text = scope->get<std::string>();
    return notation(text.substr(1, text.size() - 2));
  }
  if (resource.name.size() < 2) return kGroup;
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < resource.name.size(); ++i) names.push_back(notation(resource.name[i]));
  return idOf(resource.type.substr(0, resource.type.rfind('/')), std::move(names));
}

}  // namespace virga::model
