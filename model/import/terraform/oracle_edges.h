#pragma once

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

// Routes, tokens, limit and origins of a deployment of OCI API Gateway.
void addOracleDeployment(CloudDesign& cloud, const TerraformResource& deployment);
// A connector that hands the messages of a queue or stream to a function, with its batches.
void addOracleConnector(CloudDesign& cloud, const TerraformResource& connector);
// A subscription of Notifications: a function, or a system outside.
void addOracleSubscription(CloudDesign& cloud, const TerraformResource& subscription);
// A rule of Events: a bucket's, if its condition names one, else a bus of its own.
void addOracleRule(CloudDesign& cloud, const TerraformResource& rule);
// A schedule of Resource Scheduler that invokes functions.
void addOracleSchedule(CloudDesign& cloud, const TerraformResource& schedule);

// The runtime that the func.yaml of a function's folder states, as designs write it; empty without one. Folders are looked
// for by the function's name below the configuration and its functions/ and src/.
std::string oracleRuntime(const TerraformProject& project, const TerraformResource& function);

}  // namespace virga::model
