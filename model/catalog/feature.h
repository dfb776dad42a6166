#pragma once

#include <string>
#include <vector>

#include "model/catalog/fact.h"

namespace virga::model {

// Whether a platform has something that a design may ask for.
struct Feature {
  std::string id;  // dotted, as featureKeys() lists them: "function.arm64"
  bool supported = true;
  std::string what;     // one sentence for people: "Azure Functions has no arm64 instances."
  std::string nearest;  // what it has instead, or the project's value to use instead; empty only where it is supported
  std::string source;
  std::string asOf;  // ISO date, year, or "-"
  Confidence confidence = Confidence::general;
};

struct FeatureKey {
  std::string id;
  std::string meaning;
};

// The feature's sentence, to go on with.
std::string withoutFullStop(const std::string& sentence);

// Every feature that a catalog must tell of. Container images aren't among them: function.image-max tells.
const std::vector<FeatureKey>& featureKeys();

}  // namespace virga::model
