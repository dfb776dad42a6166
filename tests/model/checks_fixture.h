#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <QtTest>

#include "model/checks/check.h"

// What the tests of the design rules share.
namespace virga::model {

// Round limits, so that each can be crossed by one.
inline Catalog smallCatalog() {
  Catalog catalog;
  catalog.provider = "aws";
  catalog.name = "AWS";
  catalog.edition = "2026-11";
  const std::vector<std::pair<std::string, std::string>> runtimes{
      {"nodejs22", "2027-04-30"}, {"python3.10", "2026-10-31"}, {"dotnet8", "2026-11-10"}};
  for (const auto& [id, endOfSupport] : runtimes) {
    catalog.runtimes.emplace_back().id = id;
    catalog.runtimes.back().endOfSupport = endOfSupport;
  }
  const std::vector<std::pair<std::string, std::string>> values{{"function.memory-min", "128 MiB"},
                                                                {"function.memory-max", "1024 MiB"},
                                                                {"function.memory-step", "64 MiB"},
                                                                {"function.timeout-max", "900 s"},
                                                                {"function.package-max", "250 MiB"},
                                                                {"function.account-concurrency", "100"},
                                                                {"function.sync-payload-max", "6 MiB"},
                                                                {"function.async-payload-max", "1 MiB"},
                                                                {"http-api.timeout-max", "30 s"},
                                                                {"http-api.payload-max", "10 MiB"},
                                                                {"http-api.throttle-rate", "10000/s"},
                                                                {"queue.batch-max", "1000"},
                                                                {"queue.batch-max-without-window", "10"},
                                                                {"queue.window-max", "300 s"},
                                                                {"queue.message-max", "256 KiB"},
                                                                {"function.image-max", "10 GiB"},
                                                                {"topic.message-max", "256 KiB"},
                                                                {"event-bus.message-max", "1 MiB"},
                                                                {"stream.message-max", "10 MiB"},
                                                                {"websocket-api.message-max", "128 KiB"},
                                                                {"nosql-db.item-max", "400 KiB"},
                                                                {"function.mb-per-vcpu", "1024"},
                                                                {"function.vcpu-max", "6"},
                                                                {"function.vpc-attach", "233 ms"},
                                                                {"function.instance-concurrency", "1"},
                                                                {"function.detached-timeout-max", "none"},
                                                                {"function.http-timeout-max", "none"}};
  for (const auto& [id, text] : values) catalog.values.push_back({id, text, "", "", "", Confidence::sourced});
  catalog.features = {{"function.instance-concurrency", false, "Lambda runs one invocation at a time in an instance.",
                       "instance-concurrency 1", "", "", Confidence::sourced}};
  return catalog;
}

template <typename Kind>
Kind& part(Architecture& a, const ComponentId& id) {
  return std::get<Kind>(a.find(id)->kind);
}

// Advice that small designs meet in every test; it has tests of its own.
inline bool isGeneralAdvice(const Problem& problem) {
  static const std::set<std::string> ids{"no-audit-log", "no-schema", "public-function", "unvalidated-sink"};
  return problem.severity == Severity::info && ids.contains(problem.id);
}

// "error memory-limit checkout.memory", one for each finding but general advice.
inline std::vector<std::string> findings(const Architecture& a, const Catalog& catalog = smallCatalog()) {
  std::vector<std::string> result;
  for (const auto& problem : check(a, catalog)) {
    if (isGeneralAdvice(problem)) continue;
    const char* severity = problem.severity == Severity::error     ? "error"
                           : problem.severity == Severity::warning ? "warning"
                                                                   : "info";
    result.push_back(std::string(severity) + " " + problem.id + " " + problem.path);
    if (problem.message.empty() || problem.hint.empty()) result.back() += " without words";
  }
  return result;
}

// The first finding but general advice.
inline Problem firstFinding(const Architecture& a, const Catalog& catalog = smallCatalog()) {
  auto problems = check(a, catalog);
  for (auto& problem : problems)
    if (!isGeneralAdvice(problem)) return std::move(problem);
  return {};
}

using Expected = std::vector<std::string>;

}  // namespace virga::model

#define COMPARE_FINDINGS(architecture, ...)                   \
  do {                                                        \
    const auto actual = findings(architecture);               \
    std::string all;                                          \
    for (const auto& each : actual) all += each + "; ";       \
    QVERIFY2(actual == (Expected{__VA_ARGS__}), all.c_str()); \
  } while (false)
