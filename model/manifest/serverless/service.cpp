#include "model/manifest/serverless/service.h"

#include <algorithm>
#include <regex>

#include "model/manifest/serverless/framework_names.h"

namespace virga::model {

namespace {

std::string renamedIn(const Service& service, const std::string& name) {
  const auto known = service.renamed.find(name);
  return known == service.renamed.end() ? name : known->second;
}

// Names in ${Name} and ${Name.Attribute} of Fn::Sub.
std::string renamedInText(const Service& service, const std::string& text) {
  static const std::regex kName(R"(\$\{([A-Za-z0-9]+))");
  std::string out;
  auto rest = text.cbegin();
  for (auto match = std::sregex_iterator(text.begin(), text.end(), kName); match != std::sregex_iterator(); ++match) {
    out.append(rest, (*match)[1].first);
    out += renamedIn(service, (*match)[1].str());
    rest = (*match)[1].second;
  }
  return out.append(rest, text.cend());
}

void settle(const Service& service, Tree& tree) {
  for (const auto& [from, to] : service.replaced)
    if (tree == from) {
      tree = Tree(to);
      return;
    }
  if (tree.is_object() && tree.size() == 1) {
    const std::string key = tree.begin().key();
    Tree& value = tree.begin().value();
    if (key == "Ref") {
      value = renamedIn(service, value.get<std::string>());
      return;
    }
    if (key == "Fn::GetAtt") {
      value[0] = renamedIn(service, value[0].get<std::string>());
      return;
    }
    if (key == "Fn::Sub" && value.is_string()) {
      value = renamedInText(service, value.get<std::string>());
      return;
    }
  }
  if (!tree.is_structured()) return;
  for (const auto& [key, part] : tree.items()) {
    if (key == "DependsOn" && part.is_array())
      for (Tree& name : part) name = renamedIn(service, name.get<std::string>());
    else
      settle(service, part);
  }
}

// A secret that a parameter would carry would stand in the state that the framework puts into its bucket. CloudFormation
// fetches it from Secrets Manager instead. (CloudFormation user guide, "Dynamic references to Secrets Manager")
void fetchSecrets(Service& service) {
  for (auto& [name, parameter] : service.parameters.items()) {
    if (!parameter.value("NoEcho", false)) continue;
    service.replaced.emplace_back(refTo(name), sub("{{resolve:secretsmanager:${" + name + "}}}"));
    parameter.erase("NoEcho");
    parameter["Description"] = "Name of a secret of Secrets Manager. " + parameter["Description"].get<std::string>();
  }
}

void askForParameters(Service& service) {
  Tree given = Tree::array();
  for (const auto& [name, parameter] : service.parameters.items()) {
    if (parameter.contains("Default")) continue;
    std::string asked = name;
    asked[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(asked[0])));
    service.asked[asked] = parameter.at("Description");
    Tree entry = Tree::object();
    entry["ParameterKey"] = name;
    entry["ParameterValue"] = "${param:" + asked + "}";
    given.push_back(entry);
  }
  if (!given.empty()) service.provider["stackParameters"] = given;
}

void avoidFrameworkNames(Service& service) {
  std::set<std::string> functions;
  for (const auto& [id, function] : service.functions.items()) functions.insert(normalisedName(id));
  Tree kept = Tree::object();
  for (const auto& [name, resource] : service.resources.items()) {
    std::string free = name;
    while (isFrameworkName(free, functions) || (free != name && service.resources.contains(free))) free = "Own" + free;
    if (free != name) service.renamed[name] = free;
    kept[free] = resource;
  }
  service.resources = kept;
}

}  // namespace

std::optional<ComponentId> Service::functionIn(const Tree& value) const {
  const auto known = functionOf.find(namedBy(value));
  if (known == functionOf.end()) return {};
  return known->second;
}

Tree& Service::event(const ComponentId& function, const char* kind) {
  Tree& events = functions[function]["events"];
  if (events.is_null()) events = Tree::array();
  events.push_back(Tree{{kind, Tree::object()}});
  return events.back()[kind];
}

void Service::drop(const std::function<bool(const std::string&, const Tree&)>& wanted) {
  Tree kept = Tree::object();
  for (const auto& [id, resource] : resources.items())
    if (!wanted(id, resource)) kept[id] = resource;
  resources = kept;
}

void Service::dropPermission(const ComponentId& function, const std::string& principal,
                             const std::function<bool(const Tree&)>& source) {
  drop([&](const std::string&, const Tree& resource) {
    if (resource.at("Type") != "AWS::Lambda::Permission") return false;
    const Tree& properties = resource.at("Properties");
    return properties.at("Principal") == principal && functionIn(properties.at("FunctionName")) == function &&
           source(properties.at("SourceArn"));
  });
}

std::string namedBy(const Tree& value) {
  if (!value.is_object() || value.size() != 1) return {};
  if (value.contains("Ref")) return value.at("Ref").get<std::string>();
  if (value.contains("Fn::GetAtt")) return value.at("Fn::GetAtt").at(0).get<std::string>();
  return {};
}

std::string nameAfter(const Tree& value, const std::string& start) {
  if (!value.is_object() || !value.contains("Fn::Sub")) return {};
  const std::string text = value.at("Fn::Sub").get<std::string>();
  const std::size_t at = start.size() + 2;
  if (text.rfind(start + "${", 0) != 0) return {};
  return text.substr(at, text.find_first_of(".}", at) - at);
}

void settleNames(Service& service) {
  fetchSecrets(service);
  askForParameters(service);
  avoidFrameworkNames(service);
  for (Tree* part : {&service.resources, &service.outputs, &service.provider, &service.functions, &service.extensions})
    settle(service, *part);
}

}  // namespace virga::model
