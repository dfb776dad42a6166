#include "model/project/document.h"

#include <charconv>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/architecture/fields_project.h"
#include "model/project/codec_drawing.h"
#include "model/project/codec_project.h"
#include "model/project/kind_names.h"
#include "model/project/names.h"

namespace virga::model {
namespace {

// Reads a map of named values into a list of values that know their names.
template <class T, class ReadItem>
void readNamed(Reader& reader, const Tree& root, std::string_view key, std::string (*fault)(std::string_view),
               std::string T::*name, std::vector<T>& values, ReadItem readItem) {
  const Tree* const tree = root.find(key);
  if (!tree || tree->isNothing() || !reader.expectMap(*tree, fmt::format("a map of {}", key))) return;
  std::unordered_set<std::string_view> seen;
  for (const auto& entry : tree->entries) {
    if (!seen.insert(entry.key).second) continue;  // told as a duplicate already
    const Reader::At at(reader, entry.key);
    if (auto why = fault(entry.key); !why.empty()) reader.error(entry.origin, "bad-name", std::move(why));
    T value{};
    value.*name = entry.key;
    readItem(entry.value, value);
    values.push_back(std::move(value));
  }
}

template <class T>
void writeNamed(Tree& root, std::string_view key, std::string T::*name, const std::vector<T>& values,
                Tree (*write)(const T&)) {
  Tree map = mapTree(Tree::Style::block);
  for (const auto& value : values) map.add(value.*name, write(value));
  map.isDefault = values.empty();
  root.add(key, std::move(map));
}

void readVersion(Reader& reader, const Tree& root) {
  const Tree* const version = root.find("virga");
  if (!version) {
    reader.error(root.origin, "missing-version", "the key 'virga' is missing",
                 fmt::format("a project file begins with 'virga: {}'", kFormatVersion));
    return;
  }
  const Reader::At at(reader, "virga");
  const std::string hint = fmt::format("write 'virga: {}'", kFormatVersion);
  int number = 0;
  const char* const end = version->scalar.data() + version->scalar.size();
  const auto [rest, fault] = std::from_chars(version->scalar.data(), end, number);
  if (!version->isScalar() || version->isText || fault != std::errc() || rest != end || number < 1)
    reader.error(version->origin, "bad-value", "'virga' must be the version of the file format", hint);
  else if (number > kFormatVersion)
    reader.error(version->origin, "newer-version",
                 fmt::format("the file needs a newer Virga: this program reads version {}", kFormatVersion));
}

template <class T>
void readOptionalKey(Reader& reader, const Tree& root, std::string_view key, const FieldOptions& options, T& value) {
  const Tree* const tree = root.find(key);
  if (!tree) return;
  const Reader::At at(reader, key);
  if (tree->isNothing())
    reader.error(tree->origin, "missing-value", fmt::format("'{}' has no value", key), "give one or leave the key out");
  else
    Codec<T>::read(reader, *tree, options, value);
}

void refuseDuplicates(Reader& reader, const Tree& root) {
  Tree top = mapTree();
  for (const auto& entry : root.entries) {
    top.entries.push_back({entry.key, {}, entry.origin});
    if (entry.key == "components") {
      reader.refuseDuplicateKeys(entry.value);
    } else {
      const Reader::At at(reader, entry.key);
      reader.refuseDuplicateKeys(entry.value);
    }
  }
  reader.refuseDuplicateKeys(top);
}

constexpr FieldOptions kParagraph{.form = TextForm::paragraph};

Tree writeScenario(const Scenario& scenario) { return Codec<Scenario>::write(scenario, {}); }

Tree writeProvider(const ProviderSettings& settings) {
  Tree tree = Codec<ProviderSettings>::write(settings, {});
  tree.style = Tree::Style::small;
  return tree;
}

Tree writeText(const std::string& text) {
  Tree tree = textScalar(text);
  tree.isDefault = text.empty();
  return tree;
}

template <class T>
void writeList(Tree& root, std::string_view key, const std::vector<T>& values) {
  Tree list = Codec<std::vector<T>>::write(values, {});
  list.isDefault = values.empty();
  root.add(key, std::move(list));
}

template <std::size_t index = 0>
void readKindFields(Reader& reader, const Tree& tree, std::size_t wanted, ComponentKind& kind) {
  if constexpr (index < std::variant_size_v<ComponentKind>) {
    if (index != wanted) return readKindFields<index + 1>(reader, tree, wanted, kind);
    using Kind = std::variant_alternative_t<index, ComponentKind>;
    std::vector<std::string> known{"kind", "description"};
    appendKeys<Kind>(known);
    reader.refuseUnknownKeys(tree, known, fmt::format("key of {}:", withArticle(kindNameOf(index))));
    readFields(reader, tree, kind.emplace<Kind>());
  }
}

}  // namespace

const std::vector<std::string>& topLevelKeys() {
  static const std::vector<std::string> keys{"virga",     "name",      "description", "target", "components",
                                             "scenarios", "providers", "protection",  "checks", "alarms",
                                             "layout",    "groups",    "bends",       "pinned"};
  return keys;
}

bool standsApart(std::string_view key, const Tree& value) {
  return (value.isMap() && key != "target" && key != "protection") || key == "checks" || key == "alarms" || key == "pinned";
}

std::string componentIdFault(std::string_view id) {
  bool good = !id.empty() && id.size() <= kLongestComponentId && id[0] >= 'a' && id[0] <= 'z';
  for (const char c : id) good = good && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  if (good) return {};
  return fmt::format("'{}' can't be a component's name: small letters, digits and '-', a letter first, at most {}", id,
                     kLongestComponentId);
}

void readComponent(Reader& reader, const Tree& tree, Component& component) {
  if (!reader.expectMap(tree, "a component: a map with 'kind'")) return;
  const Tree* const kind = tree.find("kind");
  if (!kind) {
    reader.error(tree.origin, "missing-key", "the key 'kind' is missing",
                 fmt::format("known: {}", fmt::join(allKindNames(), ", ")));
    return;
  }
  {
    const Reader::At at(reader, "kind");
    if (!reader.expectScalar(*kind, "the kind of the component")) return;
    const auto index = kindIndexOf(kind->scalar);
    if (!index) {
      reader.error(kind->origin, "unknown-kind", fmt::format("unknown kind '{}'", kind->scalar),
                   suggestion(kind->scalar, allKindNames()));
      return;
    }
    component.kind = kindOfIndex(*index);
  }
  readOptionalKey(reader, tree, "description", kParagraph, component.description);
  readKindFields(reader, tree, component.kind.index(), component.kind);
}

Component readComponentOf(Reader& reader, const Tree& root, const ComponentId& id, const std::vector<Component>& others) {
  const Tree& components = *root.find("components");
  Component component{id, {}, {}};
  {
    const Reader::At at(reader, id);
    readComponent(reader, *components.find(id), component);
  }
  std::vector<Component> all = others;
  for (auto& other : all)
    if (other.id == id) other = component;
  reader.resolveReferences(all);
  checkFlowRoutes(reader, components, all);
  return component;
}

Tree writeComponent(const Component& component) {
  Tree map = mapTree(Tree::Style::small);
  map.add("kind", plainScalar(std::string(kindName(component.kind))));
  map.add("description", writeText(component.description));
  std::visit([&](const auto& kind) { writeFields(map, kind); }, component.kind);
  return map;
}

Architecture readDocument(Reader& reader, const Tree& root) {
  Architecture architecture;
  if (!root.isMap()) {
    reader.error(root.origin, "wrong-type", "a project file is a map", "begin with 'virga: 1'");
    return architecture;
  }
  readVersion(reader, root);
  if (!reader.problems().empty() && reader.problems().back().id == "newer-version") return architecture;
  reader.refuseUnknownKeys(root, topLevelKeys());
  refuseDuplicates(reader, root);
  Tree straight = root;
  if (Tree* const components = straight.find("components")) straightenSteps(*components);
  readOptionalKey(reader, straight, "name", {}, architecture.name);
  readOptionalKey(reader, straight, "description", kParagraph, architecture.description);
  readOptionalKey(reader, straight, "target", {}, architecture.target);
  readNamed(reader, straight, "components", componentIdFault, &Component::id, architecture.components,
            [&](const Tree& tree, Component& component) { readComponent(reader, tree, component); });
  {
    const Reader::At at(reader, "scenarios");
    readNamed(reader, straight, "scenarios", nameFault, &Scenario::name, architecture.scenarios,
              [&](const Tree& tree, Scenario& scenario) { Codec<Scenario>::read(reader, tree, {}, scenario); });
  }
  {
    const Reader::At at(reader, "providers");
    readNamed(
        reader, straight, "providers", nameFault, &ProviderSettings::provider, architecture.providers,
        [&](const Tree& tree, ProviderSettings& settings) { Codec<ProviderSettings>::read(reader, tree, {}, settings); });
  }
  readOptionalKey(reader, straight, "protection", {}, architecture.protection);
  readOptionalKey(reader, straight, "checks", {}, architecture.checks);
  readOptionalKey(reader, straight, "alarms", {}, architecture.alarms);
  readDrawing(reader, straight, architecture);
  reader.resolveReferences(architecture.components);
  if (const Tree* const components = straight.find("components"))
    checkFlowRoutes(reader, *components, architecture.components);
  return architecture;
}

Tree writeDocument(const Architecture& architecture) {
  Tree root = mapTree(Tree::Style::block);
  root.add("virga", plainScalar(fmt::to_string(kFormatVersion)));
  root.add("name", writeText(architecture.name));
  root.add("description", writeText(architecture.description));
  Tree target = Codec<Target>::write(architecture.target, {});
  target.isDefault = architecture.target == Target{};
  root.add("target", std::move(target));
  writeNamed(root, "components", &Component::id, architecture.components, writeComponent);
  writeNamed(root, "scenarios", &Scenario::name, architecture.scenarios, writeScenario);
  writeNamed(root, "providers", &ProviderSettings::provider, architecture.providers, writeProvider);
  Tree protection = Codec<ProtectionSettings>::write(architecture.protection, {});
  protection.isDefault = architecture.protection == ProtectionSettings{};
  root.add("protection", std::move(protection));
  writeList(root, "checks", architecture.checks);
  writeList(root, "alarms", architecture.alarms);
  writeDrawing(root, architecture);
  return root;
}

}  // namespace virga::model
