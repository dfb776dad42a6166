#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/import/source_value.h"

// References inside of texts. A resolved template keeps "${Orders.Arn}" as a mark that no source can forge: texts of
// sources have no control characters.
namespace virga::model {

struct Reference {
  std::string name;        // of a resource, or of what must be filled in
  std::string attribute;   // "Arn"; may be empty
  bool isUnknown = false;  // a parameter without a default, an import from another stack, …
};

std::string referenceText(std::string_view name, std::string_view attribute = {});
std::string unknownText(std::string_view what);

// In order of their standing.
std::vector<Reference> referencesIn(std::string_view text);
// Of a whole value, in order, keys left out.
std::vector<Reference> referencesIn(const SourceValue& value);

// For people: a reference is "${Orders.Arn}".
std::string readable(std::string_view text);

}  // namespace virga::model
