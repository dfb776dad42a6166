#pragma once

#include <string>
#include <vector>

#include "model/manifest/manifest.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

// Sample events for `sam local invoke`, one for each way into each function, that the handlers accept.
std::vector<ManifestFile> sampleEvents(const SamContext& sam);

std::string samConfig(const SamContext& sam);

std::string samReadme(const SamContext& sam, const Problems& notes);

// Where a sample event lies: "events/checkout-post-orders.json".
std::string eventPath(const ComponentId& function, const std::string& origin);

}  // namespace virga::model
