#include "model/import/arm/function_app.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "model/io/file.h"

namespace virga::model {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr int kDepthMax = 4;
constexpr std::size_t kFoldersMax = 5'000;
constexpr std::uintmax_t kFileMax = 1U << 20;

std::optional<Json> jsonOf(const fs::path& file, Problems& report) {
  std::error_code failed;
  const auto size = fs::file_size(file, failed);
  const auto text = failed || size > kFileMax
                        ? tl::expected<std::string, std::string>(tl::unexpected(std::string("it is too large")))
                        : readFile(file);
  if (!text) {
    report.push_back(
        {Severity::warning, "unreadable", file.string(), 0, 0, "", "the file can't be read: " + text.error(), ""});
    return {};
  }
  Json json = Json::parse(*text, nullptr, false, true);
  if (json.is_discarded() || !json.is_object()) {
    report.push_back({Severity::warning, "bad-json", file.string(), 1, 1, "",
                      "the file isn't an object in JSON; it is left out", "mend it"});
    return {};
  }
  return json;
}

void readFunctions(const fs::path& folder, FunctionApp& app, Problems& report) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
    if (entry->is_directory(failed) && !entry->is_symlink(failed) &&
        fs::is_regular_file(entry->path() / "function.json", failed))
      files.push_back(entry->path() / "function.json");
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const auto json = jsonOf(file, report);
    if (!json) continue;
    BoundFunction function;
    function.name = file.parent_path().filename().string();
    function.file = file.string();
    if (const auto script = json->find("scriptFile"); script != json->end() && script->is_string())
      function.scriptFile = *script;
    if (const auto bindings = json->find("bindings"); bindings != json->end() && bindings->is_array())
      function.bindings = *bindings;
    app.functions.push_back(std::move(function));
  }
}

void look(const fs::path& folder, int depth, std::size_t& folders, std::vector<FunctionApp>& apps, Problems& report) {
  if (depth > kDepthMax || ++folders > kFoldersMax) return;
  std::error_code failed;
  const fs::path host = folder / "host.json";
  if (fs::is_regular_file(host, failed)) {
    FunctionApp app;
    app.name = fs::absolute(folder, failed).lexically_normal().filename().string();
    app.file = host.string();
    if (const auto json = jsonOf(host, report)) app.host = *json;
    if (const fs::path settings = folder / "local.settings.json"; fs::is_regular_file(settings, failed))
      if (const auto json = jsonOf(settings, report); json && json->contains("Values") && (*json)["Values"].is_object())
        for (const auto& [key, value] : (*json)["Values"].items())
          if (value.is_string()) app.settings[key] = value.get<std::string>();
    readFunctions(folder, app, report);
    apps.push_back(std::move(app));
    return;
  }
  std::vector<fs::path> inner;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory(failed) && !entry->is_symlink(failed) && name != "node_modules" && name[0] != '.')
      inner.push_back(entry->path());
  }
  std::sort(inner.begin(), inner.end());
  for (const fs::path& path : inner) look(path, depth + 1, folders, apps, report);
}

}  // namespace

std::vector<FunctionApp> functionAppsIn(const fs::path& folder, Problems& report) {
  std::vector<FunctionApp> apps;
  std::size_t folders = 0;
  look(folder, 0, folders, apps, report);
  return apps;
}

std::string withSettings(const FunctionApp& app, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '%' ? text.find('%', i + 1) : std::string::npos;
    if (end == std::string::npos) {
      out += text[i];
      continue;
    }
    const std::string name = text.substr(i + 1, end - i - 1);
    const auto known = app.settings.find(name);
    out += known == app.settings.end() ? name : known->second;
    i = end;
  }
  return out;
}

}  // namespace virga::model
