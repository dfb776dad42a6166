#include "model/manifest/handlers/python_services.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::model {

namespace {

constexpr std::size_t kLineMax = 110;
constexpr const char* kUrllib3 = "urllib3==2.7.0";
constexpr const char* kRedis = "redis==5.2.1";

void addOnce(std::vector<std::string>& texts, const std::string& text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

}  // namespace

void PythonHead::package(const std::string& module, const std::string& symbol) {
  auto& symbols = packages_[module];
  if (!symbol.empty()) symbols.insert(symbol);
}

void PythonHead::maker(const std::string& function) { addOnce(makers_, function); }
void PythonHead::declare(const std::string& line) { addOnce(declarations_, line); }
void PythonHead::constant(const std::string& line) { addOnce(constants_, line); }
void PythonHead::connection(const std::string& function) { addOnce(connections_, function); }

void PythonHead::write(CodeText& out, const std::vector<std::string>& breakers) const {
  for (const auto& module : standard_) out.line("import {}", module);
  if (!standard_.empty()) out.blank();
  for (const auto* modules : {&packages_, &own_}) {
    for (const auto& [module, symbols] : *modules) {
      if (symbols.empty())
        out.line("import {}", module);
      else
        out.line("from {} import {}", module, fmt::join(symbols, ", "));
    }
    if (!modules->empty()) out.blank();
  }
  for (const auto& function : makers_) {
    out.blank();
    out.raw(function);
    out.blank();
    out.blank();
  }
  for (const auto* lines : {&declarations_, &constants_, &breakers})
    for (const auto& line : *lines) out.raw(line);
  for (const auto& function : connections_) {
    out.blank();
    out.blank();
    out.raw(function);
  }
  const bool defined = !declarations_.empty() || !constants_.empty() || !breakers.empty() || !connections_.empty();
  if (defined) out.blank();
  if (defined || !standard_.empty() || !packages_.empty() || !own_.empty()) out.blank();
}

std::set<std::string> PythonServices::requirements() const {
  std::set<std::string> lines = head_.requirements();
  if (const std::string own = secretRequirement(); head_.imports("secret_values") && !own.empty()) lines.insert(own);
  for (auto& line : entryRequirements()) lines.insert(std::move(line));
  return lines;
}

std::string PythonServices::env(const ComponentId& id, const std::string& suffix) {
  head_.standard("os");
  return "os.environ[\"" + environmentName(id, suffix) + "\"]";
}

void PythonServices::call(CodeText& out, const std::string& prefix, const std::string& expression, const Action* action,
                          const std::string& suffix) {
  if (!action || (!action->retry && !action->breaker)) return out.line("{}{}{}", prefix, expression, suffix);
  head_.own("calls", "attempt");
  std::string options;
  if (action->retry) {
    options += fmt::format(", retries={}, backoff_s={}", action->retry->attempts, secondsText(action->retry->backoff));
    if (action->retry->growth == BackoffGrowth::constant) options += ", growth=\"constant\"";
    if (action->retry->cap) options += ", cap_s=" + secondsText(*action->retry->cap);
    if (action->retry->jitter != Jitter::none)
      options += fmt::format(", jitter=\"{}\"", action->retry->jitter == Jitter::full ? "full" : "equal");
    if (action->retry->budget) {
      head_.own("calls", "RetryBudget");
      options += ", budget=_" + snakeCase(action->words) + "_budget";
    }
  }
  if (action->breaker) {
    head_.own("calls", "Breaker");
    options += ", breaker=_" + snakeCase(action->words) + "_breaker";
  }
  const std::string line = fmt::format("{}attempt(lambda: {}{}){}", prefix, expression, options, suffix);
  if (line.size() <= kLineMax) return out.raw(line);
  out.line("{}attempt(", prefix);
  out.in();
  out.line("lambda: {},", expression);
  out.line("{},", options.substr(2));
  out.out();
  out.line("){}", suffix);
}

void PythonServices::access(CodeText& out, const Use& use, const Action* action) {
  AccessByKind::write(*this, architecture_.find(use.target)->kind, out, use, action);
}

void PythonServices::service(CodeText& out, const Use& use, const Action* action) {
  request(out, fmt::format("\"POST\", {}, body=message", env(use.target, "SERVICE_URL")), action);
}

void PythonServices::cache(CodeText& out, const Use& use, const Cache& cache, const Action* action) {
  head_.require(kRedis);
  head_.standard("functools");
  std::string name = "_" + snakeCase(wordsOf(use.target)) + "_cache";
  std::string limit = "2";
  if (action && action->timeout) {
    name += "_" + snakeCase(action->words);
    limit = secondsText(*action->timeout);
  }
  // Clients connect when they are made, so they are made at the first use.
  head_.connection("@functools.cache\n" + cacheConnection(use.target, name, limit));
  switch (use.access) {
    case Access::write:
      head_.own("json_text", "to_json");
      call(out, "", name + "().set(message[\"id\"], to_json(message), ex=300)", action);
      break;
    case Access::remove: call(out, "", name + "().delete(message[\"id\"])", action); break;
    default:
      head_.own("json_text", "from_json");
      call(out, "text = ", name + "().get(message[\"id\"])", action);
      if (!cache.origin) {
        out.line("return None if text is None else from_json(text)");
        break;
      }
      if (std::find(origins_.begin(), origins_.end(), cache.origin->id) == origins_.end())
        origins_.push_back(cache.origin->id);
      head_.own("json_text", "to_json");
      out.line("if text is not None:");
      out.line("    return from_json(text)");
      out.line("value = {}(message)", loaderName(cache.origin->id));
      out.line("if value is not None:");
      out.line("    {}().set(message[\"id\"], to_json(value), ex=300)", name);
      out.line("return value");
  }
}

void PythonServices::secret(CodeText& out, const Use& use, const SecretStore& store, const Action* action) {
  head_.own("secret_values", "secret_value");
  call(out, "return ",
       fmt::format("secret_value({}, max_age_s={})", env(use.target, secretSuffix()),
                   secondsText(store.cache.value_or(Duration{}))),
       action);
}

void PythonServices::external(CodeText& out, const Use& use, const Action* action) {
  head_.own("secret_values", "secret_value");
  out.line("token = secret_value({})", env(use.target, secretSuffix()));
  std::string arguments = fmt::format("\"POST\", {}, body=message, token=token", env(use.target, "ENDPOINT"));
  if (!plan_.keys.empty()) arguments += fmt::format(", idempotency_key=message[{}]", pythonLiteral(plan_.keys[0]));
  request(out, arguments, action);
}

void PythonServices::request(CodeText& out, std::string arguments, const Action* action) {
  head_.own("remote", "request");
  head_.require(kUrllib3);
  if (action && action->timeout) arguments += ", timeout_s=" + secondsText(*action->timeout);
  call(out, "return ", "request(" + arguments + ")", action);
}

void PythonServices::api(CodeText& out, const Use& use, const HttpApi& api, const Action* action) {
  const ApiCall call = apiCallOf(api);
  std::string url;
  for (const ApiCall::Part& part : call.path) {
    if (part.isParameter) head_.standard("urllib.parse");
    url += part.isParameter ? "{urllib.parse.quote(str(message['" + part.text + "']), safe='')}" : part.text;
  }
  request(out,
          fmt::format("\"{}\", {} + f\"{}\"{}", call.method, env(use.target, "API_URL"), url,
                      call.hasBody ? ", body=message" : ""),
          action);
}

}  // namespace virga::model
