#include "model/manifest/terraform/terraform_export.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "model/manifest/azure/azure_export.h"
#include "model/manifest/google/google_export.h"
#include "model/manifest/oci/oci_export.h"

namespace virga::model {

namespace {

struct ProviderExporter {
  std::string_view provider;
  tl::expected<Manifest, Problems> (*write)(const Architecture&, const Catalog&);
};

const std::vector<ProviderExporter>& exporters() {
  static const std::vector<ProviderExporter> known = {
      {"aws", exportTerraformAws},
      {"azure", exportTerraformAzure},
      {"gcp", exportGoogleTerraform},
      {"oci", exportTerraformOci},
  };
  return known;
}

}  // namespace

tl::expected<Manifest, Problems> exportTerraform(const Architecture& architecture, const Catalog& catalog) {
  const auto& known = exporters();
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const ProviderExporter& e) { return e.provider == catalog.provider; });
  if (found != known.end()) return found->write(architecture, catalog);
  std::string others;
  for (const ProviderExporter& exporter : known)
    others += fmt::format("{}{}", others.empty() ? "" : ", ", exporter.provider);
  return tl::unexpected(
      Problems{{Severity::error, "wrong-provider", "", 0, 0, "target.provider",
                fmt::format("there is no Terraform export for {}", catalog.provider),
                catalog.provider == "custom" ? "use the export 'knative' for an open platform"
                                             : fmt::format("export it with --provider, one of: {}", others)}});
}

}  // namespace virga::model
