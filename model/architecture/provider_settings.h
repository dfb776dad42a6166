#pragma once

#include <optional>
#include <string>

#include "model/architecture/distribution.h"

namespace virga::model {

// Which idle instance an invocation takes.
enum class Reuse { mostRecent, leastRecent, newest, oldest, random };

// What a project states about one provider; anything unset is the catalog's.
struct ProviderSettings {
  std::string provider;
  std::optional<std::string> plan;
  std::optional<Distribution> coldStart;  // the whole time before the first execution begins
  std::optional<Distribution> keepAlive;
  std::optional<int> concurrencyLimit;  // busy executions in the account
  std::optional<int> instanceConcurrency;
  std::optional<Reuse> reuse;
  bool operator==(const ProviderSettings&) const = default;
};

}  // namespace virga::model
