#include "model/project/common_fields.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace virga::model {
namespace {

bool inList(const std::string& path) {
  for (std::size_t at = path.find('.'); at != std::string::npos; at = path.find('.', at + 1))
    if (at + 1 < path.size() && std::isdigit(static_cast<unsigned char>(path[at + 1])) != 0) return true;
  return false;
}

std::string below(const FieldView& view) { return view.path.substr(view.path.find('.') + 1); }

// What one component has, of what several can have.
std::vector<FieldView> singleFields(const Architecture& architecture, const ComponentId& id) {
  auto views = fieldViews(architecture, id);
  std::erase_if(views, [](const FieldView& view) {
    const bool isPart = view.type == FieldView::Type::structure && !view.takesItems && !view.text.empty();
    return inList(view.path) || (view.type == FieldView::Type::structure && !isPart);
  });
  return views;
}

void merge(FieldView& into, const FieldView& other) {
  into.mixed = into.mixed || into.text != other.text;
  into.isDefault = into.isDefault && other.isDefault;
  into.required = into.required || other.required;
  if (into.defaultText != other.defaultText) into.defaultText.clear();
  std::erase_if(into.choices, [&](const std::string& choice) {
    return std::find(other.choices.begin(), other.choices.end(), choice) == other.choices.end();
  });
}

}  // namespace

std::vector<FieldView> commonFields(const Architecture& architecture, const std::set<ComponentId>& components) {
  if (components.empty()) return {};
  auto common = singleFields(architecture, *components.begin());
  for (const auto& id : components) {
    const auto own = singleFields(architecture, id);
    std::erase_if(common, [&](FieldView& view) {
      const auto same = std::find_if(own.begin(), own.end(), [&](const FieldView& other) {
        return below(other) == below(view) && other.type == view.type;
      });
      if (same == own.end()) return true;
      merge(view, *same);
      return false;
    });
  }
  for (auto& view : common) {
    view.path = "*." + below(view);
    view.optional = false;  // parts come and go component by component
    if (view.mixed && view.type != FieldView::Type::structure) view.text.clear();
  }
  return common;
}

tl::expected<Architecture, std::string> setFields(const Architecture& architecture, const std::set<ComponentId>& components,
                                                  const std::string& path, const std::string& text) {
  Architecture result = architecture;
  for (const auto& id : components) {
    auto edited = setField(result, fmt::format("{}.{}", id, path), text);
    if (!edited) return tl::unexpected(fmt::format("{}: {}", id, edited.error()));
    result = std::move(*edited);
  }
  return result;
}

}  // namespace virga::model
