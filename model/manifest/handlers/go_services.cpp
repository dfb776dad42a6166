#include "model/manifest/handlers/go_services.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/handlers/go_text.h"

namespace virga::model {

namespace {

constexpr int kIndent = 1;  // goText() makes tabs of it

std::string signature(const std::string& name, bool answers, const std::string& object) {
  return fmt::format("{}(ctx context.Context, input {}) {}", name, object, answers ? "(any, error)" : "error");
}

std::string loaderName(const ComponentId& origin) {
  std::vector<std::string> words = {"load"};
  for (auto& word : wordsOf(origin)) words.push_back(std::move(word));
  return camelCase(words);
}

}  // namespace

void GoServices::field(const std::string& name, const std::string& type, const std::string& expression, bool fallible) {
  if (!hasField(name)) fields_.push_back({name, type, expression, fallible});
}

bool GoServices::hasField(const std::string& name) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](const Field& field) { return field.name == name; });
}

std::string GoServices::env(const ComponentId& id, const std::string& suffix) {
  import("os");
  return "os.Getenv(\"" + environmentName(id, suffix) + "\")";
}

std::string GoServices::text(const std::string& name) { return "app.Text(input, " + pythonLiteral(name) + ")"; }

std::string GoServices::methodOf(const Use& use) const {
  for (const Action& action : plan_.actions)
    if (action.use == use) return exportedName(camelCase(action.words));
  return loaderName(use.target);
}

void GoServices::check(CodeText& out, const Use& use) {
  out.line("if err != nil {{");
  out.line(" return {}err", hasAnswer(use) ? "nil, " : "");
  out.line("}}");
}

void GoServices::take(CodeText& out, const Use& use, const std::string& name, const std::string& expression) {
  out.line("{}, err := {}", name, expression);
  check(out, use);
}

void GoServices::encode(CodeText& out, const Use& use, const std::string& name) {
  take(out, use, name, "app.WriteJSON(input)");
}

void GoServices::writeStruct(CodeText& out) const {
  out.line("// Services are those of the design. Clients live as long as the instance and make one attempt a call.");
  if (fields_.empty()) return out.line("type Services struct{{}}");
  std::size_t longest = 0;
  for (const Field& field : fields_) longest = std::max(longest, field.name.size());
  out.line("type Services struct {{");
  out.in();
  for (const Field& field : fields_)
    out.line("{}{} {}", field.name, std::string(longest - field.name.size(), ' '), field.type);
  out.out();
  out.line("}}");
}

void GoServices::writeMaker(CodeText& out) {
  out.line("// New makes the clients, once for all invocations.");
  const auto has = [&](const std::string& part) {
    return std::any_of(fields_.begin(), fields_.end(),
                       [&](const Field& field) { return field.expression.find(part) != std::string::npos; });
  };
  const bool settled = has("settings");
  out.line("func New({}context.Context) (*Services, error) {{", settled || has("ctx") ? "ctx " : "");
  out.in();
  if (settled) settings(out);
  std::vector<std::pair<std::string, std::string>> members;
  for (const Field& field : fields_) {
    if (field.fallible) {
      out.line("{}, err := {}", field.name, field.expression);
      out.line("if err != nil {{");
      out.line(" return nil, err");
      out.line("}}");
    }
    members.emplace_back(field.name, field.fallible ? field.name : field.expression);
  }
  if (members.empty())
    out.line("return &Services{{}}, nil");
  else
    goLiteral(out, "return &Services", members, ", nil");
  out.out();
  out.line("}}");
}

std::vector<ManifestFile> GoServices::files() {
  CodeText face(kIndent), body(kIndent);
  const auto all = usesOf(plan_);
  face.line("package app");
  face.blank();
  if (!all.empty()) face.line("import \"context\"");
  if (!all.empty()) face.blank();
  face.line("// Services is what the steps do to other components.");
  face.line("type Services interface {{");
  face.in();
  face.line("// MayRetry tells whether what failed may be tried again: not after a fault of the caller.");
  face.line("MayRetry(err error) bool");
  const auto method = [&](const Use& use) {
    body.blank();
    body.line("func (s *Services) {} {{", signature(methodOf(use), hasAnswer(use), "app.Object"));
    body.in();
    access(body, use);
    body.out();
    body.line("}}");
  };
  for (const Use& use : all) {
    face.line("{}", signature(methodOf(use), hasAnswer(use), "Object"));
    method(use);
  }
  face.out();
  face.line("}}");
  for (std::size_t i = 0; i < origins_.size(); ++i) {  // grows while a cache stands behind a cache
    const ComponentId id = origins_[i];
    const Use use = originUse(architecture_, id);
    if (std::find(all.begin(), all.end(), use) == all.end()) method(use);
  }
  CodeText retry(kIndent);
  retry.in();
  if (sendsRequests_) {
    import("errors");
    retry.line("var failed *app.RemoteError");
    retry.line("if errors.As(err, &failed) {{");
    retry.line(" return failed.MayRetry()");
    retry.line("}}");
  }
  mayRetry(retry);

  CodeText head(kIndent);
  writeStruct(head);
  head.blank();
  writeMaker(head);
  head.blank();
  head.line("// MayRetry tells whether what failed may be tried again: not after a fault of the caller.");
  head.line("func (s *Services) MayRetry(err error) bool {{");
  import("context");
  if (!all.empty()) import("example.com/function/app");
  const std::string code =
      "package cloud\n\n" + goImports(imports_) + "\n" + goText(head) + goText(retry) + "}\n" + goText(body);
  return {{"app/services.go", goText(face)}, {"cloud/services.go", code}};
}

void GoServices::access(CodeText& out, const Use& use) {
  AccessByKind::write(*this, architecture_.find(use.target)->kind, out, use);
}

void GoServices::request(CodeText& out, const std::string& members) {
  sendsRequests_ = true;
  out.line("return app.Request{{{}}}.Send(ctx)", members);
}

void GoServices::service(CodeText& out, const Use& use) {
  request(out, fmt::format("Method: \"POST\", URL: {}, Body: input", env(use.target, "SERVICE_URL")));
}

void GoServices::cache(CodeText& out, const Use& use, const Cache& cache) {
  auto words = wordsOf(use.target);
  words.emplace_back("cache");
  const std::string name = camelCase(words);
  cacheClient(use.target, name);
  switch (use.access) {
    case Access::write: encode(out, use, "text"); return out.line("return s.{}.set(ctx, {}, text)", name, text("id"));
    case Access::remove: return out.line("return s.{}.remove(ctx, {})", name, text("id"));
    default: break;
  }
  out.line("text, found, err := s.{}.get(ctx, {})", name, text("id"));
  if (!cache.origin) {
    out.line("if err != nil || !found {{");
    out.line(" return nil, err");
    out.line("}}");
    return out.line("return app.ReadJSON([]byte(text))");
  }
  check(out, use);
  if (std::find(origins_.begin(), origins_.end(), cache.origin->id) == origins_.end()) origins_.push_back(cache.origin->id);
  out.line("if found {{");
  out.line(" return app.ReadJSON([]byte(text))");
  out.line("}}");
  out.line("value, err := s.{}(ctx, input)", methodOf(originUse(architecture_, cache.origin->id)));
  out.line("if err != nil || value == nil {{");
  out.line(" return nil, err");
  out.line("}}");
  take(out, use, "fresh", "app.WriteJSON(value)");
  out.line("return value, s.{}.set(ctx, {}, fresh)", name, text("id"));
}

void GoServices::secret(CodeText& out, const Use& use, const SecretStore& store) {
  secretStore();
  const std::string age = goDuration(store.cache.value_or(Duration{}), true);
  if (age != "0") import("time");
  out.line("return s.secrets.value(ctx, {}, {})", env(use.target, secretSuffix()), age);
}

void GoServices::external(CodeText& out, const Use& use) {
  secretStore();
  take(out, use, "token", fmt::format("s.secrets.value(ctx, {}, fiveMinutes)", env(use.target, secretSuffix())));
  std::string members = fmt::format("Method: \"POST\", URL: {}, Body: input, Token: token", env(use.target, "ENDPOINT"));
  if (!plan_.keys.empty()) members += ", IdempotencyKey: " + text(plan_.keys[0]);
  request(out, members);
}

void GoServices::api(CodeText& out, const Use& use, const HttpApi& api) {
  const ApiCall call = apiCallOf(api);
  std::string url = env(use.target, "API_URL");
  for (const ApiCall::Part& part : call.path) {
    if (part.isParameter) import("net/url");
    url += " + " + (part.isParameter ? "url.PathEscape(" + text(part.text) + ")" : pythonLiteral(part.text));
  }
  request(out, fmt::format("Method: \"{}\", URL: {}{}", call.method, url, call.hasBody ? ", Body: input" : ""));
}

}  // namespace virga::model
