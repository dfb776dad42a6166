#include "model/project/field_view.h"

#include <utility>

#include "model/project/codec_step.h"
#include "model/project/field_type.h"

namespace virga::model {
namespace {

using Type = FieldView::Type;

// What a view needs to know about a field besides its value.
struct Place {
  std::string path;
  std::string label;
  std::string help;
  FieldOptions options;
  int depth = 0;
  bool isOptional = false;
  bool isBranch = false;

  Place below(std::string_view key, std::string_view keyHelp, const FieldOptions& keyOptions = {}) const {
    return {path + "." + std::string(key), std::string(key), std::string(keyHelp), keyOptions, depth + 1, false, false};
  }
};

template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;

class ViewBuilder {
 public:
  explicit ViewBuilder(const Architecture& architecture) : architecture_(architecture) {}

  std::vector<FieldView> views;

  // The view of one value, set or not, and of what is below it. `usual` is what an empty field means, if anything.
  template <class T>
  void add(const Place& place, const T* value, const T* usual) {
    FieldView view;
    view.path = place.path;
    view.label = place.label;
    view.help = place.help;
    view.type = fieldTypeOf<T>();
    view.depth = place.depth;
    view.required = place.options.required;
    view.optional = place.isOptional;
    view.takesItems = kIsList<T> || place.isBranch;
    if (value) view.text = fieldText(*value);
    if (usual && !view.required && view.type != Type::structure) view.defaultText = fieldText(*usual);
    view.isDefault = !view.required && (value && usual ? *value == *usual : !value);
    if constexpr (Named<T>) view.choices.assign(kEnumNames<T>.begin(), kEnumNames<T>.end());
    if constexpr (std::is_same_v<T, ComponentRef>)
      for (const auto& component : architecture_.components)
        if ((place.options.targets >> component.kind.index() & 1U) != 0) view.choices.push_back(component.id);
    views.push_back(std::move(view));
    if (value) addParts(place, *value);
  }

  template <class T>
  void add(const Place& place, const std::optional<T>* value, const std::optional<T>* usual) {
    Place optional = place;
    optional.isOptional = true;
    add<T>(optional, value && *value ? &**value : nullptr, usual && *usual ? &**usual : nullptr);
  }

  template <Described T>
  void addFields(const Place& place, const T& value) {
    [[maybe_unused]] static const T kUsual{};  // GCC 12 overlooks the use through a member pointer
    forEachField<T>([&](const auto& field) {
      add(place.below(field.key, field.help, field.options), &(value.*field.member), &(kUsual.*field.member));
    });
  }

 private:
  template <class T>
  void addParts(const Place&, const T&) {}

  template <Described T>
  void addParts(const Place& place, const T& value) {
    addFields(place, value);
  }

  template <class T>
  void addParts(const Place& place, const std::vector<T>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      Place item = place.below(std::to_string(i), {});
      if constexpr (!Described<T>) item.options.required = true;
      add<T>(item, &list[i], nullptr);
    }
  }

  void addParts(const Place& place, const Step& step) {
    std::visit([&](const auto& what) { addFields(place, what); }, step.what);
  }

  void addParts(const Place& place, const std::vector<Steps>& branches) {
    for (std::size_t i = 0; i < branches.size(); ++i) {
      Place item = place.below(std::to_string(i), "A branch.");
      item.isBranch = true;
      if (branches[i].size() == 1)
        add<Step>(item, &branches[i].front(), nullptr);
      else
        add<Steps>(item, &branches[i], nullptr);
    }
  }

  const Architecture& architecture_;
};

}  // namespace

std::vector<FieldView> fieldViews(const Architecture& architecture, const ComponentId& id) {
  const Component* const component = architecture.find(id);
  if (!component) return {};
  ViewBuilder builder(architecture);
  const Place place{id, id, "", {}, -1, false, false};
  static const std::string kNoText;
  builder.add(place.below("description", "A note on the component."), &component->description, &kNoText);
  std::visit([&](const auto& kind) { builder.addFields(place, kind); }, component->kind);
  return std::move(builder.views);
}

}  // namespace virga::model
