#pragma once

#include "model/architecture/fields_project.h"
#include "model/project/codec_step.h"

// Codecs for the shapes that stand outside components.
namespace virga::model {

// {checkout.memory: 1 GiB}; the values are kept as YAML text.
template <>
struct Codec<std::vector<Setting>> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, std::vector<Setting>& value);
  static Tree write(const std::vector<Setting>& value, const FieldOptions&);
};

// "5 min" or "auto"
template <>
struct Codec<Warmup> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Warmup& value);
  static Tree write(const Warmup& value, const FieldOptions&);
};

// [220, 0]
template <>
struct Codec<Position> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Position& value);
  static Tree write(const Position& value, const FieldOptions&);
};

}  // namespace virga::model
