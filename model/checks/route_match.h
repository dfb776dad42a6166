#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/architecture/component.h"

namespace virga::model {

// Whether a request "POST /orders/7" is answered by a route: the same method or ANY, the same path; a part {id} of the
// route's path stands for any one part, {path+} at its end for one or more.
bool routeAnswers(std::string_view route, std::string_view request);

}  // namespace virga::model
