#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// A service of the Serverless Framework (version 3's words, which its open fork osls reads, too) for AWS, with the same
// handlers and sample events as SAM's, a script that builds the code, and a README. Refuses what SAM's export refuses, and
// names that the framework would make one of.
tl::expected<Manifest, Problems> exportServerless(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
