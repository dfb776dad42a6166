#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/problem.h"

namespace virga::model {

// A function of an app: its folder's function.json (learn.microsoft.com/azure/azure-functions/functions-reference, 2026).
struct BoundFunction {
  std::string name;
  std::string file;
  std::string scriptFile;  // functions that share one are triggers of the same code
  nlohmann::ordered_json bindings = nlohmann::ordered_json::array();
};

// A function app's project: a folder with host.json.
struct FunctionApp {
  std::string name;
  std::string file;  // host.json
  nlohmann::ordered_json host = nlohmann::ordered_json::object();
  std::map<std::string, std::string> settings;  // of local.settings.json
  std::vector<BoundFunction> functions;
};

// The apps of a folder, up to four folders deep; what can't be read is reported.
std::vector<FunctionApp> functionAppsIn(const std::filesystem::path& folder, Problems& report);

// A binding's text with %SETTING% put in.
std::string withSettings(const FunctionApp& app, const std::string& text);

}  // namespace virga::model
