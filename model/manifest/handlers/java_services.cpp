#include "model/manifest/handlers/java_services.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::model {

namespace {

const MavenLibrary kJackson = {"com.fasterxml.jackson.core", "jackson-databind", "2.22.4"};

std::string signature(const std::string& name, bool answers) {
  return fmt::format("{} {}(Map<String, Object> input) throws Exception", answers ? "Object" : "void", name);
}

std::string loaderName(const ComponentId& origin) {
  std::vector<std::string> words = {"load"};
  for (auto& word : wordsOf(origin)) words.push_back(std::move(word));
  return camelCase(words);
}

}  // namespace

std::string javaPath(const std::string& className) { return "src/main/java/app/" + className + ".java"; }

std::string javaTestPath(const std::string& className) { return "src/test/java/app/" + className + ".java"; }

void JavaServices::field(const std::string& line) {
  if (!hasField(line)) fields_.push_back(line);
}

bool JavaServices::hasField(const std::string& line) const {
  return std::find(fields_.begin(), fields_.end(), line) != fields_.end();
}

std::string JavaServices::env(const ComponentId& id, const std::string& suffix) {
  return "System.getenv(\"" + environmentName(id, suffix) + "\")";
}

std::string JavaServices::text(const std::string& name) { return "(String) input.get(" + pythonLiteral(name) + ")"; }

std::string JavaServices::named(const ComponentId& id, const std::string& word) {
  auto words = wordsOf(id);
  words.push_back(word);
  return camelCase(words);
}

void JavaServices::remoteField() {
  helper("Remote");
  field("private final Remote remote = new Remote();");
}

void JavaServices::secretsField() {
  helper("Secrets");
  if (const MavenLibrary needed = secretLibrary(); !needed.group.empty()) library(needed);
  field("private final Secrets secrets = new Secrets();");
}

std::string JavaServices::cacheArguments(const ComponentId& cache) const {
  return env(cache, "CACHE_HOST") + ", " + env(cache, "CACHE_PORT");
}

void JavaServices::service(CodeText& out, const Use& use) {
  remoteField();
  out.line("return remote.request(\"POST\", {}, input, null, null);", env(use.target, "SERVICE_URL"));
}

void JavaServices::jdbc(CodeText& out, const Use& use, std::string sql, const std::string& open) {
  helper("Database");
  const std::string database = named(use.target, "database");
  field(fmt::format("private final Database {} =\n      new Database(() -> {});", database, open));
  // Parameters of JDBC have no names.
  std::string values;
  for (auto at = sql.find(':'); at != std::string::npos; at = sql.find(':', at + 1)) {
    const bool item = sql.compare(at, 5, ":item") == 0;
    if (!item && sql.compare(at, 3, ":id") != 0) continue;
    sql.replace(at, item ? 5 : 3, "?");
    values += item ? ", Json.write(input)" : ", " + text("id");
  }
  out.line("// The domain's own tables and statements belong here; README.md has the table of these.");
  if (sql.size() > 60) out.line("String sql =");
  out.line("{} {};", sql.size() > 60 ? "   " : "String sql =", pythonLiteral(sql));
  if (use.access == Access::read) {
    import("java.util.List");
    out.line("List<Object> items = {}.items(sql{});", database, values);
    out.line("return items.isEmpty() ? null : items.get(0);");
  } else if (use.access == Access::query) {
    out.line("return {}.items(sql{});", database, values);
  } else {
    out.line("{}.execute(sql{});", database, values);
  }
}

std::string JavaServices::methodOf(const Use& use) const {
  for (const Action& action : plan_.actions)
    if (action.use == use) return camelCase(action.words);
  return loaderName(use.target);
}

std::vector<ManifestFile> JavaServices::files() {
  CodeText face(2), body(2);
  face.line("package app;");
  face.blank();
  if (!usesOf(plan_).empty()) face.line("import java.util.Map;");
  if (!usesOf(plan_).empty()) face.blank();
  face.line("/** What the steps do to other components. */");
  face.line("interface Services {{");
  face.in();
  face.line("/** Whether what failed may be tried again: not after a fault of the caller. */");
  face.line("boolean mayRetry(Exception error);");
  for (const Use& use : usesOf(plan_)) {
    const std::string method = signature(methodOf(use), hasAnswer(use));
    face.blank();
    face.line("{};", method);
    body.blank();
    body.line("@Override");
    body.line("public {} {{", method);
    body.in();
    access(body, use);
    body.out();
    body.line("}}");
  }
  face.out();
  face.line("}}");
  const auto all = usesOf(plan_);
  for (std::size_t i = 0; i < origins_.size(); ++i) {  // grows while a cache stands behind a cache
    const ComponentId id = origins_[i];
    const Use use = originUse(architecture_, id);
    if (std::find(all.begin(), all.end(), use) != all.end()) continue;
    body.blank();
    body.line("private {} {{", signature(methodOf(use), true));
    body.in();
    access(body, use);
    body.out();
    body.line("}}");
  }
  CodeText retry(2);
  mayRetry(retry);

  library(kJackson);
  CodeText out(2);
  out.line("package app;");
  out.blank();
  if (!all.empty()) import("java.util.Map");
  for (const auto& name : imports_) out.line("import {};", name);
  if (!imports_.empty()) out.blank();
  const auto remarks = this->remarks();
  if (remarks.size() == 1) {
    out.line("/** The services of the design. {} */", remarks[0]);
  } else {
    out.line("/**");
    out.line(" * The services of the design.");
    for (const auto& line : remarks) out.line(" * {}", line);
    out.line(" */");
  }
  out.line("final class {} implements Services {{", className());
  out.in();
  for (const auto& line : fields_) out.raw(line);
  if (!fields_.empty()) out.blank();
  out.line("@Override");
  out.line("public boolean mayRetry(Exception error) {{");
  out.in();
  for (std::size_t start = 0; start < retry.text().size();) {
    const auto end = retry.text().find('\n', start);
    out.raw(retry.text().substr(start, end - start));
    start = end + 1;
  }
  out.out();
  out.line("}}");
  out.out();
  std::string methods;
  for (std::size_t start = 0; start < body.text().size();) {
    const auto end = body.text().find('\n', start);
    const std::string line = body.text().substr(start, end - start);
    methods += line.empty() ? "\n" : "  " + line + "\n";
    start = end + 1;
  }
  return {{javaPath("Services"), face.text()}, {javaPath(className()), out.text() + methods + "}\n"}};
}

void JavaServices::access(CodeText& out, const Use& use) {
  AccessByKind::write(*this, architecture_.find(use.target)->kind, out, use);
}

void JavaServices::cache(CodeText& out, const Use& use, const Cache& cache) {
  library(cacheLibrary());
  helper("RedisCache");
  const std::string name = named(use.target, "cache");
  field(fmt::format("private final RedisCache {} = new RedisCache({});", name, cacheArguments(use.target)));
  switch (use.access) {
    case Access::write: out.line("{}.set({}, Json.write(input));", name, text("id")); break;
    case Access::remove: out.line("{}.delete({});", name, text("id")); break;
    default:
      out.line("String text = {}.get({});", name, text("id"));
      if (!cache.origin) {
        out.line("return text == null ? null : Json.read(text);");
        break;
      }
      if (std::find(origins_.begin(), origins_.end(), cache.origin->id) == origins_.end())
        origins_.push_back(cache.origin->id);
      out.line("if (text != null) return Json.read(text);");
      out.line("Object value = {}(input);", methodOf(originUse(architecture_, cache.origin->id)));
      out.line("if (value != null) {}.set({}, Json.write(value));", name, text("id"));
      out.line("return value;");
  }
}

void JavaServices::secret(CodeText& out, const Use& use, const SecretStore& store) {
  secretsField();
  out.line("return secrets.value({}, {});", env(use.target, secretSuffix()),
           millisecondsText(store.cache.value_or(Duration{})));
}

void JavaServices::external(CodeText& out, const Use& use) {
  secretsField();
  remoteField();
  out.line("String token = secrets.value({}, Secrets.FIVE_MINUTES_MS);", env(use.target, secretSuffix()));
  out.line("return remote.request(\"POST\", {}, input, token, {});", env(use.target, "ENDPOINT"),
           plan_.keys.empty() ? "null" : text(plan_.keys[0]));
}

void JavaServices::api(CodeText& out, const Use& use, const HttpApi& api) {
  remoteField();
  const ApiCall call = apiCallOf(api);
  std::string url = env(use.target, "API_URL");
  for (const ApiCall::Part& part : call.path) {
    const std::string literal = pythonLiteral(part.text);
    url += " + " + (part.isParameter ? "Remote.encoded(input.get(" + literal + "))" : literal);
  }
  out.line("return remote.request(\"{}\", {}, {}, null, null);", call.method, url, call.hasBody ? "input" : "null");
}

}  // namespace virga::model
