#pragma once

#include <map>
#include <set>
#include <string>

#include "model/architecture/architecture.h"

namespace virga::model {

// Alphanumeric names of a template's resources and parameters, unique also against the names that the SAM transform
// makes up for the roles, aliases and stages behind them.
class LogicalIds {
 public:
  explicit LogicalIds(const Architecture& architecture);

  // "receipts-dead" → "ReceiptsDead".
  const std::string& of(const ComponentId& id) const { return names_.at(id); }

  // The wanted name or, if it is taken, the first free one of wanted2, wanted3, …; taken from then on. With `prefix` it
  // is the resource prefix + name (and that + "Permission") that must be free: the name of a function's event.
  std::string take(const std::string& wanted, const std::string& prefix = {});

 private:
  std::map<ComponentId, std::string> names_;
  std::set<std::string> taken_;
};

// "receipts-dead" → "ReceiptsDead"; whatever isn't a letter or digit ends a word.
std::string camelName(const std::string& text);

}  // namespace virga::model
