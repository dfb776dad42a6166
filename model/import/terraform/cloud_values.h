#pragma once

#include <optional>
#include <string>

#include "model/import/terraform/terraform_project.h"
#include "model/units/byte_size.h"
#include "model/units/duration.h"

namespace virga::model {

// The value at a path of keys and single blocks: "service_config.available_memory". Null if there is none.
const HclExpression* valueAtPath(const HclExpression& values, const std::string& path);

// The text of a literal string there; empty if there is none.
std::string textAt(const HclExpression& values, const std::string& path);
// A number there, plain or as a string.
std::optional<double> numberAt(const HclExpression& values, const std::string& path);
// A whole number there, up to a million.
std::optional<int> wholeAt(const HclExpression& values, const std::string& path);
// A time there: "600s" of Google, "PT1M" and "P14D" of Azure.
std::optional<Duration> timeAt(const HclExpression& values, const std::string& path);
// A size of memory there: "512Mi", "1Gi", "256M", "512" (MiB).
std::optional<ByteSize> memoryAt(const HclExpression& values, const std::string& path);

// What a system outside is called by where it is: a variable without a value by its name without "_endpoint" or "_url", a
// URL that is written out by its host. Empty if the value is neither.
std::string outsideName(const HclExpression& value);

}  // namespace virga::model
