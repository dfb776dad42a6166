#include "model/import/serverless_variables.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/import/cloud_resources.h"
#include "model/import/reference.h"
#include "model/import/yaml_source.h"

namespace virga::model {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepestVariable = 30;
constexpr std::size_t kMostVariables = 20'000;
constexpr std::size_t kLongestText = 1U << 20;

std::string trimmed(std::string text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  std::size_t start = 0;
  while (start < text.size() && std::isspace(static_cast<unsigned char>(text[start]))) ++start;
  return text.substr(start);
}

// Resolves ${self:…}, ${opt:…}, ${file(…)} and their like; what CloudFormation means by ${…} stays.
class Variables {
 public:
  Variables(const SourceValue& root, fs::path folder, Problems& report)
      : root_(root), folder_(std::move(folder)), report_(report) {}

  SourceValue resolve(const SourceValue& value, int depth = 0) {
    if (depth > kDeepestVariable || used_ > kMostVariables) return value;
    if (value.isScalar()) return value.text.find("${") == std::string::npos ? value : scalar(value, depth);
    SourceValue out = value;
    for (auto& item : out.items) item = resolve(item, depth);
    for (auto& entry : out.entries) entry.value = resolve(entry.value, depth);
    return out;
  }

 private:
  // The end of the variable that begins at `from`, with those inside of it.
  static std::size_t closing(const std::string& text, std::size_t from) {
    int open = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
      if (text.compare(i, 2, "${") == 0) ++open;
      if (text[i] == '}' && --open == 0) return i;
    }
    return std::string::npos;
  }

  static bool isOurs(const std::string& inner) {
    for (const char* kind :
         {"self:", "opt:", "env:", "file(",      "sls:", "param:",  "cf:",      "cf(",     "cf.",        "ssm:",  "ssm(",
          "ssm.",  "s3:",  "aws:", "strToBool(", "git:", "custom:", "secrets:", "output:", "terraform:", "vault:"})
      if (inner.starts_with(kind)) return true;
    return false;
  }

  SourceValue scalar(const SourceValue& value, int depth) {
    std::string out;
    const std::string& in = value.text;
    for (std::size_t i = 0; i < in.size() && out.size() < kLongestText;) {
      // An odd number of backslashes makes a text of what follows.
      const std::size_t backslashes = std::min(in.find_first_not_of('\\', i), in.size()) - i;
      if (backslashes > 0) {
        const bool before = in.compare(i + backslashes, 2, "${") == 0;
        out.append(before ? backslashes / 2 : backslashes, '\\');
        if (before && backslashes % 2 == 1) out += "${";
        i += backslashes + (before && backslashes % 2 == 1 ? 2 : 0);
        continue;
      }
      if (in.compare(i, 2, "${") != 0) {
        out += in[i++];
        continue;
      }
      const auto end = closing(in, i);
      const std::string inner = end == std::string::npos ? "" : trimmed(in.substr(i + 2, end - i - 2));
      if (!isOurs(inner)) {
        out += in[i++];
        continue;
      }
      ++used_;
      SourceValue found = variable(inner, value.at, depth + 1);
      if (i == 0 && end + 1 == in.size() && !found.isScalar()) return found;
      out += found.text;
      i = end + 1;
    }
    return scalarValue(out, value.at);
  }

  // One variable with the values that stand behind commas for where it has none.
  SourceValue variable(const std::string& inner, const Place& at, int depth) {
    if (depth > kDeepestVariable || used_ > kMostVariables) {
      if (!cyclic_)
        report_.push_back(
            problemAt(at, Severity::warning, "cyclic-variable", fmt::format("the variable '{}' stands for itself", inner)));
      cyclic_ = true;
      return {};
    }
    for (std::string& part : alternatives(inner))
      if (auto found = source(trimmed(std::move(part)), at, depth)) return *found;
    return scalarValue(unknownText("variable " + inner), at);
  }

  static std::vector<std::string> alternatives(const std::string& inner) {
    std::vector<std::string> parts(1);
    int open = 0;
    char quote = 0;
    for (const char c : inner) {
      if (quote ? c == quote : (c == '\'' || c == '"')) quote = quote ? '\0' : c;
      if (!quote) open += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
      if (c == ',' && open == 0 && !quote)
        parts.emplace_back();
      else
        parts.back() += c;
    }
    return parts;
  }

  std::optional<SourceValue> source(std::string part, const Place& at, int depth) {
    if (part.find("${") != std::string::npos) {
      SourceValue inner = scalar(scalarValue(part, at), depth);
      if (!inner.isScalar()) return inner;
      if (inner.text != part) part = inner.text;
    }
    if (part.empty()) return std::nullopt;
    if (part.size() > 1 && (part.front() == '\'' || part.front() == '"') && part.back() == part.front())
      return scalarValue(part.substr(1, part.size() - 2), at);
    if (part == "null") return SourceValue{};
    if (part.starts_with("self:")) return path(root_, part.substr(5), at, depth);
    if (part.starts_with("custom:")) return path(root_["custom"], part.substr(7), at, depth);
    if (part.starts_with("file(")) return file(part, at, depth);
    if (part.starts_with("sls:stage")) return stage(at, depth);
    if (part.starts_with("sls:instanceId")) return scalarValue("instance", at);
    if (part.starts_with("param:")) return path(root_["params"]["default"], part.substr(6), at, depth);
    if (part.starts_with("aws:accountId")) return scalarValue("${AWS::AccountId}", at);
    if (part.starts_with("aws:region")) return scalarValue("${AWS::Region}", at);
    if (part.starts_with("strToBool(")) return scalarValue(part.substr(10, part.find(')') - 10), at);
    if (isOurs(part)) return std::nullopt;  // options, environment, other stacks and stores: known at deployment alone
    return scalarValue(part, at);
  }

  std::optional<SourceValue> stage(const Place& at, int depth) {
    const SourceValue& stage = root_["provider"]["stage"];
    // "${sls:stage}" there would go round.
    if (stage.isScalar() && stage.text.find("sls:stage") == std::string::npos && !stage.text.empty())
      return resolve(stage, depth);
    return scalarValue("dev", at);
  }

  std::optional<SourceValue> path(const SourceValue& from, const std::string& keys, const Place& at, int depth) {
    const SourceValue* value = &from;
    SourceValue held;
    for (std::size_t i = 0; i < keys.size();) {
      const auto end = std::min(keys.find('.', i), keys.size());
      const std::string key = keys.substr(i, end - i);
      i = end + 1;
      if (value->isScalar() && value->text.find("${") != std::string::npos) {
        held = resolve(*value, depth + 1);
        value = &held;
      }
      const SourceValue* inner = value->find(key);
      if (!inner && value->isList() && !key.empty() && key.find_first_not_of("0123456789") == std::string::npos &&
          key.size() < 6 && std::stoul(key) < value->items.size())
        inner = &value->items[std::stoul(key)];
      if (!inner) {
        if (keys == "provider.stage" || keys == "stage") return scalarValue("dev", at);
        if (keys == "provider.region") return scalarValue("us-east-1", at);
        return std::nullopt;
      }
      SourceValue copy = *inner;
      held = std::move(copy);
      value = &held;
    }
    if (value->isNothing()) return std::nullopt;
    if (keys.empty()) return std::nullopt;
    if (value->isMap() && value->find("name") && keys == "service") return path(*value, "name", at, depth);
    return resolve(*value, depth + 1);
  }

  std::optional<SourceValue> file(const std::string& part, const Place& at, int depth) {
    const auto end = part.find(')');
    if (end == std::string::npos) return std::nullopt;
    const std::string name = trimmed(part.substr(5, end - 5));
    const fs::path found = fileWithin(folder_, folder_, name);
    const auto refuse = [&](const std::string& why) -> std::optional<SourceValue> {
      if (missing_.insert(name).second)
        report_.push_back(problemAt(at, Severity::warning, "left-out", fmt::format("the file '{}' {}", readable(name), why),
                                    "files are read where they lie in the folder of the service or below it"));
      return std::nullopt;
    };
    if (found.empty()) return refuse("isn't in the folder and isn't read");
    const std::string ending = found.extension().string();
    if (ending != ".yml" && ending != ".yaml" && ending != ".json") return refuse("is a program or a text and isn't run");
    auto source = readSource(found);
    if (!source) return refuse("can't be read: " + source.error().front().message);
    if (const auto colon = part.find(':', end); colon != std::string::npos)
      return path(*source, trimmed(part.substr(colon + 1)), at, depth + 1);
    return resolve(*source, depth + 1);
  }

  const SourceValue& root_;
  fs::path folder_;
  Problems& report_;
  std::set<std::string> missing_;
  std::size_t used_ = 0;
  bool cyclic_ = false;
};

}  // namespace

SourceValue resolveVariables(const SourceValue& root, const fs::path& folder, Problems& report) {
  return Variables(root, folder, report).resolve(root);
}

}  // namespace virga::model
