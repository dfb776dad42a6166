#include "model/manifest/handlers/csharp_services.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace virga::model {

namespace {

constexpr const char* kRemote = "private readonly Remote remote = new Remote();";
constexpr const char* kSecrets = "private readonly Secrets secrets = new Secrets();";

std::string signature(const std::string& name, bool answers) {
  return fmt::format("{} {}(Dictionary<string, object> input, CancellationToken cancel)", answers ? "Task<object>" : "Task",
                     name);
}

std::string loaderName(const ComponentId& origin) {
  std::vector<std::string> words = {"load"};
  for (auto& word : wordsOf(origin)) words.push_back(std::move(word));
  return csharpName(words);
}

// The lines of a text one by one.
void addLines(CodeText& out, const std::string& lines) {
  for (std::size_t start = 0; start < lines.size();) {
    const auto end = lines.find('\n', start);
    out.raw(lines.substr(start, end - start));
    start = end + 1;
  }
}

}  // namespace

std::string csharpPath(const std::string& className) { return className + ".cs"; }

std::string csharpCloudPath(const std::string& className) { return "Cloud/" + className + ".cs"; }

std::string csharpTestPath(const std::string& className) { return "tests/" + className + ".cs"; }

std::string csharpName(const std::vector<std::string>& words) {
  std::string name = camelCase(words);
  if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

// What JSON escapes, C# escapes in the same way.
std::string csharpLiteral(const std::string& text) { return pythonLiteral(text); }

std::string csharpTarget(const std::string& runtime) {
  return "net" + runtime.substr(std::string_view("dotnet").size()) + ".0";
}

void CsharpServices::field(const std::string& line) {
  if (!hasField(line)) fields_.push_back(line);
}

bool CsharpServices::hasField(const std::string& line) const {
  return std::find(fields_.begin(), fields_.end(), line) != fields_.end();
}

void CsharpServices::needRemote() { field(kRemote); }

void CsharpServices::needSecrets() {
  for (const NugetPackage& needed : secretPackages()) package(needed);
  field(kSecrets);
}

std::string CsharpServices::env(const ComponentId& id, const std::string& suffix) {
  return "Setting(\"" + environmentName(id, suffix) + "\")";
}

std::string CsharpServices::text(const std::string& name) { return "Text(input, " + csharpLiteral(name) + ")"; }

std::string CsharpServices::methodOf(const Use& use) const {
  for (const Action& action : plan_.actions)
    if (action.use == use) return csharpName(action.words);
  return loaderName(use.target);
}

std::vector<ManifestFile> CsharpServices::files() {
  const std::vector<Use> uses = usesOf(plan_);
  CodeText face(4), body(4);
  face.raw("using System;");
  if (!uses.empty())
    for (const char* name : {"System.Collections.Generic", "System.Threading", "System.Threading.Tasks"})
      face.line("using {};", name);
  face.blank();
  face.raw("namespace App");
  face.raw("{");
  face.in();
  face.raw("/// <summary>What the steps do to other components.</summary>");
  face.raw("internal interface IServices");
  face.raw("{");
  face.in();
  face.raw("/// <summary>Whether what failed may be tried again: not after a fault of the caller.</summary>");
  face.raw("bool MayRetry(Exception error);");
  const auto method = [&](const std::string& access_, const Use& use) {
    body.blank();
    body.line("{} async {}", access_, signature(methodOf(use), hasAnswer(use)));
    body.raw("{");
    body.in();
    access(body, use);
    body.out();
    body.raw("}");
  };
  for (const Use& use : uses) {
    face.blank();
    face.line("{};", signature(methodOf(use), hasAnswer(use)));
    method("public", use);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    face.out();
    face.raw("}");
  }
  for (std::size_t i = 0; i < origins_.size(); ++i) {  // grows while a cache stands behind a cache
    const ComponentId id = origins_[i];
    const Use use = originUse(architecture_, id);
    if (std::find(uses.begin(), uses.end(), use) == uses.end()) method("private", use);
  }
  return {{csharpPath("IServices"), face.text()}, {csharpCloudPath(className()), implementation(body.text())}};
}

std::string CsharpServices::implementation(const std::string& methods) {
  CodeText retry(4);
  if (hasField(kRemote)) {
    retry.raw("if (error is Remote.Failed failed) return failed.MayRetry;");
  }
  mayRetry(retry);
  CodeText out(4);
  import("System");
  if (!usesOf(plan_).empty())
    for (const char* name : {"System.Collections.Generic", "System.Threading", "System.Threading.Tasks"}) import(name);
  // Those of the framework first.
  for (const bool system : {true, false})
    for (const std::string& name : imports_)
      if ((name.rfind("System", 0) == 0) == system) out.line("using {};", name);
  out.blank();
  out.raw("namespace App");
  out.raw("{");
  out.in();
  out.raw("/// <summary>");
  out.raw("/// The services of the design. Clients live as long as the instance and make one attempt a call.");
  out.raw("/// </summary>");
  out.line("internal sealed class {} : IServices", className());
  out.raw("{");
  out.in();
  std::string fields;
  for (const auto& line : fields_) {
    addLines(out, line + "\n");
    fields += line;
  }
  if (!fields_.empty()) out.blank();
  out.raw("public bool MayRetry(Exception error)");
  out.raw("{");
  out.in();
  addLines(out, retry.text());
  out.out();
  out.raw("}");
  addLines(out, methods);
  if ((fields + methods).find("Setting(\"") != std::string::npos) {
    out.blank();
    out.raw("private static string Setting(string name)");
    out.raw("{");
    out.raw("    string value = System.Environment.GetEnvironmentVariable(name);");
    out.raw("    if (value == null) throw new InvalidOperationException(name + \" is not set\");");
    out.raw("    return value;");
    out.raw("}");
  }
  if (methods.find("Text(input, \"") != std::string::npos) {
    out.blank();
    out.raw("private static string Text(Dictionary<string, object> input, string name)");
    out.raw("{");
    out.raw("    return input.TryGetValue(name, out object value) ? value as string : null;");
    out.raw("}");
  }
  for (std::size_t i = 0; i < 2; ++i) {
    out.out();
    out.raw("}");
  }
  return out.text();
}

void CsharpServices::access(CodeText& out, const Use& use) {
  AccessByKind::write(*this, architecture_.find(use.target)->kind, out, use);
}

void CsharpServices::service(CodeText& out, const Use& use) {
  needRemote();
  out.line("return await remote.Request(\"POST\", {}, input, null, null, cancel);", env(use.target, "SERVICE_URL"));
}

void CsharpServices::cache(CodeText& out, const Use& use, const Cache& cache) {
  package(cachePackage());
  auto words = wordsOf(use.target);
  words.emplace_back("cache");
  const std::string name = camelCase(words);
  field(fmt::format("private readonly RedisCache {} = new RedisCache({}, {});", name, env(use.target, "CACHE_HOST"),
                    env(use.target, "CACHE_PORT")));
  switch (use.access) {
    case Access::write: out.line("await {}.Set({}, Json.Write(input));", name, text("id")); break;
    case Access::remove: out.line("await {}.Delete({});", name, text("id")); break;
    default:
      out.line("string text = await {}.Get({});", name, text("id"));
      if (!cache.origin) {
        out.raw("return text == null ? null : Json.Read(text);");
        break;
      }
      if (std::find(origins_.begin(), origins_.end(), cache.origin->id) == origins_.end())
        origins_.push_back(cache.origin->id);
      out.raw("if (text != null) return Json.Read(text);");
      out.line("object value = await {}(input, cancel);", methodOf(originUse(architecture_, cache.origin->id)));
      out.line("if (value != null) await {}.Set({}, Json.Write(value));", name, text("id"));
      out.raw("return value;");
  }
}

void CsharpServices::secret(CodeText& out, const Use& use, const SecretStore& store) {
  needSecrets();
  out.line("return await secrets.Value({}, {}, cancel);", env(use.target, secretSuffix()),
           millisecondsText(store.cache.value_or(Duration{})));
}

void CsharpServices::external(CodeText& out, const Use& use) {
  needSecrets();
  needRemote();
  out.line("string token = await secrets.Value({}, Secrets.FiveMinutesMs, cancel);", env(use.target, secretSuffix()));
  out.line("return await remote.Request(\"POST\", {}, input, token, {}, cancel);", env(use.target, "ENDPOINT"),
           plan_.keys.empty() ? "null" : text(plan_.keys[0]));
}

void CsharpServices::api(CodeText& out, const Use& use, const HttpApi& api) {
  needRemote();
  const ApiCall call = apiCallOf(api);
  std::string url = env(use.target, "API_URL");
  for (const ApiCall::Part& part : call.path)
    url += " + " + (part.isParameter ? "Remote.Encoded(" + text(part.text) + ")" : csharpLiteral(part.text));
  out.line("string url = {};", url);
  out.line("return await remote.Request(\"{}\", url, {}, null, null, cancel);", call.method,
           call.hasBody ? "input" : "null");
}

}  // namespace virga::model
