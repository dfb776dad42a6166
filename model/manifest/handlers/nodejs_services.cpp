#include "model/manifest/handlers/nodejs_services.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace virga::model {

namespace {

constexpr std::size_t kLineMax = 110;

bool isIdentifier(const std::string& text) {
  return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '$'; });
}

}  // namespace

std::string nodejsKey(const std::string& name) { return isIdentifier(name) ? name : nodejsLiteral(name); }

std::string nodejsMember(const std::string& object, const std::string& name) {
  return isIdentifier(name) ? object + "." + name : object + "[" + nodejsLiteral(name) + "]";
}

void writeAttempt(CodeText& out, const std::string& prefix, const std::string& work, const std::string& options) {
  const std::string line = fmt::format("{}attempt({}, {{ {} }});", prefix, work, options);
  if (line.size() <= kLineMax) return out.raw(line);
  out.line("{}attempt(", prefix);
  out.in();
  out.line("{},", work);
  out.line("{{ {} }},", options);
  out.out();
  out.line(");");
}

void NodejsHead::import(const std::string& module, const std::string& symbol) { imports_[module].insert(symbol); }

void NodejsHead::declare(const std::string& text) {
  if (std::find(declarations_.begin(), declarations_.end(), text) == declarations_.end()) declarations_.push_back(text);
}

std::set<std::string> NodejsHead::packages() const {
  std::set<std::string> names;
  for (const auto& [module, symbols] : imports_)
    if (module[0] != '.' && module.rfind("node:", 0) != 0) names.insert(module);
  return names;
}

void NodejsHead::write(CodeText& out) const {
  for (const bool own : {false, true})
    for (const auto& [module, symbols] : imports_)
      if ((module[0] == '.') == own) out.line("import {{ {} }} from '{}';", fmt::join(symbols, ", "), module);
  if (!imports_.empty()) out.blank();
  for (const auto& declaration : declarations_) out.raw(declaration);
  if (!declarations_.empty()) out.blank();
}

std::map<std::string, std::string> NodejsServices::dependencies() const {
  std::map<std::string, std::string> versions;
  for (const auto& package : head_.packages()) versions[package] = packageVersions().at(package);
  if (const std::string package = secretPackage(); head_.imports("./secrets.mjs") && !package.empty())
    versions[package] = packageVersions().at(package);
  return versions;
}

void NodejsServices::completePackage(nlohmann::ordered_json&) const {}

std::string NodejsServices::env(const ComponentId& id, const std::string& suffix) {
  return "process.env." + environmentName(id, suffix);
}

std::string NodejsServices::loaderName(const ComponentId& origin) {
  std::vector<std::string> words = {"load"};
  for (auto& word : wordsOf(origin)) words.push_back(std::move(word));
  return camelCase(words);
}

std::string NodejsServices::guard(const Action* action) {
  if (!action || (!action->timeout && !action->retry && !action->breaker)) return {};
  head_.import("./calls.mjs", "attempt");
  std::vector<std::string> options;
  if (action->timeout) options.push_back("timeoutMs: " + millisecondsText(*action->timeout));
  if (action->retry) {
    options.push_back(fmt::format("retries: {}", action->retry->attempts));
    options.push_back("backoffMs: " + millisecondsText(action->retry->backoff));
    if (action->retry->growth == BackoffGrowth::constant) options.emplace_back("growth: 'constant'");
    if (action->retry->cap) options.push_back("capMs: " + millisecondsText(*action->retry->cap));
    if (action->retry->jitter != Jitter::none)
      options.push_back(fmt::format("jitter: '{}'", action->retry->jitter == Jitter::full ? "full" : "equal"));
    if (action->retry->budget) {
      head_.import("./calls.mjs", "RetryBudget");
      options.push_back("budget: " + camelCase(action->words) + "Budget");
    }
  }
  if (action->breaker) {
    head_.import("./calls.mjs", "Breaker");
    options.push_back("breaker: " + camelCase(action->words) + "Breaker");
  }
  return fmt::format("{}", fmt::join(options, ", "));
}

void NodejsServices::guarded(CodeText& out, const std::string& prefix, const std::string& plain, const std::string& work,
                             const Action* action) {
  const std::string options = guard(action);
  if (options.empty()) return out.raw(prefix + plain + ";");
  writeAttempt(out, prefix, work, options);
}

void NodejsServices::guarded(CodeText& out, const std::string& prefix, const std::string& expression, const Action* action) {
  guarded(out, prefix, expression, "() => " + expression, action);
}

void NodejsServices::access(CodeText& out, const Use& use, const Action* action) {
  AccessByKind::write(*this, architecture_.find(use.target)->kind, out, use, action);
}

void NodejsServices::cache(CodeText& out, const Use& use, const Cache& cache, const Action* action) {
  auto words = wordsOf(use.target);
  words.emplace_back("cache");
  const std::string name = camelCase(words);
  cacheClient(use.target, name);
  switch (use.access) {
    case Access::write:
      guarded(out, "await ", fmt::format("{}.set(input.id, JSON.stringify(input), 'EX', 300)", name), action);
      break;
    case Access::remove: guarded(out, "await ", fmt::format("{}.del(input.id)", name), action); break;
    default:
      guarded(out, "const text = await ", fmt::format("{}.get(input.id)", name), action);
      if (!cache.origin) {
        out.line("return text === null ? undefined : JSON.parse(text);");
        break;
      }
      if (std::find(origins_.begin(), origins_.end(), cache.origin->id) == origins_.end())
        origins_.push_back(cache.origin->id);
      out.line("if (text !== null) return JSON.parse(text);");
      out.line("const value = await {}(input);", loaderName(cache.origin->id));
      out.line("if (value !== undefined) await {}.set(input.id, JSON.stringify(value), 'EX', 300);", name);
      out.line("return value;");
  }
}

void NodejsServices::secret(CodeText& out, const Use& use, const SecretStore& store, const Action* action) {
  head_.import("./secrets.mjs", "secretValue");
  guarded(out, "return ",
          fmt::format("secretValue({}, {})", env(use.target, secretSuffix()),
                      millisecondsText(store.cache.value_or(Duration{}))),
          action);
}

void NodejsServices::request(CodeText& out, const std::string& url, const std::string& options, const Action* action) {
  head_.import("./remote.mjs", "request");
  guarded(out, "return ", fmt::format("request({}, {{ {} }})", url, options),
          fmt::format("(signal) => request({}, {{ {}, signal }})", url, options), action);
}

void NodejsServices::service(CodeText& out, const Use& use, const Action* action) {
  request(out, env(use.target, "SERVICE_URL"), "method: 'POST', body: input", action);
}

void NodejsServices::external(CodeText& out, const Use& use, const Action* action) {
  head_.import("./secrets.mjs", "secretValue");
  out.line("const token = await secretValue({});", env(use.target, secretSuffix()));
  const std::string idempotency = plan_.keys.empty() ? "" : ", idempotencyKey: " + nodejsMember("input", plan_.keys[0]);
  request(out, env(use.target, "ENDPOINT"), "method: 'POST', body: input, token" + idempotency, action);
}

void NodejsServices::api(CodeText& out, const Use& use, const HttpApi& api, const Action* action) {
  const ApiCall call = apiCallOf(api);
  std::string url;
  for (const ApiCall::Part& part : call.path)
    url += part.isParameter ? "${encodeURIComponent(" + nodejsMember("input", part.text) + ")}" : part.text;
  request(out, "`${" + env(use.target, "API_URL") + "}" + url + "`",
          fmt::format("method: '{}'{}", call.method, call.hasBody ? ", body: input" : ""), action);
}

}  // namespace virga::model
