#pragma once

#include <string>

#include "model/manifest/azure/azure_plan.h"
#include "model/problem.h"

namespace virga::model {

enum class AzureLayout { coreTools, terraform };

// README.md of the export; `subscriptions`: whether something can only be deployed once the code is there.
std::string azureReadme(const AzurePlan& plan, const Problems& notes, AzureLayout layout, bool subscriptions);

// database.sql: the table of the handlers and a user for each app, with its roles; empty where no database is drawn.
std::string azureDatabaseScript(const AzurePlan& plan);

}  // namespace virga::model
