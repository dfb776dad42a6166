#pragma once

#include "model/import/terraform/hcl_expression.h"

namespace virga::model {

// The value of a call whose arguments are known, for the functions that name and put together resources: concat, format,
// join, lower, lookup, merge, replace, toset, tostring, trimspace, upper and the like
// (developer.hashicorp.com/terraform/language/functions, 2026). Any other call stays as it is.
HclExpression evaluatedCall(HclExpression call);

}  // namespace virga::model
