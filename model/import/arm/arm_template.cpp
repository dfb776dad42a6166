#include "model/import/arm/arm_template.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "model/import/arm/arm_expression.h"
#include "model/project/yaml_text.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kDepthMax = 60;
constexpr int kTemplateDepthMax = 8;
constexpr std::size_t kWorkMax = 500'000;  // values: variables that name others twice each grow without end

// Templates may have comments, JSON has none: they become blanks, so that places stay.
std::string withoutComments(const std::string& text) {
  std::string out = text;
  bool quoted = false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (quoted) {
      if (out[i] == '\\')
        ++i;
      else if (out[i] == '"')
        quoted = false;
    } else if (out[i] == '"') {
      quoted = true;
    } else if (out[i] == '/' && i + 1 < out.size() && (out[i + 1] == '/' || out[i + 1] == '*')) {
      const bool line = out[i + 1] == '/';
      const std::size_t end = line ? out.find('\n', i) : out.find("*/", i + 2);
      const std::size_t stop = std::min(out.size(), end == std::string::npos ? end : end + (line ? 0 : 2));
      for (; i < stop; ++i)
        if (out[i] != '\n') out[i] = ' ';
      --i;
    }
  }
  return out;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string textOf(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

class TemplateReader {
 public:
  explicit TemplateReader(std::string file) : file_(std::move(file)) {}

  tl::expected<ArmTemplate, Problems> read(const Tree& root) {
    const Tree* resources = root.find("resources");
    if (!resources || (!resources->isList() && !resources->isMap()))
      return tl::unexpected(Problems{{Severity::error, "not-arm", file_, root.origin.line, root.origin.column, "",
                                      "the template has no resources", "an ARM template lists them under \"resources\""}});
    readTemplate(root, 0);
    if (work_ > kWorkMax)
      return tl::unexpected(
          Problems{{Severity::error, "too-large", file_, 1, 1, "",
                    fmt::format("the template stands for more than {} values", kWorkMax), "import a part of it"}});
    return std::move(template_);
  }

 private:
  struct Scope {
    std::map<std::string, const Tree*> parameters, variables;  // by name in small letters
    std::map<std::string, Json> given;                         // parameters of a nested template
  };

  void note(const std::string& id, const Tree& at, const std::string& message, const std::string& hint) {
    template_.report.push_back({Severity::warning, id, file_, at.origin.line, at.origin.column, "", message, hint});
  }

  static std::map<std::string, const Tree*> entriesOf(const Tree& root, std::string_view key) {
    std::map<std::string, const Tree*> entries;
    if (const Tree* map = root.find(key); map && map->isMap())
      for (const TreeEntry& entry : map->entries) entries[lower(entry.key)] = &entry.value;
    return entries;
  }

  void readTemplate(const Tree& root, int depth, std::map<std::string, Json> given = {}) {
    const Scope* outer = scope_;
    Scope scope{entriesOf(root, "parameters"), entriesOf(root, "variables"), std::move(given)};
    scope_ = &scope;
    const Tree* resources = root.find("resources");
    if (resources && resources->isList())
      for (const Tree& resource : resources->items) readResource(resource, "", "", depth);
    if (resources && resources->isMap())  // languageVersion 2.0: by symbolic names
      for (const TreeEntry& entry : resources->entries) readResource(entry.value, "", "", depth);
    scope_ = outer;
  }

  std::string stringAt(const Tree& resource, std::string_view key) {
    const Tree* found = resource.find(key);
    return found && found->isScalar() ? textOf(valueOf(*found, 0)) : "";
  }

  void readResource(const Tree& resource, const std::string& parentType, const std::string& parentName, int depth) {
    if (!resource.isMap() || depth > kTemplateDepthMax) return;
    std::string type = stringAt(resource, "type"), name = stringAt(resource, "name");
    if (type.empty()) return note("not-understood", resource, "a resource has no type", "state it");
    if (!parentType.empty()) {
      type = parentType + "/" + type;
      name = parentName + "/" + name;
    }
    if (const Tree* condition = resource.find("condition"); condition && condition->isScalar()) {
      const Json value = valueOf(*condition, 0);
      if (value == Json(false) || value == Json("false")) return;
      if (value != Json(true) && value != Json("true"))
        note("condition-assumed", *condition, fmt::format("'{}' is made on a condition; it is imported", name),
             "remove it if it isn't");
    }
    if (const Tree* copy = resource.find("copy"))
      note("one-of-many", *copy, fmt::format("'{}' is made several times; one of them is imported", name), "add the others");
    if (lower(type) == "microsoft.resources/deployments") return readDeployment(resource, depth);

    ArmResource out;
    out.type = type;
    out.name = name;
    out.kind = stringAt(resource, "kind");
    out.file = file_;
    out.line = resource.origin.line;
    out.column = resource.origin.column;
    out.body = Json::object();
    for (const TreeEntry& entry : resource.entries)
      if (entry.key != "resources") out.body[entry.key] = valueOf(entry.value, 0);
    template_.resources.push_back(std::move(out));
    if (const Tree* children = resource.find("resources"); children && children->isList())
      for (const Tree& child : children->items) readResource(child, type, name, depth + 1);
  }

  void readDeployment(const Tree& resource, int depth) {
    const Tree* properties = resource.find("properties");
    const Tree* nested = properties ? properties->find("template") : nullptr;
    if (!nested || !nested->isMap())
      return note("template-not-read", resource, "a linked template isn't in the file; what it makes is left out",
                  "import that template too");
    std::map<std::string, Json> given;
    if (const Tree* parameters = properties->find("parameters"); parameters && parameters->isMap())
      for (const TreeEntry& entry : parameters->entries)
        if (const Tree* value = entry.value.find("value")) given[lower(entry.key)] = valueOf(*value, 0);
    readTemplate(*nested, depth + 1, std::move(given));
  }

  Json valueOf(const Tree& tree, int depth) {
    if (depth > kDepthMax || ++work_ > kWorkMax) return nullptr;
    if (tree.isList()) {
      Json list = Json::array();
      for (const Tree& item : tree.items) list.push_back(valueOf(item, depth + 1));
      return list;
    }
    if (tree.isMap()) {
      Json object = Json::object();
      for (const TreeEntry& entry : tree.entries) {
        const std::string key = isArmExpression(entry.key) ? textOf(evaluated(entry.key, depth)) : entry.key;
        object[key] = valueOf(entry.value, depth + 1);
      }
      return object;
    }
    if (!tree.isScalar()) return nullptr;
    if (tree.isText) return isArmExpression(tree.scalar) ? evaluated(tree.scalar, depth) : Json(unescaped(tree.scalar));
    Json plain = Json::parse(tree.scalar, nullptr, false);
    return plain.is_discarded() ? Json(tree.scalar) : plain;
  }

  // "[[x]" is the text "[x]".
  static std::string unescaped(const std::string& text) { return text.rfind("[[", 0) == 0 ? text.substr(1) : text; }

  Json evaluated(const std::string& text, int depth) {
    const auto expression = readArmExpression(text);
    return expression ? evaluate(*expression, depth + 1) : Json(text);
  }

  Json evaluate(const ArmExpression& expression, int depth) {
    if (depth > kDepthMax || ++work_ > kWorkMax) return "…";
    using Kind = ArmExpression::Kind;
    switch (expression.kind) {
      case Kind::text: return expression.text;
      case Kind::number: {
        const Json number = Json::parse(expression.text, nullptr, false);
        return number.is_discarded() ? Json(expression.text) : number;
      }
      case Kind::member: {
        const Json inner = evaluate(expression.items.at(0), depth + 1);
        if (inner.is_object())
          for (const auto& [key, value] : inner.items())
            if (lower(key) == lower(expression.text)) return value;
        return textOf(inner) + "." + expression.text;
      }
      case Kind::index: {
        const Json inner = evaluate(expression.items.at(0), depth + 1), at = evaluate(expression.items.at(1), depth + 1);
        if (inner.is_array() && at.is_number_unsigned() && at.get<std::size_t>() < inner.size())
          return inner[at.get<std::size_t>()];
        if (inner.is_object() && at.is_string() && inner.contains(at.get<std::string>()))
          return inner[at.get<std::string>()];
        return textOf(inner);
      }
      case Kind::call: return called(expression, depth);
    }
    return nullptr;
  }

  Json called(const ArmExpression& call, int depth) {
    const std::string name = lower(call.text);
    std::vector<Json> arguments;
    // Of the branches of a condition only the one that counts is looked at.
    if (name == "if" && call.items.size() == 3) {
      const Json condition = evaluate(call.items[0], depth + 1);
      return evaluate(call.items[condition == Json(false) ? 2 : 1], depth + 1);
    }
    for (const ArmExpression& item : call.items) arguments.push_back(evaluate(item, depth + 1));
    const std::string first = arguments.empty() ? "" : textOf(arguments[0]);
    if (name == "parameters") return parameter(first, depth);
    if (name == "variables") {
      const auto known = scope_->variables.find(lower(first));
      return known == scope_->variables.end() ? Json("variable:" + first) : valueOf(*known->second, depth + 1);
    }
    if (name == "concat") return concatenated(arguments);
    if (name == "format") return formatted(arguments);
    if (name == "tolower") return lower(first);
    if (name == "toupper" || name == "trim" || name == "string" || name == "int" || name == "bool" || name == "json" ||
        name == "take" || name == "first" || name == "base64")
      return arguments.empty() ? Json() : arguments[0];
    if (name == "uniquestring") return "unique";
    if (name == "newguid" || name == "utcnow") return name;
    if (name == "guid") return fmt::format("guid({})", fmt::join(texts(arguments), ","));
    if (name == "resourceid" || name == "extensionresourceid" || name == "subscriptionresourceid" ||
        name == "tenantresourceid")
      return resourceId(arguments);
    if (name == "reference" || name.rfind("list", 0) == 0) return referenced(first);
    if (name == "createarray") return Json(arguments);
    if (name == "createobject") {
      Json object = Json::object();
      for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) object[textOf(arguments[i])] = arguments[i + 1];
      return object;
    }
    if (name == "equals" && arguments.size() == 2) return arguments[0] == arguments[1];
    if (name == "not" && arguments.size() == 1 && arguments[0].is_boolean()) return !arguments[0].get<bool>();
    if (name == "and" || name == "or")
      return std::any_of(arguments.begin(), arguments.end(), [&](const Json& a) { return a == Json(name == "or"); })
                 ? name == "or"
                 : name == "and";
    if (name == "true" || name == "false") return name == "true";
    if (name == "empty" && arguments.size() == 1) return arguments[0].empty() || arguments[0] == Json("");
    if (name == "union") return united(arguments);
    if (name == "coalesce") {
      for (const Json& argument : arguments)
        if (!argument.is_null()) return argument;
    }
    return fmt::format("{}({})", call.text, fmt::join(texts(arguments), ","));
  }

  Json parameter(const std::string& name, int depth) {
    const std::string key = lower(name);
    if (const auto given = scope_->given.find(key); given != scope_->given.end()) return given->second;
    const auto known = scope_->parameters.find(key);
    if (known == scope_->parameters.end()) return "parameter:" + name;
    const Tree& declared = *known->second;
    if (const Tree* otherwise = declared.find("defaultValue")) return valueOf(*otherwise, depth + 1);
    const bool listed = std::any_of(template_.parameters.begin(), template_.parameters.end(),
                                    [&](const ArmParameter& parameter) { return lower(parameter.name) == key; });
    if (!listed) {
      const Tree* metadata = declared.find("metadata");
      const Tree* description = metadata ? metadata->find("description") : nullptr;
      template_.parameters.push_back({name, description ? description->scalar : "", file_, declared.origin.line});
    }
    return "parameter:" + name;
  }

  static std::vector<std::string> texts(const std::vector<Json>& values) {
    std::vector<std::string> out;
    for (const Json& value : values) out.push_back(textOf(value));
    return out;
  }

  static Json concatenated(const std::vector<Json>& arguments) {
    if (!arguments.empty() && arguments[0].is_array()) {
      Json list = Json::array();
      for (const Json& argument : arguments)
        if (argument.is_array())
          for (const Json& item : argument) list.push_back(item);
      return list;
    }
    return fmt::format("{}", fmt::join(texts(arguments), ""));
  }

  static Json united(const std::vector<Json>& arguments) {
    Json out = arguments.empty() ? Json() : arguments[0];
    for (std::size_t i = 1; i < arguments.size(); ++i) {
      if (out.is_object() && arguments[i].is_object()) out.update(arguments[i]);
      if (out.is_array() && arguments[i].is_array())
        for (const Json& item : arguments[i]) out.push_back(item);
    }
    return out;
  }

  // "{0}-{1}" with the arguments put in.
  static Json formatted(const std::vector<Json>& arguments) {
    if (arguments.empty()) return "";
    const std::string pattern = textOf(arguments[0]);
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if ((pattern[i] == '{' || pattern[i] == '}') && i + 1 < pattern.size() && pattern[i + 1] == pattern[i]) {
        out += pattern[i++];  // doubled, it is meant
        continue;
      }
      const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string::npos;
      const std::string number = close == std::string::npos ? "" : pattern.substr(i + 1, close - i - 1);
      if (number.empty() || number.size() > 3 || number.find_first_not_of("0123456789") != std::string::npos) {
        out += pattern[i];
        continue;
      }
      const std::size_t index = std::stoul(number) + 1;
      out += index < arguments.size() ? textOf(arguments[index]) : "";
      i = close;
    }
    return out;
  }

  // Scopes may stand before the type: it is the argument with a provider's name in it.
  static Json resourceId(const std::vector<Json>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const std::string type = textOf(arguments[i]);
      if (type.find('/') == std::string::npos || type.find('.') == std::string::npos || type.rfind("resource:", 0) == 0)
        continue;
      std::vector<Json> names(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
      return fmt::format("resource:{}:{}", type, fmt::join(texts(names), "/"));
    }
    return fmt::format("resourceId({})", fmt::join(texts(arguments), ","));
  }

  static Json referenced(const std::string& what) {
    return what.rfind("resource:", 0) == 0 ? Json(what) : Json("resource::" + what);
  }

  std::string file_;
  ArmTemplate template_;
  const Scope* scope_ = nullptr;
  std::size_t work_ = 0;
};

}  // namespace

tl::expected<ArmTemplate, Problems> readArmTemplate(const std::string& text, const std::string& file) {
  const auto root = parseYaml(withoutComments(text), file);
  if (!root) return tl::unexpected(Problems{root.error()});
  return TemplateReader(file).read(*root);
}

std::vector<std::string> armReferences(const nlohmann::ordered_json& value) {
  std::vector<std::string> out;
  const std::function<void(const Json&)> look = [&](const Json& json) {
    if (json.is_structured()) {
      for (const Json& item : json) look(item);
    } else if (json.is_string()) {
      const auto& text = json.get_ref<const std::string&>();
      constexpr std::string_view kMark = "resource:";
      for (std::size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at + 1)) {
        const std::size_t start = at + kMark.size();
        const std::size_t end = text.find_first_of(".,;)= ", text.find(':', start));
        const std::string found = text.substr(start, end == std::string::npos ? end : end - start);
        if (std::find(out.begin(), out.end(), found) == out.end()) out.push_back(found);
      }
    }
  };
  look(value);
  return out;
}

}  // namespace virga::model
