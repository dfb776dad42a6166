#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"

namespace virga::model {

// One editable value of a component, as the inspector shows it. Made from the same description of the fields as the
// reader, the writer and the schema.
struct FieldView {
  enum class Type { text, duration, size, rate, share, count, number, choice, component, distribution, arrivals, structure };
  std::string path;   // dotted, from the component: "checkout.memory", "receipts.consumers.0.batch"
  std::string label;  // the key as the file has it: "memory"
  std::string help;   // one sentence
  Type type = Type::text;
  std::string text;         // the current value as the file would write it; empty if unset
  std::string defaultText;  // what an empty field means; empty if there is no default
  bool isDefault = true;
  bool required = false;
  bool optional = false;             // may be left out altogether
  bool mixed = false;                // of several components whose values differ; see common_fields.h
  bool takesItems = false;           // a list, set or not, or a branch that has one step so far
  std::vector<std::string> choices;  // for choice and component: what may be chosen
  int depth = 0;                     // nesting below the component: list items and parts
};

// All fields of the component, in the order of the file format; nested structures and list items follow their parent.
std::vector<FieldView> fieldViews(const Architecture& architecture, const ComponentId& component);

// The architecture with the value at `path` set from text (empty: back to the default), or a message for beside the
// field. The architecture is unchanged on an error.
tl::expected<Architecture, std::string> setField(const Architecture& architecture, const std::string& path,
                                                 const std::string& text);

// Appends an item to the list at `path` ("shoppers.sends", "checkout.steps"), or sets an optional part that isn't there
// yet ("api.throttle"), from text as the file would have it; an empty text means a sensible one.
tl::expected<Architecture, std::string> appendItem(const Architecture& architecture, const std::string& path,
                                                   const std::string& text);
// Removes the item or the optional part at `path`.
tl::expected<Architecture, std::string> removeItem(const Architecture& architecture, const std::string& path);

}  // namespace virga::model
