#include "model/manifest/manifest.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/sam/sam_export.h"

namespace virga::model {

const std::vector<ManifestFormat>& manifestFormats() {
  static const std::vector<ManifestFormat> formats = {
      {"sam", "AWS Serverless Application Model: template, handlers, tests and sample events", "aws"},
  };
  return formats;
}

tl::expected<Manifest, Problems> exportManifest(const std::string& format, const Architecture& architecture,
                                                const Catalog& catalog) {
  const auto& formats = manifestFormats();
  const auto known = std::find_if(formats.begin(), formats.end(), [&](const ManifestFormat& f) { return f.id == format; });
  if (known == formats.end()) {
    std::vector<std::string> ids;
    for (const auto& candidate : formats) ids.push_back(candidate.id);
    return tl::unexpected(
        Problems{{Severity::error, "unknown-format", "", 0, 0, "", fmt::format("there is no format '{}'", format),
                  fmt::format("choose one of: {}", fmt::join(ids, ", "))}});
  }
  if (!known->provider.empty() && catalog.provider != known->provider)
    return tl::unexpected(
        Problems{{Severity::error, "wrong-provider", "", 0, 0, "target.provider",
                  fmt::format("'{}' describes a deployment on {}, not on {}", format, known->provider, catalog.provider),
                  fmt::format("export it with --provider {}", known->provider)}});
  return exportSam(architecture, catalog);
}

}  // namespace virga::model
