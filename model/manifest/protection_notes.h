#pragma once

#include <string_view>

#include "model/architecture/architecture.h"
#include "model/problem.h"

namespace virga::model {

// What a design says of its protection and a deployment on the provider ("aws", "azure", "gcp" or "oci") can't be told:
// stores that are always encrypted, keys of one's own, connections that are always encrypted, databases that stay inside a
// network. An error where browsers would refuse every answer: credentials for pages of any origin.
Problems protectionNotes(const Architecture& architecture, std::string_view provider);

// That error alone.
Problems credentialsForAnyOrigin(const Architecture& architecture);

}  // namespace virga::model
