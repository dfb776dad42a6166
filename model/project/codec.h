#pragma once

#include <concepts>
#include <cstdint>
#include <string>

#include "model/architecture/fields.h"
#include "model/project/reader.h"
#include "model/project/tree.h"

// How a value of each type stands in a project file. Codec<T>::read leaves `value` as it is where the tree is wrong and
// tells the reader; Codec<T>::write gives the canonical tree, with defaults in it, marked as such.
namespace virga::model {

template <class T>
struct Codec;

template <>
struct Codec<std::string> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, std::string& value);
  static Tree write(const std::string& value, const FieldOptions& options);
};

template <>
struct Codec<ComponentRef> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, ComponentRef& value);
  static Tree write(const ComponentRef& value, const FieldOptions& options);
};

template <>
struct Codec<Duration> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, Duration& value);
  static Tree write(const Duration& value, const FieldOptions& options);
};

template <>
struct Codec<ByteSize> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, ByteSize& value);
  static Tree write(const ByteSize& value, const FieldOptions& options);
};

template <>
struct Codec<Rate> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, Rate& value);
  static Tree write(const Rate& value, const FieldOptions& options);
};

template <>
struct Codec<Share> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, Share& value);
  static Tree write(const Share& value, const FieldOptions& options);
};

template <>
struct Codec<double> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, double& value);
  static Tree write(const double& value, const FieldOptions& options);
};

template <>
struct Codec<std::int64_t> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, std::int64_t& value);
  static Tree write(const std::int64_t& value, const FieldOptions& options);
};

template <>
struct Codec<int> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, int& value);
  static Tree write(const int& value, const FieldOptions& options);
};

// Why a text isn't a good route ("METHOD /path"), or empty.
std::string routeFault(std::string_view route);

}  // namespace virga::model
