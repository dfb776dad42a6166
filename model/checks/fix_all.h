#pragma once

#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

struct Mended {
  Problem problem;
  std::string title;  // of the fix
};

struct FixedDesign {
  Architecture architecture;
  std::vector<Mended> mended;  // in the order in which it was done
};

// Applies each fix that needs no choice and brings no new error, until there is none left.
FixedDesign fixAll(Architecture architecture, const Catalog& catalog);

}  // namespace virga::model
