// A workbook of what Application Insights knows. Structure: microsoft/Application-Insights-Workbooks, the schema of
// workbooks, 2026.
#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/azure/azure_queries.h"
#include "model/manifest/azure/azure_template.h"

namespace virga::model {

namespace {

constexpr std::int64_t kDay = 86'400'000;  // ms

nlohmann::ordered_json chart(const std::string& title, const std::string& query) {
  return {{"type", 3},  // a query
          {"content",
           {{"version", "KqlItem/1.0"},
            {"query", query},
            {"size", 0},
            {"title", title},
            {"timeContext", {{"durationMs", kDay}}},
            {"queryType", 0},
            {"resourceType", "microsoft.insights/components"},
            {"visualization", "timechart"}}},
          {"customWidth", "50"},
          {"name", title}};
}

}  // namespace

void AzureTemplateWriter::workbook() {
  Json items = Json::array();
  for (const ExportedAlarm& exported : plan_.alarms) {
    const ComponentId& id = exported.component->id;
    const std::string title = fmt::format("{}: answers", id);
    const bool known = std::any_of(items.begin(), items.end(), [&](const Json& item) { return item["name"] == title; });
    if (known || !std::holds_alternative<HttpApi>(exported.component->kind)) continue;
    items.push_back(chart(title, azure_query::answers(siteName(id))));
    items.push_back(chart(fmt::format("{}: latency in ms", id), azure_query::latencies(siteName(id))));
  }
  for (const AzureFunction& function : plan_.functions) {
    const ComponentId& id = function.plan->component->id;
    items.push_back(chart(fmt::format("{}: executions", id), azure_query::executions(siteName(id))));
    items.push_back(chart(fmt::format("{}: duration in ms", id), azure_query::durations(siteName(id))));
  }
  main_.variables["dashboard"] = {
      {"version", "Notebook/1.0"},
      {"items", items},
      {"fallbackResourceIds", Json::array({armValue(azure_id::insights())})},
      {"$schema", "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json"}};
  const std::string& title = plan_.architecture->name;
  main_.add({"Microsoft.Insights/workbooks",
             azure_version::workbooks,
             {"guid(variables('suffix'), 'dashboard')"},
             {{"location", kAzureLocation},
              {"tags", kAzureTags},
              {"kind", "shared"},
              {"properties",
               {{"displayName", title.empty() ? "Dashboard" : armPlain(title)},
                {"category", "workbook"},
                {"version", "Notebook/1.0"},
                {"sourceId", armValue(azure_id::insights())},
                {"serializedData", "[string(variables('dashboard'))]"}}}},
             {azure_id::insights()}});
}

}  // namespace virga::model
