#pragma once

#include <filesystem>
#include <vector>

#include "simulator/experiment/compare.h"
#include "simulator/results/advice.h"

namespace virga::simulator {

// A server that always runs, and how many of them there are.
struct ServerSizing {
  double vcpus = 1;
  model::ByteSize memory = model::gibibytes(2);
  double utilisation = 0.6;  // share of the vCPUs that the busiest time may keep busy, above 0 and at most 1
  int fewest = 2;            // one may fail
};

struct AdviceOptions {
  ServerSizing servers;
  std::vector<double> weights = std::vector<double>(6, 1.0);  // in the order of Criterion, 0 or more
};

// What a comparison of one scenario says about where the design belongs: on functions or on servers that always run, and
// on which platform, by the user's weights. `platforms` are those that were compared.
Advice advise(const model::Architecture& architecture, const std::vector<Platform>& platforms, const Comparison& comparison,
              const AdviceOptions& options, const std::filesystem::path& projectFolder);

}  // namespace virga::simulator
