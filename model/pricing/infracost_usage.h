#pragma once

#include <string>
#include <string_view>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/pricing/usage.h"

namespace virga::model {

// Whether Infracost prices the provider.
bool isPricedByInfracost(std::string_view provider);

// A month's usage as Infracost reads it (infracost-usage.yml, version 0.1): `resource_usage` by Terraform address, with the
// keys of github.com/infracost/infracost @95ba4f4, infracost-usage-example.yml. Comments name what Infracost has no key
// for. Counts are rounded to whole numbers where it takes no others; an average duration is the billed one, so that
// requests × duration × memory come to the billed GB-seconds. `planned` is the catalog with the project's plan. Throws
// std::invalid_argument for a provider that Infracost doesn't price.
std::string infracostUsage(const Usage& usage, const Architecture& architecture, const Catalog& planned);

}  // namespace virga::model
