#include "model/import/cfn_template.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "model/import/reference.h"
#include "model/import/yaml_source.h"

namespace virga::model {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepestStack = 10;
constexpr std::size_t kLongestText = 1U << 20;  // of a text that functions make

// What stacks of one import share.
struct Shared {
  CloudResources& cloud;
  Problems& report;
  std::vector<fs::path> open;  // templates being read, the outermost first
};

bool isStack(const std::string& type) {
  return type == "AWS::CloudFormation::Stack" || type == "AWS::Serverless::Application";
}

// SAM: maps are merged, lists joined, other values replaced by the resource's own. (SAM developer guide, "Globals section".)
SourceValue merged(const SourceValue& global, const SourceValue& own) {
  if (global.isMap() && own.isMap()) {
    SourceValue both = global;
    for (const auto& entry : own.entries) {
      const SourceValue* const known = global.find(entry.key);
      both.set(entry.key, known ? merged(*known, entry.value) : entry.value);
    }
    return both;
  }
  if (global.isList() && own.isList()) {
    SourceValue both = global;
    both.items.insert(both.items.end(), own.items.begin(), own.items.end());
    return both;
  }
  return own.isNothing() ? global : own;
}

class CfnStack {
 public:
  CfnStack(const SourceValue& root, fs::path file, std::map<std::string, SourceValue> arguments, std::string prefix,
           Shared& shared)
      : root_(root), file_(std::move(file)), arguments_(std::move(arguments)), prefix_(std::move(prefix)), shared_(shared) {}

  void read() {
    for (const auto& entry : root_["Resources"].entries) addResource(entry);
  }

  SourceValue output(const std::string& name) { return resolve(root_["Outputs"][name]["Value"]); }

 private:
  void note(Severity severity, const Place& at, std::string id, std::string message, std::string hint = {}) {
    // A template repeats itself: each remark once a line.
    if (noted_.insert({at.line, id + message}).second)
      shared_.report.push_back(problemAt(at, severity, std::move(id), std::move(message), std::move(hint)));
  }

  void addResource(const SourceEntry& entry) {
    const SourceValue& raw = entry.value;
    if (entry.key.starts_with("Fn::")) {
      note(Severity::warning, entry.at, "not-understood",
           fmt::format("'{}' among the resources isn't understood", entry.key), "write the resources out");
      return;
    }
    const std::string type = raw["Type"].text;
    if (type.empty()) {
      note(Severity::warning, entry.at, "not-understood", fmt::format("'{}' has no Type and is left out", entry.key));
      return;
    }
    if (isStack(type)) {
      nested(entry.key);
      return;
    }
    if (raw.find("Condition"))
      note(Severity::info, entry.at, "conditional",
           fmt::format("'{}' is there on the condition {}; the design has it", entry.key, raw["Condition"].text));
    CloudResource resource;
    resource.name = prefix_ + entry.key;
    resource.type = type;
    resource.at = entry.at;
    resource.folder = file_.parent_path();
    resource.properties = resolve(raw["Properties"]);
    if (!resource.properties.isMap()) resource.properties = mapValue(entry.at);
    if (type.starts_with("AWS::Serverless::")) {
      const SourceValue& global = root_["Globals"][type.substr(17)];
      if (global.isMap()) resource.properties = merged(resolve(global), resource.properties);
    }
    shared_.cloud.resources.push_back(std::move(resource));
  }

  // The stack of a local template, read at its first use; null where there is none.
  CfnStack* nested(const std::string& name) {
    if (const auto known = nested_.find(name); known != nested_.end()) return known->second.get();
    nested_[name] = nullptr;
    const SourceValue& raw = root_["Resources"][name];
    const SourceValue& properties = raw["Properties"];
    const SourceValue& location = properties.find("Location") ? properties["Location"] : properties["TemplateURL"];
    const Place place = raw.at;
    if (location.isMap()) {
      note(Severity::warning, place, "nested-stack",
           fmt::format("'{}' is an application of the repository and isn't read", name), "import its template too");
      return nullptr;
    }
    const std::string where = resolve(location).text;
    const fs::path file = fileWithin(shared_.cloud.root, file_.parent_path(), where);
    if (file.empty()) {
      note(Severity::warning, place, "nested-stack",
           fmt::format("the template '{}' of '{}' isn't in the folder and isn't read", readable(where), name),
           "a nested template is read where it lies in the folder of the outer one or below it");
      return nullptr;
    }
    if (std::find(shared_.open.begin(), shared_.open.end(), file) != shared_.open.end() ||
        shared_.open.size() >= static_cast<std::size_t>(kDeepestStack)) {
      note(Severity::warning, place, "nested-stack", fmt::format("'{}' nests its own template and isn't read again", name));
      return nullptr;
    }
    auto source = readSource(file);
    if (!source || !isCfnTemplate(*source)) {
      note(Severity::warning, place, "nested-stack",
           fmt::format("the template '{}' of '{}' can't be read: {}", where, name,
                       source ? "it has no resources" : source.error().front().message));
      return nullptr;
    }
    std::map<std::string, SourceValue> arguments;
    for (const auto& entry : properties["Parameters"].entries) arguments[entry.key] = resolve(entry.value);
    roots_.push_back(std::make_unique<SourceValue>(std::move(*source)));
    auto stack = std::make_unique<CfnStack>(*roots_.back(), file, std::move(arguments), prefix_ + name + "/", shared_);
    shared_.open.push_back(file);
    stack->read();
    shared_.open.pop_back();
    return (nested_[name] = std::move(stack)).get();
  }

  static SourceValue none(const Place& at) {
    SourceValue value;
    value.at = at;
    return value;
  }

  SourceValue resolve(const SourceValue& value) {
    if (value.isList()) {
      SourceValue list = listValue(value.at);
      for (const auto& item : value.items)
        if (SourceValue resolved = resolve(item); !resolved.isNothing()) list.items.push_back(std::move(resolved));
      return list;
    }
    if (!value.isMap()) return value;
    if (value.entries.size() == 1)
      if (auto result = function(value.entries.front().key, value.entries.front().value, value.at)) return *result;
    SourceValue map = mapValue(value.at);
    for (const auto& entry : value.entries) {
      SourceValue resolved = resolve(entry.value);
      if (!resolved.isNothing()) map.entries.push_back({entry.key, std::move(resolved), entry.at});
    }
    return map;
  }

  std::optional<SourceValue> function(const std::string& name, const SourceValue& argument, const Place& at) {
    if (name == "Ref") return argument.isScalar() ? std::optional(ref(argument.text, at)) : std::nullopt;
    if (!name.starts_with("Fn::")) return std::nullopt;
    if (name == "Fn::GetAtt") return attribute(argument, at);
    if (name == "Fn::Sub") return substituted(argument, at);
    if (name == "Fn::Join") return join(resolve(argument), at);
    if (name == "Fn::Split") return split(resolve(argument), at);
    if (name == "Fn::Select") return select(resolve(argument), at);
    if (name == "Fn::FindInMap") return mapping(resolve(argument), at);
    if (name == "Fn::If") return choice(argument, at);
    if (name == "Fn::ImportValue") return scalarValue(unknownText("ImportValue " + readable(resolve(argument).text)), at);
    if (name == "Fn::Base64" || name == "Fn::ToJsonString") return resolve(argument);
    if (name == "Fn::Transform" && argument["Name"].text == "AWS::Include") return include(argument, at);
    if (name == "Fn::GetAZs" || name == "Fn::Cidr") return none(at);
    note(Severity::warning, at, "not-understood", fmt::format("the function '{}' isn't understood", name));
    return none(at);
  }

  SourceValue ref(const std::string& name, const Place& at) {
    if (name == "AWS::NoValue") return none(at);
    if (name.starts_with("AWS::")) return scalarValue("${" + name + "}", at);
    if (const auto given = arguments_.find(name); given != arguments_.end()) return given->second;
    if (const SourceValue& parameter = root_["Parameters"][name]; parameter.isMap()) {
      const SourceValue& standard = parameter["Default"];
      const std::string& type = parameter["Type"].text;
      if (!standard.isScalar() || standard.text.empty() || type.starts_with("AWS::SSM"))
        return scalarValue(unknownText("parameter " + name), at);
      if (type != "CommaDelimitedList" && !type.starts_with("List<")) return scalarValue(standard.text, at);
      SourceValue list = listValue(at);
      std::string_view rest = standard.text;
      for (;;) {
        const auto comma = rest.find(',');
        std::string_view part = rest.substr(0, comma);
        while (part.starts_with(' ')) part.remove_prefix(1);
        list.items.push_back(scalarValue(std::string(part), at));
        if (comma == std::string_view::npos) return list;
        rest.remove_prefix(comma + 1);
      }
    }
    return scalarValue(resourceMark(name, {}, at), at);
  }

  // "Function.Alias" and "Function.Version" are what SAM makes of a function.
  std::string resourceMark(const std::string& name, const std::string& attributeName, const Place& at) {
    const auto dot = name.find('.');
    const std::string bare = name.substr(0, dot);
    const SourceValue& resource = root_["Resources"][bare];
    if (resource.isNothing()) {
      if (const std::string owner = ownerOf(bare); !owner.empty()) return referenceText(prefix_ + owner, attributeName);
      // SAM and serverless.yml name roles and implicit APIs after what they are made for; the derivation knows these.
      const bool implicit = bare == "ServerlessRestApi" || bare == "ServerlessHttpApi" || bare == "ApiGatewayRestApi" ||
                            bare == "HttpApi" || bare == "WebsocketsApi" || bare.ends_with("Role") ||
                            (bare.ends_with("Url") && root_["Resources"].find(bare.substr(0, bare.size() - 3))) ||
                            bare.find("Stage") != std::string::npos || bare.ends_with("LambdaFunction");
      if (!implicit)
        note(Severity::warning, at, "unknown-reference", fmt::format("there is no resource or parameter '{}'", name));
    }
    return referenceText(prefix_ + bare, dot == std::string::npos ? attributeName : name.substr(dot + 1));
  }

  // The function whose alias or version SAM makes under a name: "WorkAliaslive" of Work. (SAM specification, "Generated
  // CloudFormation resources".)
  std::string ownerOf(const std::string& made) const {
    for (const auto& entry : root_["Resources"].entries)
      if (entry.value["Type"].text == "AWS::Serverless::Function" && made.starts_with(entry.key))
        if (const std::string rest = made.substr(entry.key.size()); rest.starts_with("Alias") || rest.starts_with("Version"))
          return entry.key;
    return {};
  }

  SourceValue attribute(const SourceValue& argument, const Place& at) {
    std::string name, attributeName;
    if (argument.isScalar()) {
      const auto dot = argument.text.find('.');
      name = argument.text.substr(0, dot);
      if (dot != std::string::npos) attributeName = argument.text.substr(dot + 1);
    } else if (!argument.items.empty()) {
      name = argument.items[0].text;
      if (argument.items.size() > 1) attributeName = resolve(argument.items[1]).text;
    }
    return attributeOf(name, attributeName, at);
  }

  SourceValue attributeOf(const std::string& name, const std::string& attributeName, const Place& at) {
    if (attributeName.starts_with("Outputs.") && isStack(root_["Resources"][name]["Type"].text)) {
      CfnStack* const stack = nested(name);
      if (stack) {
        SourceValue value = stack->output(attributeName.substr(8));
        if (!value.isNothing()) return value;
      }
      return scalarValue(unknownText(name + "." + attributeName), at);
    }
    return scalarValue(resourceMark(name, attributeName, at), at);
  }

  SourceValue substituted(const SourceValue& argument, const Place& at) {
    const SourceValue& text = argument.isList() && !argument.items.empty() ? argument.items[0] : argument;
    SourceValue variables;
    if (argument.isList() && argument.items.size() > 1) variables = resolve(argument.items[1]);
    std::string out;
    const std::string& in = text.text;
    for (std::size_t i = 0; i < in.size() && out.size() < kLongestText;) {
      if (in.compare(i, 2, "${") != 0) {
        out += in[i++];
        continue;
      }
      const auto end = in.find('}', i);
      if (end == std::string::npos) {
        out += in.substr(i);
        break;
      }
      std::string name = in.substr(i + 2, end - i - 2);
      i = end + 1;
      if (name.starts_with("!")) {
        out += "${" + name.substr(1) + "}";
        continue;
      }
      std::erase(name, ' ');
      if (const SourceValue* const variable = variables.find(name)) {
        out += textOf(*variable);
      } else if (const auto dot = name.find('.'); dot != std::string::npos) {
        out += textOf(attributeOf(name.substr(0, dot), name.substr(dot + 1), at));
      } else {
        out += textOf(ref(name, at));
      }
    }
    return scalarValue(out, at);
  }

  static std::string textOf(const SourceValue& value) {
    if (!value.isList()) return value.text;
    std::string text;
    for (const auto& item : value.items) text += (text.empty() ? "" : ",") + item.text;
    return text;
  }

  static SourceValue join(const SourceValue& argument, const Place& at) {
    if (argument.items.size() < 2) return scalarValue(textOf(argument), at);
    std::string text;
    bool first = true;
    for (const SourceValue* part : argument.items[1].each()) {
      if (text.size() > kLongestText) break;
      text += (first ? "" : argument.items[0].text) + textOf(*part);
      first = false;
    }
    return scalarValue(text, at);
  }

  static SourceValue split(const SourceValue& argument, const Place& at) {
    SourceValue list = listValue(at);
    if (argument.items.size() < 2 || argument.items[0].text.empty()) return list;
    const std::string& delimiter = argument.items[0].text;
    const std::string& text = argument.items[1].text;
    for (std::size_t from = 0;;) {
      const auto end = text.find(delimiter, from);
      list.items.push_back(scalarValue(text.substr(from, end - from), at));
      if (end == std::string::npos) return list;
      from = end + delimiter.size();
    }
  }

  static SourceValue select(const SourceValue& argument, const Place& at) {
    if (argument.items.size() < 2) return none(at);
    std::size_t index = 0;
    const std::string& text = argument.items[0].text;
    std::from_chars(text.data(), text.data() + text.size(), index);
    const auto& list = argument.items[1];
    if (list.isList() && index < list.items.size()) return list.items[index];
    // A piece of what only the platform knows, as of an ARN that isn't split here.
    if (list.isList() && list.items.size() == 1 && !referencesIn(list.items[0]).empty()) return list.items[0];
    if (list.isScalar() && !referencesIn(list).empty()) return list;
    return none(at);
  }

  SourceValue mapping(const SourceValue& argument, const Place& at) {
    if (argument.items.size() < 3) return none(at);
    const std::string& name = argument.items[0].text;
    const SourceValue& map = root_["Mappings"][name];
    const SourceValue* row = map.find(argument.items[1].text);
    if (!row && argument.items[1].text == "${AWS::Region}") row = map.find("us-east-1");
    if (!row && !map.entries.empty()) row = &map.entries.front().value;
    const SourceValue* cell = row ? row->find(argument.items[2].text) : nullptr;
    if (row && !cell && !row->entries.empty() && argument.items[2].text.find("${") != std::string::npos)
      cell = &row->entries.front().value;
    if (!cell) {
      if (argument.items.size() > 3 && argument.items[3].find("DefaultValue")) return argument.items[3]["DefaultValue"];
      note(Severity::warning, at, "unknown-reference",
           fmt::format("the mapping '{}' has no value for {} and {}", name, readable(argument.items[1].text),
                       readable(argument.items[2].text)));
      return scalarValue(unknownText("mapping " + name), at);
    }
    return resolve(*cell);
  }

  SourceValue choice(const SourceValue& argument, const Place& at) {
    if (argument.items.size() < 2) return none(at);
    for (std::size_t i = 1; i < argument.items.size(); ++i) {
      SourceValue branch = resolve(argument.items[i]);
      if (branch.isNothing()) continue;
      note(Severity::info, at, "assumed-condition",
           fmt::format("the condition '{}' is taken for {}", argument.items[0].text, i == 1 ? "true" : "false"));
      return branch;
    }
    return none(at);
  }

  SourceValue include(const SourceValue& argument, const Place& at) {
    const std::string where = resolve(argument["Parameters"]["Location"]).text;
    const fs::path file = fileWithin(shared_.cloud.root, file_.parent_path(), where);
    auto source = file.empty() ? tl::unexpected(Problems{}) : readSource(file);
    if (!source || depth_ >= kDeepestStack) {
      note(Severity::warning, at, "include", fmt::format("'{}' isn't in the folder and isn't read", readable(where)));
      return none(at);
    }
    ++depth_;
    SourceValue value = resolve(*source);
    --depth_;
    return value;
  }

  const SourceValue& root_;
  fs::path file_;
  std::map<std::string, SourceValue> arguments_;
  std::string prefix_;
  Shared& shared_;
  std::map<std::string, std::unique_ptr<CfnStack>> nested_;
  std::vector<std::unique_ptr<SourceValue>> roots_;
  std::set<std::pair<int, std::string>> noted_;
  int depth_ = 0;
};

}  // namespace

bool isCfnTemplate(const SourceValue& root) {
  const SourceValue& resources = root["Resources"];
  if (!resources.isMap()) return false;
  if (root.find("AWSTemplateFormatVersion") || root.find("Transform")) return true;
  return std::any_of(resources.entries.begin(), resources.entries.end(), [](const SourceEntry& entry) {
    const std::string& type = entry.value["Type"].text;
    return type.starts_with("AWS::") || type.starts_with("Custom::") || type.starts_with("Alexa::");
  });
}

CloudResources readCfnTemplate(const SourceValue& root, const fs::path& file, Problems& report) {
  CloudResources cloud;
  cloud.root = file.has_parent_path() ? file.parent_path() : fs::path(".");
  cloud.description = root["Description"].text;
  std::error_code error;
  Shared shared{cloud, report, {fs::weakly_canonical(file, error)}};
  CfnStack stack(root, file.has_parent_path() ? file : fs::path(".") / file, {}, "", shared);
  stack.read();
  return cloud;
}

}  // namespace virga::model
