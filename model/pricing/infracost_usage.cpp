#include "model/pricing/infracost_usage.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/terraform_name.h"
#include "model/pricing/usage_items.h"

namespace virga::model {
namespace {

enum class Number { whole, fraction };  // what Infracost takes as the value of a key

// An item of a kind, and the key of a Terraform resource that it goes to; several items of one key are added.
struct Mapping {
  std::string kind, item, resource, key;  // a key "standard.storage_gb" stands below "standard"
  Number number = Number::whole;
};

const std::vector<Mapping>& awsMappings() {
  static const std::vector<Mapping> all = {
      {"function", "requests", "aws_lambda_function", "monthly_requests"},
      {"function", "logs", "aws_cloudwatch_log_group", "monthly_data_ingested_gb", Number::fraction},
      {"http-api", "requests", "aws_apigatewayv2_api", "monthly_requests"},
      {"websocket-api", "messages", "aws_apigatewayv2_api", "monthly_messages"},
      {"websocket-api", "connection-minutes", "aws_apigatewayv2_api", "monthly_connection_mins"},
      {"queue", "requests", "aws_sqs_queue", "monthly_requests"},
      {"topic", "requests", "aws_sns_topic", "monthly_requests"},
      {"event-bus", "events", "aws_cloudwatch_event_bus", "monthly_custom_events"},
      {"stream", "put-units", "aws_kinesis_stream", "monthly_provisioned_put_units"},
      {"stream", "ingested", "aws_kinesis_stream", "monthly_on_demand_data_in_gb", Number::fraction},
      {"stream", "retrieved", "aws_kinesis_stream", "monthly_on_demand_data_out_gb", Number::fraction},
      {"nosql-db", "read-units", "aws_dynamodb_table", "monthly_read_request_units"},
      {"nosql-db", "write-units", "aws_dynamodb_table", "monthly_write_request_units"},
      {"nosql-db", "storage", "aws_dynamodb_table", "storage_gb"},
      {"sql-db", "storage", "aws_rds_cluster", "storage_gb", Number::fraction},
      {"object-store", "storage", "aws_s3_bucket", "standard.storage_gb", Number::fraction},
      {"object-store", "writes", "aws_s3_bucket", "standard.monthly_tier_1_requests"},
      {"object-store", "reads", "aws_s3_bucket", "standard.monthly_tier_2_requests"},
      {"secret-store", "requests", "aws_secretsmanager_secret", "monthly_requests"},
      {"workflow", "transitions", "aws_sfn_state_machine", "monthly_transitions"},
      {"workflow", "requests", "aws_sfn_state_machine", "monthly_requests"},
      {"container-service", "logs", "aws_cloudwatch_log_group", "monthly_data_ingested_gb", Number::fraction},
  };
  return all;
}

const std::vector<Mapping>& azureMappings() {
  static const std::vector<Mapping> all = {
      {"function", "requests", "azurerm_function_app", "monthly_executions"},
      {"function", "logs", "azurerm_application_insights", "monthly_data_ingested_gb", Number::fraction},
      {"http-api", "requests", "azurerm_api_management", "monthly_api_calls"},
      {"queue", "requests", "azurerm_storage_queue", "monthly_class_1_operations"},
      {"topic", "requests", "azurerm_eventgrid_topic", "monthly_operations"},
      {"topic", "deliveries", "azurerm_eventgrid_topic", "monthly_operations"},
      {"event-bus", "events", "azurerm_eventgrid_topic", "monthly_operations"},
      {"event-bus", "deliveries", "azurerm_eventgrid_topic", "monthly_operations"},
      {"stream", "put-units", "azurerm_eventhub_namespace", "monthly_ingress_events"},
      {"nosql-db", "read-units", "azurerm_cosmosdb_sql_container", "monthly_serverless_request_units"},
      {"nosql-db", "write-units", "azurerm_cosmosdb_sql_container", "monthly_serverless_request_units"},
      {"nosql-db", "storage", "azurerm_cosmosdb_sql_container", "storage_gb"},
      {"sql-db", "capacity-hours", "azurerm_mssql_database", "monthly_vcore_hours"},
      {"object-store", "storage", "azurerm_storage_account", "storage_gb", Number::fraction},
      {"object-store", "writes", "azurerm_storage_account", "monthly_write_operations"},
      {"object-store", "reads", "azurerm_storage_account", "monthly_read_operations"},
      {"container-service", "logs", "azurerm_application_insights", "monthly_data_ingested_gb", Number::fraction},
  };
  return all;
}

const std::vector<Mapping>& gcpMappings() {
  static const std::vector<Mapping> all = {
      {"function", "requests", "google_cloud_run_v2_service", "monthly_requests"},
      {"function", "logs", "google_logging_project_bucket_config", "monthly_logging_data_gb", Number::fraction},
      {"queue", "throughput", "google_pubsub_subscription", "monthly_message_data_tb", Number::fraction},
      {"topic", "throughput", "google_pubsub_topic", "monthly_message_data_tb", Number::fraction},
      {"stream", "throughput", "google_pubsub_topic", "monthly_message_data_tb", Number::fraction},
      {"object-store", "storage", "google_storage_bucket", "storage_gb", Number::fraction},
      {"object-store", "writes", "google_storage_bucket", "monthly_class_a_operations"},
      {"object-store", "reads", "google_storage_bucket", "monthly_class_b_operations"},
      {"secret-store", "secrets", "google_secret_manager_secret", "active_secret_versions"},
      {"secret-store", "requests", "google_secret_manager_secret", "monthly_access_operations"},
      {"container-service", "logs", "google_logging_project_bucket_config", "monthly_logging_data_gb", Number::fraction},
  };
  return all;
}

// Functions of the 1st generation are a resource of their own.
const std::vector<Mapping>& gcpFirstGenMappings() {
  static const std::vector<Mapping> all = [] {
    auto mappings = gcpMappings();
    mappings.front() = {"function", "requests", "google_cloudfunctions_function", "monthly_function_invocations"};
    mappings.push_back(
        {"function", "egress", "google_cloudfunctions_function", "monthly_outbound_data_gb", Number::fraction});
    return mappings;
  }();
  return all;
}

class Writer {
 public:
  Writer(const Usage& usage, const Architecture& architecture, const Catalog& catalog, const std::vector<Mapping>& mappings)
      : usage_(usage), architecture_(architecture), catalog_(catalog), mappings_(mappings) {}

  std::string text() {
    for (const auto& item : usage_.items) add(item);
    for (const auto& component : architecture_.components) addAverages(component);
    std::string out = "# What a simulation by Virga has used, for a month. Each component is a resource of its name.\n";
    if (catalog_.plan == "flex-consumption") out += "# Infracost prices functions on Flex Consumption as on Consumption.\n";
    for (const auto& [component, items] : unknown_)
      out += fmt::format("# Infracost has no key for: {} {}\n", component, fmt::join(items, ", "));
    out += "version: 0.1\nresource_usage:";
    if (resources_.empty()) return out + " {}\n";
    out += "\n";
    for (const auto& resource : resources_) out += textOf(resource);
    return out;
  }

 private:
  struct Value {
    std::string key;
    Decimal quantity;
    Number number;
  };
  struct Resource {
    std::string address;
    std::vector<Value> values;
  };

  Decimal monthly(const UsageItem& item) const {
    const auto* metered = findMeteredItem(item.kind, item.item);
    if (usage_.monthly || (metered && metered->perMonth)) return item.quantity;
    return item.quantity * usage_.hoursPerMonth * Decimal(hours(1).nanoseconds) / Decimal(usage_.period.nanoseconds);
  }

  Decimal quantityOf(const ComponentId& component, const std::string& name) const {
    Decimal sum = 0;
    for (const auto& item : usage_.items)
      if (item.component == component && item.item == name) sum += monthly(item);
    return sum;
  }

  Resource& at(const std::string& address) {
    const auto found =
        std::find_if(resources_.begin(), resources_.end(), [&](const Resource& r) { return r.address == address; });
    return found != resources_.end() ? *found : resources_.emplace_back(Resource{address, {}});
  }

  void put(const ComponentId& component, const std::string& resource, const std::string& key, const Decimal& quantity,
           Number number) {
    auto& values = at(resource + "." + terraformName(component)).values;
    const auto found = std::find_if(values.begin(), values.end(), [&](const Value& value) { return value.key == key; });
    if (found == values.end())
      values.push_back({key, quantity, number});
    else
      found->quantity += quantity;
  }

  void add(const UsageItem& item) {
    const auto mapping = std::find_if(mappings_.begin(), mappings_.end(),
                                      [&](const Mapping& m) { return m.kind == item.kind && m.item == item.item; });
    if (mapping != mappings_.end()) {
      const Decimal quantity = monthly(item);
      const bool terabytes = mapping->key.ends_with("_tb");
      put(item.component, mapping->resource, mapping->key, terabytes ? Decimal(quantity / 1024) : quantity, mapping->number);
    } else if (!isAveraged(item)) {
      auto& items = unknown_[fmt::format("{} ({})", item.component, item.kind)];
      if (std::find(items.begin(), items.end(), item.item) == items.end()) items.push_back(item.item);
    }
  }

  // Items that become an average of the resource.
  bool isAveraged(const UsageItem& item) const {
    if (item.kind == "function")
      return item.item == "compute" || item.item == "vcpu" || item.item == "ghz" || item.item == "vcpu-hours" ||
             item.item == "gb-hours";
    if (item.kind == "workflow") return item.item == "compute";
    if (item.kind == "sql-db") return item.item == "capacity-hours" && catalog_.provider == "aws";
    if (item.kind == "container-service")
      return catalog_.provider == "gcp" && (item.item == "vcpu-hours" || item.item == "gb-hours");
    return false;
  }

  void addAverages(const Component& component) {
    if (const auto* function = std::get_if<Function>(&component.kind)) addFunction(component.id, *function);
    if (const auto* service = std::get_if<ContainerService>(&component.kind); service && catalog_.provider == "gcp")
      put(component.id, "google_cloud_run_v2_service", "instance_hrs",
          quantityOf(component.id, "vcpu-hours") / Decimal(service->vcpus), Number::whole);
    if (std::holds_alternative<SqlDb>(component.kind) && catalog_.provider == "aws")
      put(component.id, "aws_rds_cluster_instance", "capacity_units_per_hr",
          quantityOf(component.id, "capacity-hours") / usage_.hoursPerMonth, Number::fraction);
    if (const auto* workflow = std::get_if<Workflow>(&component.kind);
        workflow && workflow->type == WorkflowType::express && catalog_.provider == "aws") {
      const auto memory = catalog_.size("workflow.metered-memory");
      put(component.id, "aws_sfn_state_machine", "memory_mb", mebibytesOf(memory), Number::whole);
      putDuration(component.id, "aws_sfn_state_machine", "workflow_duration_ms", quantityOf(component.id, "compute") * 3600,
                  memory);
    }
  }

  void addFunction(const ComponentId& id, const Function& function) {
    const Decimal hoursOfInstances = quantityOf(id, "vcpu-hours");
    const Decimal instances = hoursOfInstances / Decimal(catalog_.vcpus(function.memory));
    const auto memory = catalog_.billedMemory(function.memory);
    const Decimal seconds = quantityOf(id, "compute");
    if (catalog_.provider == "aws") {
      putDuration(id, "aws_lambda_function", "request_duration_ms", seconds, memory);
    } else if (catalog_.provider == "azure") {
      if (hoursOfInstances > 0) {
        put(id, "azurerm_function_app", "instances", instances / usage_.hoursPerMonth, Number::whole);
        return;
      }
      putDuration(id, "azurerm_function_app", "execution_duration_ms", seconds, memory);
      put(id, "azurerm_function_app", "memory_mb", mebibytesOf(memory), Number::whole);
    } else if (catalog_.plan == "1st-gen") {
      putDuration(id, "google_cloudfunctions_function", "request_duration_ms", seconds, memory);
    } else if (hoursOfInstances > 0) {
      put(id, "google_cloud_run_v2_service", "instance_hrs", instances, Number::whole);
    } else {
      // Requests at once share what is billed, which the average time already holds.
      putDuration(id, "google_cloud_run_v2_service", "average_request_duration_ms", seconds, memory);
      put(id, "google_cloud_run_v2_service", "concurrent_requests_per_instance", 1, Number::whole);
    }
  }

  void putDuration(const ComponentId& id, const std::string& resource, const std::string& key,
                   const Decimal& gibibyteSeconds, ByteSize memory) {
    const Decimal requests = quantityOf(id, "requests");
    const Decimal gibibytes = Decimal(memory.bytes) / Decimal(1073741824);
    if (requests > 0) put(id, resource, key, gibibyteSeconds / gibibytes / requests * 1000, Number::whole);
  }

  static Decimal mebibytesOf(ByteSize size) { return Decimal(size.bytes) / Decimal(1048576); }

  static std::string textOf(const Value& value) {
    static const Decimal half("0.5"), million(1'000'000);
    if (value.number == Number::whole) return toText(Decimal(floor(Decimal(value.quantity + half))));
    return toText(Decimal(floor(Decimal(value.quantity * million + half)) / million));
  }

  static std::string textOf(const Resource& resource) {
    std::string out = fmt::format("  {}:\n", resource.address);
    std::string group;
    for (const auto& value : resource.values) {
      const auto dot = value.key.find('.');
      if (dot == std::string::npos) {
        out += fmt::format("    {}: {}\n", value.key, textOf(value));
        continue;
      }
      if (group != value.key.substr(0, dot)) {
        group = value.key.substr(0, dot);
        out += fmt::format("    {}:\n", group);
      }
      out += fmt::format("      {}: {}\n", value.key.substr(dot + 1), textOf(value));
    }
    return out;
  }

  const Usage& usage_;
  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::vector<Mapping>& mappings_;
  std::vector<Resource> resources_;
  std::map<std::string, std::vector<std::string>> unknown_;
};

const std::vector<Mapping>* mappingsOf(const Catalog& planned) {
  if (planned.provider == "aws") return &awsMappings();
  if (planned.provider == "azure") return &azureMappings();
  if (planned.provider == "gcp") return planned.plan == "1st-gen" ? &gcpFirstGenMappings() : &gcpMappings();
  return nullptr;
}

}  // namespace

bool isPricedByInfracost(std::string_view provider) { return provider == "aws" || provider == "azure" || provider == "gcp"; }

std::string infracostUsage(const Usage& usage, const Architecture& architecture, const Catalog& planned) {
  const auto* mappings = mappingsOf(planned);
  if (!mappings) throw std::invalid_argument(fmt::format("Infracost doesn't price '{}'", planned.provider));
  return Writer(usage, architecture, planned, *mappings).text();
}

}  // namespace virga::model
