#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/azure/azure_template.h"

namespace virga::model {

namespace {

nlohmann::ordered_json account(bool publicBlobs) {
  return {{"location", kAzureLocation},
          {"tags", kAzureTags},
          {"sku", {{"name", "Standard_LRS"}}},
          {"kind", "StorageV2"},
          {"properties",
           {{"allowBlobPublicAccess", publicBlobs},
            {"allowSharedKeyAccess", false},
            {"defaultToOAuthAuthentication", true},
            {"minimumTlsVersion", "TLS1_2"},
            {"supportsHttpsTrafficOnly", true}}}};
}

}  // namespace

void AzureTemplateWriter::hostStorage() {
  main_.add({"Microsoft.Storage/storageAccounts", azure_version::storage, {"variables('hostAccount')"}, account(false), {}});
  main_.add({"Microsoft.Storage/storageAccounts/blobServices",
             azure_version::storage,
             {"variables('hostAccount')", "'default'"},
             {{"properties", Json::object()}},
             {azure_id::hostAccount()}});
}

void AzureTemplateWriter::queue(const std::string& queueName) {
  main_.add({"Microsoft.Storage/storageAccounts/queueServices/queues",
             azure_version::storage,
             {"variables('dataAccount')", "'default'", armText(queueName)},
             {{"properties", Json::object()}},
             {armId("Microsoft.Storage/storageAccounts/queueServices", {"variables('dataAccount')", "'default'"})}});
}

void AzureTemplateWriter::dataStorage() {
  std::vector<std::string> queues;
  for (const ComponentId& id : plan_.queues) queues.push_back(name(id));
  for (const AzureFunction& function : plan_.functions) {
    if (function.started) queues.push_back(startQueue(plan_, function.plan->component->id));
    for (const AzureGrant& grant : function.grants)
      if (grant.role == azure_role::poisonQueue)
        queues.push_back(
            (grant.target == function.plan->component->id ? startQueue(plan_, grant.target) : name(grant.target)) +
            "-poison");
  }
  if (queues.empty() && plan_.containers.empty()) return;
  main_.variables["dataAccount"] = "[format('data{0}', variables('suffix'))]";
  const auto open = [&](const ComponentId& id) {
    return std::get<ObjectStore>(plan_.architecture->find(id)->kind).exposure == Exposure::open;
  };
  const bool anyOpen = std::any_of(plan_.containers.begin(), plan_.containers.end(), open);
  main_.add(
      {"Microsoft.Storage/storageAccounts", azure_version::storage, {"variables('dataAccount')"}, account(anyOpen), {}});
  const auto service = [&](const char* type) {
    return main_.add({type,
                      azure_version::storage,
                      {"variables('dataAccount')", "'default'"},
                      {{"properties", Json::object()}},
                      {azure_id::dataAccount()}});
  };
  if (!queues.empty()) service("Microsoft.Storage/storageAccounts/queueServices");
  for (const std::string& queueName : queues) queue(queueName);
  if (plan_.containers.empty()) return;
  const std::string blobs = service("Microsoft.Storage/storageAccounts/blobServices");
  for (const ComponentId& id : plan_.containers)
    main_.add({"Microsoft.Storage/storageAccounts/blobServices/containers",
               azure_version::storage,
               {"variables('dataAccount')", "'default'", armText(name(id))},
               {{"properties", open(id) ? Json{{"publicAccess", "Blob"}} : Json::object()}},
               {blobs}});
}

}  // namespace virga::model
