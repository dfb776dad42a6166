#pragma once

#include <string>

#include "model/manifest/function_plan.h"

namespace virga::model {

// The statement that stands for an access to an Oracle database, with the parameters :id and, for a write, :item.
std::string oracleSqlOf(Access access);

}  // namespace virga::model
