#pragma once

#include <filesystem>
#include <string_view>

#include "model/catalog/catalog.h"

namespace virga::model {

// A user's own values and prices in place of a catalog's: agreed prices, raised quotas, another region. YAML:
//
//   provider: aws
//   plan: premium          # of which plan; left out: of the catalog and all its plans
//   currency: USD          # the only one
//   sources:
//     contract: {cite: "Private pricing addendum of 2026-03", as-of: 2026-03-01, confidence: sourced}
//   values:
//     function.account-concurrency: {value: 5000, source: contract}
//   prices:
//     - {kind: function, item: requests, unit: request, tiers: [{price: 0.00000018}], free: 1000000, source: contract}
//   savings:
//     - {id: ours, name: Our commitment, term: 3 years, items: [{kind: function, item: compute, discount: 20%}],
//        source: contract}
//
// As in a catalog, features too; a price takes the place of the one of the same kind, item, variant and regions, a savings
// plan that of the one of the same id, or is added. The catalog's `overlays` names the file. Problems carry line and column;
// nothing is taken from a file that has any.
tl::expected<Catalog, Problems> withOverlay(const Catalog& catalog, std::string_view text, const std::string& file);

// The provider that an overlay says it is for. A problem with line and column where it names none that there is.
tl::expected<std::string, Problems> overlayProvider(std::string_view text, const std::string& file);

}  // namespace virga::model
