#include "model/import/terraform/terraform_project.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "model/import/cloud_resources.h"
#include "model/import/terraform/hcl_reader.h"
#include "model/import/terraform/terraform_functions.h"
#include "model/io/file.h"

namespace virga::model {

namespace fs = std::filesystem;

namespace {

using Kind = HclExpression::Kind;

constexpr std::uintmax_t kFileMax = 16U << 20;
constexpr std::size_t kFilesMax = 2'000;
constexpr int kModuleDepthMax = 8;
constexpr int kSubstitutionDepthMax = 60;
// Locals that name others twice each grow without end: a configuration that means more values than this is refused.
constexpr std::size_t kWorkMax = 500'000;

bool endsWith(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool isTerraformFile(const fs::path& path) {
  const std::string name = path.filename().string();
  return endsWith(name, ".tf") || endsWith(name, ".tf.json") || endsWith(name, ".tofu");
}

// The object that an HCL body is: attributes by name, nested blocks as lists of objects.
HclExpression objectOf(const HclBody& body, int line, int column) {
  HclExpression object;
  object.kind = Kind::object;
  object.line = line;
  object.column = column;
  const auto add = [&](const std::string& key, HclExpression value) {
    HclExpression name;
    name.kind = Kind::string;
    name.text = key;
    name.line = value.line;
    name.column = value.column;
    object.items.push_back(std::move(name));
    object.items.push_back(std::move(value));
  };
  for (const HclAttribute& attribute : body.attributes) add(attribute.name, attribute.value);
  std::map<std::string, std::size_t> lists;  // block type → index of its list in items
  for (const HclBlock& block : body.blocks) {
    // dynamic "x" { for_each … content { … } } stands for some blocks x: one is taken.
    const bool dynamic = block.type == "dynamic" && block.labels.size() == 1;
    const HclBlock* content = dynamic ? block.body.block("content") : &block;
    if (!content) continue;
    const std::string& type = dynamic ? block.labels[0] : block.type;
    HclExpression value = objectOf(content->body, block.line, block.column);
    if (!dynamic && !block.labels.empty()) {
      HclExpression label;
      label.kind = Kind::string;
      label.text = block.labels[0];
      HclExpression key;
      key.kind = Kind::string;
      key.text = "label";
      value.items.insert(value.items.begin(), {key, label});
    }
    const auto known = lists.find(type);
    if (known != lists.end()) {
      object.items[known->second].items.push_back(std::move(value));
      continue;
    }
    HclExpression list;
    list.kind = Kind::list;
    list.line = block.line;
    list.column = block.column;
    list.items.push_back(std::move(value));
    add(type, std::move(list));
    lists[type] = object.items.size() - 1;
  }
  return object;
}

struct Module;

struct Variable {
  std::optional<HclExpression> value;  // default, or the argument of the module's caller
  const Module* caller = nullptr;      // whose names an argument uses; null: a default
  TerraformVariable declared;
};

// One folder of Terraform as it stands.
struct Module {
  std::string path;  // "" or "mail.": before the names of its resources
  fs::path folder;
  std::map<std::string, Variable> variables;
  std::map<std::string, HclExpression> locals;
  std::map<std::string, HclExpression> outputs;
  std::map<std::string, Module> modules;
};

class ProjectReader {
 public:
  tl::expected<TerraformProject, Problems> read(const fs::path& source) {
    std::error_code failed;
    const bool folder = fs::is_directory(source, failed);
    root_ = fs::weakly_canonical(folder                         ? source
                                 : source.parent_path().empty() ? fs::path(".")
                                                                : source.parent_path(),
                                 failed);
    project_.root = root_;
    Module root;
    root.folder = root_;
    load(folder ? source : source.parent_path(), folder ? std::optional<fs::path>{} : source, root, 0);
    if (!errors_.empty()) return tl::unexpected(errors_);
    written_ = project_.resources;
    for (TerraformResource& resource : project_.resources) {
      const Module* owner = owners_.at(resource.type + "." + resource.name + (resource.data ? "?" : ""));
      resource.values = substituted(resource.values, *owner, 0);
    }
    if (work_ > kWorkMax) {
      error(source, fmt::format("locals and variables stand for more than {} values", kWorkMax), "import a part of it");
      return tl::unexpected(errors_);
    }
    for (const auto& [name, variable] : used_) project_.variables.push_back(variable);
    return std::move(project_);
  }

 private:
  void error(const fs::path& file, const std::string& message, const std::string& hint) {
    errors_.push_back({Severity::error, "unreadable", file.string(), 0, 0, "", message, hint});
  }
  void note(const std::string& id, const std::string& file, int line, int column, const std::string& message,
            const std::string& hint = {}) {
    if (noted_.insert(fmt::format("{}:{}:{}:{}", file, line, column, id)).second)
      project_.report.push_back({Severity::warning, id, file, line, column, "", message, hint});
  }

  std::vector<fs::path> filesOf(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, failed), end; entry != end;
         entry.increment(failed)) {
      if (failed) break;
      if (entry->is_regular_file(failed) && isTerraformFile(entry->path()) && isWithin(root_, entry->path()))
        files.push_back(folder.empty() ? entry->path().filename() : entry->path());
      if (files.size() > kFilesMax) {
        error(folder, fmt::format("the folder has more than {} files", kFilesMax), "import a part of it");
        return {};
      }
    }
    if (failed) error(folder, "the folder can't be read: " + failed.message(), "look at its permissions");
    std::sort(files.begin(), files.end());
    return files;
  }

  std::optional<HclBody> bodyOf(const fs::path& file) {
    std::error_code failed;
    if (const auto size = fs::file_size(file, failed); !failed && size > kFileMax) {
      error(file, fmt::format("the file has {} MiB; at most {} are read", size >> 20, kFileMax >> 20),
            "import what describes the system alone");
      return {};
    }
    const auto text = readFile(file);
    if (!text) {
      error(file, text.error(), "look at its permissions");
      return {};
    }
    auto body = endsWith(file.string(), ".json") ? readHclJson(*text, file.string()) : readHcl(*text, file.string());
    if (!body) {
      errors_.push_back(body.error());
      return {};
    }
    return std::move(*body);
  }

  void load(const fs::path& folder, const std::optional<fs::path>& only, Module& module, int depth) {
    struct Call {
      HclBlock block;
      std::string file;
    };
    std::vector<Call> calls;
    for (const fs::path& file : only ? std::vector<fs::path>{*only} : filesOf(folder)) {
      const auto body = bodyOf(file);
      if (!body) continue;
      for (const HclBlock& block : body->blocks) {
        const auto& labels = block.labels;
        if ((block.type == "resource" || block.type == "data") && labels.size() == 2) {
          addResource(block, file.string(), module);
        } else if (block.type == "variable" && labels.size() == 1) {
          addVariable(block, file.string(), module);
        } else if (block.type == "locals") {
          for (const HclAttribute& local : block.body.attributes) module.locals[local.name] = local.value;
        } else if (block.type == "output" && labels.size() == 1) {
          if (const auto* value = block.body.find("value")) module.outputs[labels[0]] = *value;
        } else if (block.type == "module" && labels.size() == 1) {
          calls.push_back({block, file.string()});
        }
      }
    }
    for (const Call& call : calls) loadModule(call.block, call.file, folder, module, depth);
  }

  void addResource(const HclBlock& block, const std::string& file, const Module& module) {
    TerraformResource resource;
    resource.data = block.type == "data";
    resource.type = block.labels[0];
    resource.name = module.path + block.labels[1];
    resource.values = objectOf(block.body, block.line, block.column);
    resource.file = file;
    resource.line = block.line;
    resource.column = block.column;
    for (const char* loop : {"count", "for_each"})
      if (const auto* value = block.body.find(loop); value && !resource.data && value->text != "1")
        note("one-of-many", file, block.line, block.column,
             fmt::format("{}.{} is made by {}; one of them is imported", resource.type, resource.name, loop),
             "add the others where they differ");
    owners_[resource.type + "." + resource.name + (resource.data ? "?" : "")] = &module;
    project_.resources.push_back(std::move(resource));
  }

  static void addVariable(const HclBlock& block, const std::string& file, Module& module) {
    Variable& variable = module.variables[block.labels[0]];
    if (const auto* otherwise = block.body.find("default"); otherwise && otherwise->kind != Kind::null && !variable.value)
      variable.value = *otherwise;
    const auto* description = block.body.find("description");
    variable.declared = {block.labels[0], description ? description->text : "", file, block.line};
  }

  void loadModule(const HclBlock& block, const std::string& file, const fs::path& folder, Module& parent, int depth) {
    const auto* source = block.body.find("source");
    const std::string path = source && source->kind == Kind::string ? source->text : "";
    const bool local = path.rfind("./", 0) == 0 || path.rfind("../", 0) == 0;
    const fs::path target = folder / path;
    std::error_code failed;
    if (!local || !isWithin(root_, target) || !fs::is_directory(target, failed) || depth >= kModuleDepthMax) {
      note("module-not-read", file, block.line, block.column,
           fmt::format("the module '{}' comes from '{}', which isn't in the folder; what it makes is left out",
                       block.labels[0], path),
           "import a folder that holds the module, or add its components by hand");
      return;
    }
    Module& module = parent.modules[block.labels[0]];
    module.path = parent.path + block.labels[0] + ".";
    module.folder = target;
    for (const HclAttribute& argument : block.body.attributes)
      if (argument.name != "source" && argument.name != "version" && argument.name != "providers") {
        // Put in when it is used: other modules' outputs aren't known yet.
        module.variables[argument.name].value = argument.value;
        module.variables[argument.name].caller = &parent;
      }
    load(target, {}, module, depth + 1);
  }

  // The file of a call of file() or templatefile(), if it lies in the folder.
  std::optional<std::string> textOf(const HclExpression& path, const Module& module) {
    if (path.kind != Kind::string) return {};
    const fs::path file = fileWithin(root_, module.folder, path.text);
    std::error_code failed;
    if (file.empty() || fs::file_size(file, failed) > kFileMax || failed) return {};
    const auto text = readFile(file);
    if (!text) return {};
    return *text;
  }

  HclExpression substituted(const HclExpression& expression, const Module& module, int depth) {
    if (depth > kSubstitutionDepthMax || ++work_ > kWorkMax) return expression;
    HclExpression result = expression;
    if (result.kind == Kind::reference) return resolved(result, module, depth);
    for (HclExpression& item : result.items) item = substituted(item, module, depth + 1);
    if (result.kind == Kind::templated) return joined(std::move(result));
    if (result.kind == Kind::conditional) return chosen(std::move(result));
    if (result.kind == Kind::call) {
      if ((result.text == "file" || result.text == "templatefile") && !result.items.empty())
        return fileCall(std::move(result), module, depth);
      return evaluatedCall(std::move(result));
    }
    return result;
  }

  HclExpression fileCall(HclExpression call, const Module& module, int depth) {
    const auto text = textOf(call.items[0], module);
    if (!text) return call;
    HclExpression value;
    value.kind = Kind::string;
    value.text = *text;
    value.line = call.line;
    value.column = call.column;
    if (call.text == "file") return value;
    const HclExpression* variables = call.items.size() > 1 ? &call.items[1] : nullptr;
    return filled(std::move(value), call.items[0].text, variables, module, depth);
  }

  // A text with the variables that it is handed put in; it sees them alone.
  HclExpression filled(HclExpression text, const std::string& name, const HclExpression* variables, const Module& module,
                       int depth) {
    auto read = readHclTemplate(text.text, name);
    if (!read) return text;
    Module scope;
    scope.folder = module.folder;
    HclExpression body = *read;
    if (variables && variables->kind == Kind::object)
      for (std::size_t i = 0; i + 1 < variables->items.size(); i += 2)
        replaceName(body, variables->items[i].text, variables->items[i + 1]);
    body.line = text.line;
    return body.kind == Kind::templated ? joined(std::move(body)) : substituted(body, scope, depth + 1);
  }

  // data.template_file.NAME.rendered, templatefile()'s elder (registry.terraform.io/providers/hashicorp/template, 2.2.0).
  std::optional<HclExpression> renderedTemplate(const std::string& name, const Module& module, int depth) {
    const auto data = std::find_if(written_.begin(), written_.end(), [&](const TerraformResource& resource) {
      return resource.data && resource.type == "template_file" && resource.name == name;
    });
    const HclExpression* const source = data != written_.end() ? data->values.find("template") : nullptr;
    if (!source) return {};
    HclExpression text = substituted(*source, module, depth + 1);
    if (text.kind != Kind::string) return {};
    const HclExpression* const given = data->values.find("vars");
    const HclExpression variables = given ? substituted(*given, module, depth + 1) : HclExpression{};
    return filled(std::move(text), "template_file." + name, &variables, module, depth);
  }

  static void replaceName(HclExpression& expression, const std::string& name, const HclExpression& value) {
    if (expression.kind == Kind::reference && !expression.path.empty() && expression.path[0] == name) {
      const std::vector<std::string> rest(expression.path.begin() + 1, expression.path.end());
      expression = taken(value, rest).value_or(expression);
      return;
    }
    for (HclExpression& item : expression.items) replaceName(item, name, value);
  }

  // What a path takes out of a value that is known so far.
  static std::optional<HclExpression> taken(HclExpression value, const std::vector<std::string>& path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (value.kind == Kind::object) {
        const HclExpression* member = value.find(path[i]);
        if (!member) return {};
        value = HclExpression(*member);
      } else if (value.kind == Kind::list && path[i].find_first_not_of("0123456789") == std::string::npos &&
                 path[i].size() < 6 && std::stoul(path[i]) < value.items.size()) {
        value = HclExpression(value.items[std::stoul(path[i])]);
      } else if (value.kind == Kind::reference || value.kind == Kind::call) {
        value.path.insert(value.path.end(), path.begin() + static_cast<std::ptrdiff_t>(i), path.end());
        return value;
      } else {
        return {};
      }
    }
    return value;
  }

  HclExpression resolved(const HclExpression& reference, const Module& module, int depth) {
    const auto& path = reference.path;
    if (path.empty()) return reference;
    const auto from = [&](std::size_t n) {
      return std::vector<std::string>(path.begin() + static_cast<std::ptrdiff_t>(n), path.end());
    };
    const auto found = [&](const HclExpression& value, std::size_t n, const Module& scope) {
      auto part = taken(value, from(n));
      if (!part) return reference;
      HclExpression whole = substituted(*part, scope, depth + 1);
      whole.line = reference.line;
      whole.column = reference.column;
      return whole;
    };
    if (path[0] == "var" && path.size() > 1) {
      const auto variable = module.variables.find(path[1]);
      if (variable == module.variables.end()) return reference;
      if (variable->second.value && variable->second.caller) {
        const auto part = taken(substituted(*variable->second.value, *variable->second.caller, depth + 1), from(2));
        return part.value_or(reference);
      }
      if (variable->second.value) return found(*variable->second.value, 2, module);
      used_[module.path + path[1]] = variable->second.declared;
      return reference;
    }
    if (path[0] == "local" && path.size() > 1) {
      const auto local = module.locals.find(path[1]);
      return local == module.locals.end() ? reference : found(local->second, 2, module);
    }
    if (path[0] == "module" && path.size() > 2) {
      const auto inner = module.modules.find(path[1]);
      if (inner == module.modules.end()) return reference;
      const std::size_t output = path[2] == "0" || path[2] == "[]" || path[2] == "*" ? 3 : 2;
      if (output >= path.size()) return reference;
      const auto value = inner->second.outputs.find(path[output]);
      return value == inner->second.outputs.end() ? reference : found(value->second, output + 1, inner->second);
    }
    if (path[0] == "path") {
      HclExpression folder = reference;
      folder.kind = Kind::string;
      folder.text = ".";
      folder.path.clear();
      return folder;
    }
    if (path.size() == 4 && path[0] == "data" && path[1] == "template_file" && path[3] == "rendered")
      if (auto text = renderedTemplate(module.path + path[2], module, depth)) return *text;
    HclExpression absolute = reference;
    const std::size_t name = path[0] == "data" ? 2 : 1;
    if (name < path.size() && path[name - 1].find('_') != std::string::npos)
      absolute.path[name] = module.path + absolute.path[name];
    // One of many is imported: which one doesn't matter.
    if (name + 1 < absolute.path.size())
      if (const std::string& index = absolute.path[name + 1];
          index == "[]" || index == "*" || index.find_first_not_of("0123456789") == std::string::npos)
        absolute.path.erase(absolute.path.begin() + static_cast<std::ptrdiff_t>(name) + 1);
    return absolute;
  }

  // Neighbouring strings of a template as one; a string alone is no template.
  static HclExpression joined(HclExpression whole) {
    std::vector<HclExpression> parts;
    for (HclExpression& item : whole.items) {
      const bool plain = item.kind == Kind::string || item.kind == Kind::number || item.kind == Kind::boolean;
      if (item.kind == Kind::templated) {
        for (HclExpression& inner : item.items) parts.push_back(std::move(inner));
        continue;
      }
      if (plain) item.kind = Kind::string;
      parts.push_back(std::move(item));
    }
    whole.items.clear();
    for (HclExpression& part : parts) {
      if (part.kind == Kind::string && !whole.items.empty() && whole.items.back().kind == Kind::string)
        whole.items.back().text += part.text;
      else
        whole.items.push_back(std::move(part));
    }
    if (whole.items.size() == 1 && whole.items[0].kind == Kind::string) {
      HclExpression text = std::move(whole.items[0]);
      text.line = whole.line;
      text.column = whole.column;
      return text;
    }
    return whole;
  }

  // The branch of a condition that is known, else the first that isn't null.
  static HclExpression chosen(HclExpression conditional) {
    if (conditional.items.size() != 3) return conditional;
    if (conditional.items[0].kind == Kind::boolean) return conditional.items[conditional.items[0].text == "true" ? 1 : 2];
    return conditional.items[conditional.items[1].kind == Kind::null ? 2 : 1];
  }

  fs::path root_;
  TerraformProject project_;
  std::vector<TerraformResource> written_;  // before anything is put in
  Problems errors_;
  std::size_t work_ = 0;
  std::set<std::string> noted_;
  std::map<std::string, TerraformVariable> used_;
  std::map<std::string, const Module*> owners_;
};

}  // namespace

const TerraformResource* TerraformProject::find(const std::string& type, const std::string& name, bool data) const {
  for (const TerraformResource& resource : resources)
    if (resource.data == data && resource.type == type && resource.name == name) return &resource;
  return nullptr;
}

tl::expected<TerraformProject, Problems> readTerraformProject(const std::filesystem::path& source) {
  return ProjectReader().read(source);
}

const HclExpression* valueAt(const HclExpression& values, const std::string& key) {
  if (values.kind == Kind::list && values.items.size() == 1) return valueAt(values.items[0], key);
  return values.find(key);
}

std::vector<const HclExpression*> objectsAt(const HclExpression& values, const std::string& key) {
  std::vector<const HclExpression*> objects;
  const HclExpression* value = valueAt(values, key);
  if (!value) return objects;
  if (value->kind == Kind::object) objects.push_back(value);
  if (value->kind == Kind::list)
    for (const HclExpression& item : value->items)
      if (item.kind == Kind::object) objects.push_back(&item);
  return objects;
}

}  // namespace virga::model
