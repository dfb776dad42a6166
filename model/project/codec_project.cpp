#include "model/project/codec_project.h"

#include "model/project/emitter.h"
#include "model/project/yaml_text.h"

namespace virga::model {

void Codec<std::vector<Setting>>::read(Reader& reader, const Tree& tree, const FieldOptions&, std::vector<Setting>& value) {
  if (!reader.expectMap(tree, "a map of paths and values such as {checkout.memory: 1 GiB}")) return;
  value.clear();
  for (const auto& entry : tree.entries) value.push_back({entry.key, valueText(entry.value)});
}

Tree Codec<std::vector<Setting>>::write(const std::vector<Setting>& value, const FieldOptions&) {
  Tree map = mapTree();
  for (const auto& setting : value) {
    auto parsed = parseYaml(setting.value, "");
    map.add(setting.path, parsed ? std::move(*parsed) : textScalar(setting.value));
  }
  return map;
}

void Codec<Warmup>::read(Reader& reader, const Tree& tree, const FieldOptions&, Warmup& value) {
  if (!reader.expectScalar(tree, "a duration such as 30 s, or auto")) return;
  if (const auto parsed = parseWarmup(tree.scalar))
    value = *parsed;
  else
    reader.error(tree.origin, "bad-value", parsed.error(), "write a duration such as 30 s, or auto");
}

Tree Codec<Warmup>::write(const Warmup& value, const FieldOptions&) { return plainScalar(toText(value)); }

void Codec<Position>::read(Reader& reader, const Tree& tree, const FieldOptions&, Position& value) {
  if (!reader.expectList(tree, "a position such as [220, 0]")) return;
  if (tree.items.size() != 2) {
    reader.error(tree.origin, "bad-value", fmt::format("a position has two numbers, here are {}", tree.items.size()),
                 "write it as [220, 0]");
    return;
  }
  const auto& [x, y] = kFields<Position>;
  Codec<int>::read(reader, tree.items[0], x.options, value.x);
  Codec<int>::read(reader, tree.items[1], y.options, value.y);
}

Tree Codec<Position>::write(const Position& value, const FieldOptions&) {
  Tree list = listTree();
  list.items = {Codec<int>::write(value.x, {}), Codec<int>::write(value.y, {})};
  return list;
}

}  // namespace virga::model
