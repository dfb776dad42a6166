#pragma once

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

struct CloudRight {
  bool reads = false, writes = false, removes = false;
  bool hands = false;  // sends or invokes
};

// The steps that a right makes: calls, or what hands a message over.
void useByRight(CloudDesign& cloud, const ComponentId& from, const ComponentId& to, const CloudRight& right,
                const Place& at);

}  // namespace virga::model
