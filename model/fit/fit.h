#pragma once

#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

// A value of the design that the provider doesn't take, and the nearest that it does.
struct Adjustment {
  std::string path;  // "checkout.memory"
  std::string from;  // as the project file writes it; empty where it was left to the default
  std::string to;
  std::string message;  // why: "OCI takes 128 MiB to 3 GiB of memory, not 10 GiB"
};

// A design as it can run on a provider.
struct Fit {
  std::vector<Adjustment> adjustments;
  Problems refusals;     // errors for which there is no nearest thing: it can't be deployed there
  Problems limitations;  // what the provider has in another way than designed, which changes no value (warnings)
};

struct FittedDesign {
  Architecture architecture;
  Fit fit;
};

// The design with what the catalog's plan doesn't take replaced by the nearest that it does.
FittedDesign fitted(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
