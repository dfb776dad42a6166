#pragma once

#include <filesystem>

#include "simulator/experiment/advise.h"

namespace virga::simulator {

// What the functions of a run cost on their platform, and what servers that always run would cost instead. `design` is
// the run's, `catalog` with its plan and region.
AgainstContainers againstContainers(const model::Architecture& design, const model::Catalog& catalog, const Result& result,
                                    const ServerSizing& sizing, double requestsPerMonth,
                                    const std::filesystem::path& projectFolder);

}  // namespace virga::simulator
