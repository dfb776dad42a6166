#pragma once

#include <string>

#include "model/manifest/function_plan.h"

namespace virga::model {

// Routes.java, and HandlerTest.java with the function's own contract, for the common Handler and HttpInput.
std::string javaRoutesText(const FunctionPlan& plan);
std::string javaHandlerTest(const FunctionPlan& plan);

}  // namespace virga::model
