#pragma once

#include "model/import/design_builder.h"

namespace virga::model {

// Whether a document is a description of an API in OpenAPI 3 or Swagger 2.
bool isOpenapi(const SourceValue& root);

// Adds the API that a document describes (spec.openapis.org/oas/v3.1.1): its routes and whether they want a token. What
// answers stands in no such document: one function for each first tag of the operations is assumed, or one in all.
void addOpenapi(const SourceValue& root, DesignBuilder& design);

}  // namespace virga::model
