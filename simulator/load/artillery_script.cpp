#include "simulator/load/artillery_script.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include "model/manifest/handlers/code_text.h"

namespace virga::simulator {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kRampLeast = 10;  // requests per second; Artillery ramps by whole requests of each second

std::string rate(double perSecond) { return fmt::format("{:g}", std::round(perSecond * 1000) / 1000); }

void phases(YAML::Emitter& out, const LoadFlow& flow) {
  out << YAML::Key << "phases" << YAML::Value << YAML::BeginSeq;
  for (const LoadStage& stage : flow.stages) {
    const auto count = std::llround(stage.seconds * (stage.from + stage.to) / 2);
    out << YAML::Flow << YAML::BeginMap;
    if (count == 0) {
      out << YAML::Key << "pause" << YAML::Value << fmt::format("{}", stage.seconds);
    } else {
      out << YAML::Key << "duration" << YAML::Value << fmt::format("{}", stage.seconds);
      if (stage.from == stage.to)
        out << YAML::Key << "arrivalRate" << YAML::Value << rate(stage.from);
      else if (std::min(stage.from, stage.to) >= kRampLeast)
        out << YAML::Key << "arrivalRate" << YAML::Value << rate(stage.from) << YAML::Key << "rampTo" << YAML::Value
            << rate(stage.to);
      else
        out << YAML::Key << "arrivalCount" << YAML::Value << count;
    }
    out << YAML::EndMap;
  }
  out << YAML::EndSeq;
}

std::string padding(std::int64_t bytes) {
  const auto rest = bytes - static_cast<std::int64_t>(std::string_view(R"({"id":"sample-1","note":""})").size());
  return std::string(static_cast<std::size_t>(std::clamp<std::int64_t>(rest, 0, 1 << 20)), 'x');
}

void steps(YAML::Emitter& out, const LoadFlow& flow) {
  out << YAML::Key << "flow" << YAML::Value << YAML::BeginSeq;
  if (flow.socket) {
    if (flow.messageSeconds > 0) {
      const auto messages = std::max(1L, std::lround(flow.connectionSeconds / flow.messageSeconds));
      out << YAML::BeginMap << YAML::Key << "loop" << YAML::Value << YAML::BeginSeq;
      out << YAML::BeginMap << YAML::Key << "think" << YAML::Value << rate(flow.messageSeconds) << YAML::EndMap;
      out << YAML::BeginMap << YAML::Key << "send" << YAML::Value << YAML::BeginMap << YAML::Key << "action" << YAML::Value
          << YAML::DoubleQuoted << flow.path << YAML::Key << "id" << YAML::Value << YAML::DoubleQuoted << "sample-1"
          << YAML::Key << "note" << YAML::Value << YAML::DoubleQuoted << padding(flow.payloadBytes) << YAML::EndMap
          << YAML::EndMap;
      out << YAML::EndSeq << YAML::Key << "count" << YAML::Value << messages << YAML::EndMap;
    } else {
      out << YAML::BeginMap << YAML::Key << "think" << YAML::Value << rate(flow.connectionSeconds) << YAML::EndMap;
    }
  } else {
    std::string method;
    for (const char c : flow.method) method += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    out << YAML::BeginMap << YAML::Key << method << YAML::Value << YAML::BeginMap;
    out << YAML::Key << "url" << YAML::Value << YAML::DoubleQuoted << flow.path;
    if (flow.token)
      out << YAML::Key << "headers" << YAML::Value << YAML::BeginMap << YAML::Key << "authorization" << YAML::Value
          << YAML::DoubleQuoted << fmt::format("Bearer {{{{ $env.{} }}}}", model::environmentName(flow.api, "TOKEN"))
          << YAML::EndMap;
    if (flow.method != "GET" && flow.method != "HEAD")
      out << YAML::Key << "json" << YAML::Value << YAML::BeginMap << YAML::Key << "id" << YAML::Value << YAML::DoubleQuoted
          << "sample-1" << YAML::Key << "note" << YAML::Value << YAML::DoubleQuoted << padding(flow.payloadBytes)
          << YAML::EndMap;
    out << YAML::EndMap << YAML::EndMap;
  }
  out << YAML::EndSeq;
}

std::string script(const LoadFlow& flow) {
  YAML::Emitter out;
  out << YAML::BeginMap << YAML::Key << "config" << YAML::Value << YAML::BeginMap;
  out << YAML::Key << "target" << YAML::Value << YAML::DoubleQuoted
      << fmt::format("{{{{ $env.{} }}}}", model::environmentName(flow.api, "URL"));
  phases(out, flow);
  out << YAML::EndMap;
  out << YAML::Key << "scenarios" << YAML::Value << YAML::BeginSeq << YAML::BeginMap;
  out << YAML::Key << "name" << YAML::Value << YAML::DoubleQuoted << flow.description;
  if (flow.socket) out << YAML::Key << "engine" << YAML::Value << "ws";
  steps(out, flow);
  out << YAML::EndMap << YAML::EndSeq << YAML::EndMap;
  return std::string(out.c_str()) + "\n";
}

std::string fileOf(const LoadScenario& scenario, const LoadFlow& flow) {
  return fmt::format("{}.{}.yml", scenario.name, flow.name);
}

}  // namespace

model::Problems artilleryNotes(const LoadPlan& plan) {
  model::Problems notes;
  std::set<std::string> said;
  for (const LoadScenario& scenario : plan.scenarios)
    for (const LoadFlow& flow : scenario.flows)
      if (flow.users && said.insert(flow.name).second)
        notes.push_back({model::Severity::warning, "not-sent", "", 0, 0, flow.description,
                         "Artillery has no population that waits for its answers; these users aren't sent",
                         "take the format k6 for them"});
  return notes;
}

std::vector<model::ManifestFile> artilleryFiles(const model::Architecture& architecture, const LoadPlan& plan) {
  std::vector<model::ManifestFile> files;
  std::string text = fmt::format(
      "# Load of {}\n\nEach script sends one flow of a scenario with "
      "[Artillery](https://www.artillery.io/docs); start those of a scenario together.\n\n```sh\n",
      architecture.name.empty() ? "the design" : architecture.name);
  for (const LoadScenario& scenario : plan.scenarios)
    for (const LoadFlow& flow : scenario.flows) {
      if (flow.users) continue;
      const std::string file = fileOf(scenario, flow);
      files.push_back({file, script(flow)});
      text += fmt::format("{}=… {}npx artillery run {}  # {:.0f} {} in {} s\n", model::environmentName(flow.api, "URL"),
                          flow.token ? model::environmentName(flow.api, "TOKEN") + "=… " : "", file, flow.expected(),
                          flow.socket ? "connections" : "requests", scenario.seconds);
    }
  text +=
      "```\n\nSend it to what is yours alone, and mind the bill. Virtual users start evenly in time; Poisson arrivals of\n"
      "the same rate come in clusters, and wait longer.\n";
  for (const model::Problem& note : plan.notes) text += fmt::format("\n- {}: {}; {}.", note.path, note.message, note.hint);
  files.push_back({"README.md", plan.notes.empty() ? text : text + "\n"});
  return files;
}

}  // namespace virga::simulator
