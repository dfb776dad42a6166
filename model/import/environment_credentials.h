#pragma once

#include <string>

#include "model/import/design_builder.h"

namespace virga::model {

// Warns of a secret that stands in the environment of a function or server itself. Its value isn't taken over, and is told
// by its first letters alone.
void reportCredential(DesignBuilder& design, const ComponentId& owner, const std::string& variable, const std::string& value,
                      const Place& at);

}  // namespace virga::model
