#pragma once

#include <optional>
#include <string>
#include <vector>

namespace virga::model {

// An expression of an Azure Resource Manager template: what stands within "[…]"
// (learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions, 2026).
struct ArmExpression {
  enum class Kind {
    text,    // a literal
    number,  // text: as written
    call,    // text: the function's name; items: arguments
    member,  // items: of what; text: the property's name
    index    // items: of what, at which
  };
  Kind kind = Kind::text;
  std::string text;
  std::vector<ArmExpression> items;
};

// The expression of a value "[…]"; nothing if it can't be read or is nested deeper than 100.
std::optional<ArmExpression> readArmExpression(const std::string& value);

// Whether a string of a template is an expression: "[…]", but not "[[…".
bool isArmExpression(const std::string& value);

}  // namespace virga::model
