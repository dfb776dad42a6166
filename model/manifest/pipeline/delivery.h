#pragma once

#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/manifest/manifest.h"
#include "model/manifest/pipeline/pipeline_plan.h"

// How a provider's export is linted, built, planned and applied. Each takes a plan whose stack, folder and project are set,
// of a design whose export has no errors, and fills in what the provider decides.
namespace virga::model {

// A function whose code lies in a folder of the export.
struct PipelineFunction {
  ComponentId id;
  std::string folder;  // without a slash behind
  std::string runtime;
};

// What all of them know of the design.
struct DeliveryInput {
  const Architecture& architecture;
  const Catalog& catalog;
  const Manifest& deployment;               // the export that is delivered
  std::vector<PipelineFunction> functions;  // in file order
};

void deliverSam(const DeliveryInput& input, PipelinePlan& plan);
void deliverAzure(const DeliveryInput& input, PipelinePlan& plan);
void deliverGoogle(const DeliveryInput& input, PipelinePlan& plan);
void deliverOci(const DeliveryInput& input, PipelinePlan& plan);
void deliverKnative(const DeliveryInput& input, PipelinePlan& plan);

// The Terraform that pipelines call; exports need 1.5 or newer.
inline constexpr const char* kPipelineTerraform = "1.11.4";

// The Go that pipelines test and build with; skeletons need 1.24 or newer.
inline constexpr const char* kPipelineGo = "1.26";

// Shell: $RELEASE is the commit that is deployed.
inline constexpr const char* kRelease = "RELEASE=\"$(git rev-parse --short=12 HEAD)\"\n";

}  // namespace virga::model
