#pragma once

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

// What the internet reaches, and what travels or lies unprotected, of azurerm, google and oci. After the edges.
void addCloudProtection(CloudDesign& cloud);

}  // namespace virga::model
