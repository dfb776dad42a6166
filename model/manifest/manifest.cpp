#include "model/manifest/manifest.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/api/asyncapi_export.h"
#include "model/manifest/api/openapi_export.h"
#include "model/manifest/azure/azure_export.h"
#include "model/manifest/cloudformation/cloudformation_export.h"
#include "model/manifest/drawing/drawio_export.h"
#include "model/manifest/drawing/mermaid_export.h"
#include "model/manifest/google/google_export.h"
#include "model/manifest/knative/knative_export.h"
#include "model/manifest/oci/oci_export.h"
#include "model/manifest/pipeline/pipeline_export.h"
#include "model/manifest/sam/sam_export.h"
#include "model/manifest/serverless/serverless_export.h"
#include "model/manifest/terraform/terraform_export.h"

namespace virga::model {

namespace {

using Exporter = tl::expected<Manifest, Problems> (*)(const Architecture&, const Catalog&);

struct Known {
  ManifestFormat format;
  Exporter write;
};

const std::vector<Known>& knownFormats() {
  static const std::vector<Known> known = {
      {{"sam", "AWS Serverless Application Model: template, handlers, tests and sample events", "aws"}, exportSam},
      {{"cloudformation", "AWS CloudFormation: plain template without a transform, handlers, tests and sample events",
        "aws"},
       exportCloudformation},
      {{"serverless", "Serverless Framework and osls: serverless.yml, handlers, tests and sample events", "aws"},
       exportServerless},
      {{"functions-core-tools", "Azure function apps with a template of Resource Manager, handlers and tests", "azure"},
       exportFunctionsCoreTools},
      {{"arm", "Azure Resource Manager templates and Bicep of what function apps run on and use", "azure"}, exportArm},
      {{"gcloud", "Google Cloud: gcloud deploy script, API Gateway and Workflows definitions, handlers and tests", "gcp"},
       exportGcloud},
      {{"fn", "Fn project for OCI Functions, with a Terraform stack of Resource Manager", "oci"}, exportFn},
      {{"knative", "Knative services, triggers and sources, for an open platform", "custom"}, exportKnative},
      {{"terraform", "Terraform configuration for the provider, with handlers", ""}, exportTerraform},
      {{"openapi", "OpenAPI 3.1 description of each HTTP API", ""}, exportOpenapi},
      {{"asyncapi", "AsyncAPI 3.0 description of queues, topics, streams, event buses and WebSocket APIs", ""},
       exportAsyncapi},
      {{"github-actions", "GitHub Actions workflow that checks, tests, builds and deploys the provider's export", ""},
       exportGithubActions},
      {{"jenkins", "Jenkins pipeline that does the same", ""}, exportJenkins},
      {{"circleci", "CircleCI pipeline that does the same", ""}, exportCircleci},
      {{"mermaid", "Mermaid flowchart of the design, for READMEs and wikis", ""}, exportMermaid},
      {{"drawio", "draw.io (diagrams.net) drawing of the design, where it stands on the canvas", ""}, exportDrawio},
  };
  return known;
}

}  // namespace

const std::vector<ManifestFormat>& manifestFormats() {
  static const std::vector<ManifestFormat> formats = [] {
    std::vector<ManifestFormat> out;
    for (const auto& known : knownFormats()) out.push_back(known.format);
    return out;
  }();
  return formats;
}

tl::expected<Manifest, Problems> exportManifest(const std::string& format, const Architecture& architecture,
                                                const Catalog& catalog) {
  const auto& formats = knownFormats();
  const auto known = std::find_if(formats.begin(), formats.end(), [&](const Known& k) { return k.format.id == format; });
  if (known == formats.end()) {
    std::vector<std::string> ids;
    for (const auto& candidate : formats) ids.push_back(candidate.format.id);
    return tl::unexpected(
        Problems{{Severity::error, "unknown-format", "", 0, 0, "", fmt::format("there is no format '{}'", format),
                  fmt::format("choose one of: {}", fmt::join(ids, ", "))}});
  }
  if (const auto& provider = known->format.provider; !provider.empty() && catalog.provider != provider)
    return tl::unexpected(
        Problems{{Severity::error, "wrong-provider", "", 0, 0, "target.provider",
                  fmt::format("'{}' describes a deployment on {}, not on {}", format, provider, catalog.provider),
                  fmt::format("export it with --provider {}", provider)}});
  return known->write(architecture, catalog);
}

}  // namespace virga::model
