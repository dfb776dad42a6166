#pragma once

#include <string>

#include "model/manifest/azure/azure_plan.h"
#include "model/problem.h"

namespace virga::model {

// README.md of the export; `subscriptions`: whether there is a second template.
std::string azureReadme(const AzurePlan& plan, const Problems& notes, bool subscriptions);

// infra/database.sql: the table of the handlers and a user for each app, with its roles; empty where no database is drawn.
std::string azureDatabaseScript(const AzurePlan& plan);

}  // namespace virga::model
