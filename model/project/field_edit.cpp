#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/edit/drawing.h"
#include "model/project/codec_step.h"
#include "model/project/default_item.h"
#include "model/project/document.h"
#include "model/project/field_follow.h"
#include "model/project/field_view.h"
#include "model/project/item_number.h"
#include "model/project/settings.h"
#include "model/project/yaml_text.h"

namespace virga::model {
namespace {

using Edited = tl::expected<Architecture, std::string>;

struct Read {
  Architecture architecture;
  Problems problems;
};

// The architecture with one component read from a tree, and what is wrong with that.
Read withComponent(const Architecture& architecture, const ComponentId& id, const Tree& tree) {
  Tree root = mapTree();
  root.add("virga", plainScalar(fmt::to_string(kFormatVersion)));
  Tree components = mapTree();
  components.add(id, tree);
  root.add("components", std::move(components));
  Read read{architecture, {}};
  Reader reader("");
  *read.architecture.find(id) = readComponentOf(reader, root, id, architecture.components);
  read.problems = reader.problems();
  return read;
}

// Changes the component's tree and reads it again. Faults that it had before don't count.
template <class Change>
Edited changed(const Architecture& architecture, const std::string& path, Change change) {
  auto parts = splitPath(path);
  const Component* const component = architecture.find(parts.front());
  if (!component) return tl::unexpected(fmt::format("there is no component '{}'", parts.front()));
  parts.erase(parts.begin());
  if (parts.empty() || std::find(parts.begin(), parts.end(), "") != parts.end())
    return tl::unexpected(fmt::format("'{}' isn't a path to a field", path));
  const Tree before = withoutDefaults(writeComponent(*component));
  Tree after = before;
  if (auto fault = change(after, parts); !fault.empty()) return tl::unexpected(std::move(fault));
  Read read = withComponent(architecture, component->id, after);
  dropStaleDrawing(read.architecture, architecture);
  if (read.problems.empty()) return std::move(read.architecture);
  const Problems known = withComponent(architecture, component->id, before).problems;
  for (const auto& problem : read.problems)
    if (std::find(known.begin(), known.end(), problem) == known.end())
      return tl::unexpected(problem.hint.empty() ? problem.message : problem.message + "; " + problem.hint);
  return std::move(read.architecture);
}

// The value at the parts but the last, made where it is missing.
tl::expected<Tree*, std::string> parentOf(Tree& tree, const std::vector<std::string>& parts) {
  Tree* parent = &tree;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const auto next = childAt(*parent, parts[i], {});
    if (!next) return next;
    parent = *next;
  }
  return parent;
}

std::string removeAt(Tree& tree, const std::vector<std::string>& parts) {
  const auto parent = parentOf(tree, parts);
  if (!parent) return parent.error();
  if ((*parent)->isList()) {
    const auto item = childAt(**parent, parts.back(), {});
    if (!item) return item.error();
    (*parent)->items.erase((*parent)->items.begin() + (*item - (*parent)->items.data()));
  } else {
    std::erase_if((*parent)->entries, [&](const TreeEntry& entry) { return entry.key == parts.back(); });
  }
  return {};
}

// The tree that a text means in a field of this type.
tl::expected<Tree, std::string> treeOf(FieldView::Type type, const std::string& text) {
  using Type = FieldView::Type;
  switch (type) {
    case Type::text:
    case Type::component: return textScalar(text);
    case Type::duration:
    case Type::size:
    case Type::rate:
    case Type::share:
    case Type::count:
    case Type::number:
    case Type::choice: return plainScalar(text);
    case Type::distribution:
    case Type::arrivals:
    case Type::structure: break;
  }
  auto tree = parseYaml(text, "");
  if (!tree) return tl::unexpected(tree.error().message);
  straightenSteps(*tree);
  return std::move(*tree);
}

std::string trimmedText(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

}  // namespace

Edited setField(const Architecture& architecture, const std::string& path, const std::string& text) {
  auto type = FieldView::Type::structure;
  const auto id = path.substr(0, path.find('.'));
  for (const auto& view : fieldViews(architecture, id))
    if (view.path == path) type = view.type;
  const std::string value = trimmedText(text);
  return changed(architecture, path, [&](Tree& component, const std::vector<std::string>& parts) -> std::string {
    const auto parent = parentOf(component, parts);
    if (!parent) return parent.error();
    if (value.empty() && !(*parent)->isList()) return removeAt(component, parts);
    if (value.empty()) return "this can't be empty; remove it instead";
    auto tree = treeOf(type, value);
    if (!tree) return tree.error();
    const auto place = childAt(**parent, parts.back(), {});
    if (!place) return place.error();
    **place = std::move(*tree);
    followEdit(architecture, component, parts);
    return {};
  });
}

Edited appendItem(const Architecture& architecture, const std::string& path, const std::string& text) {
  const auto views = fieldViews(architecture, path.substr(0, path.find('.')));
  const auto view = std::find_if(views.begin(), views.end(), [&](const FieldView& each) { return each.path == path; });
  if (view == views.end()) return tl::unexpected(fmt::format("there is no list '{}'", path));
  const bool isUnset = view->type == FieldView::Type::structure && view->text.empty();
  if (!view->takesItems && !isUnset) return tl::unexpected(fmt::format("'{}' isn't a list", path));
  std::string item = trimmedText(text);
  if (item.empty()) {
    // A numbered list is a branch of a parallel step, so its items are steps.
    const bool isBranch = isItemNumber(view->label);
    auto usual =
        defaultItem(architecture, *architecture.find(path.substr(0, path.find('.'))), isBranch ? "steps" : view->label);
    if (!usual) return tl::unexpected(std::move(usual.error()));
    item = std::move(*usual);
  }
  auto parsed = treeOf(FieldView::Type::structure, item);
  if (!parsed) return tl::unexpected(std::move(parsed.error()));
  return changed(architecture, path, [&](Tree& component, const std::vector<std::string>& parts) -> std::string {
    const auto parent = parentOf(component, parts);
    if (!parent) return parent.error();
    const auto place = childAt(**parent, parts.back(), {});
    if (!place) return place.error();
    if (!view->takesItems) {
      **place = std::move(*parsed);
      return {};
    }
    if (!(*place)->isList()) {
      Tree first = std::exchange(**place, listTree());
      if (!first.isNothing()) (*place)->items.push_back(std::move(first));
    }
    (*place)->items.push_back(std::move(*parsed));
    return {};
  });
}

Edited removeItem(const Architecture& architecture, const std::string& path) {
  const auto views = fieldViews(architecture, path.substr(0, path.find('.')));
  const auto view = std::find_if(views.begin(), views.end(), [&](const FieldView& each) { return each.path == path; });
  if (view == views.end()) return tl::unexpected(fmt::format("there is nothing at '{}'", path));
  return changed(architecture, path,
                 [&](Tree& component, const std::vector<std::string>& parts) { return removeAt(component, parts); });
}

}  // namespace virga::model
