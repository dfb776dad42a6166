#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "model/architecture/component.h"

// One description of every struct that a project file can hold. Reader, writer, JSON Schema and inspector are generic
// over it: a new field is one line here.
namespace virga::model {

// What a text field holds beyond plain text.
enum class TextForm { line, paragraph, word, route, file };

// Which kinds a reference may name, one bit for each alternative of ComponentKind.
using KindSet = unsigned;

template <class Kind, std::size_t index = 0>
constexpr std::size_t kindIndex() {
  if constexpr (std::is_same_v<Kind, std::variant_alternative_t<index, ComponentKind>>)
    return index;
  else
    return kindIndex<Kind, index + 1>();
}

template <class... Kinds>
constexpr KindSet kinds() {
  return ((1U << kindIndex<Kinds>()) | ...);
}

inline constexpr KindSet kAnyKind = (1U << std::variant_size_v<ComponentKind>)-1;

struct FieldOptions {
  bool required = false;
  bool shown = false;      // written even where it is the default: what people look for
  bool timeOfDay = false;  // a Duration since midnight, written "20:00"
  double min = 0;          // in base units: nanoseconds, bytes, per second, 0 … 1 for shares
  double max = std::numeric_limits<double>::infinity();
  bool aboveMin = false;  // the minimum itself is excluded
  KindSet targets = kAnyKind;
  TextForm form = TextForm::line;
};

template <class Owner, class Value>
struct Field {
  std::string_view key;
  Value Owner::*member;
  std::string_view help;  // one sentence for schema and inspector
  FieldOptions options = {};

  constexpr Field required() const {
    Field field = *this;
    field.options.required = true;
    return field;
  }
  constexpr Field shown() const {
    Field field = *this;
    field.options.shown = true;
    return field;
  }
  constexpr Field between(double min, double max) const {
    Field field = *this;
    field.options.min = min;
    field.options.max = max;
    return field;
  }
  constexpr Field between(Duration min, Duration max) const {
    return between(static_cast<double>(min.nanoseconds), static_cast<double>(max.nanoseconds));
  }
  constexpr Field between(ByteSize min, ByteSize max) const {
    return between(static_cast<double>(min.bytes), static_cast<double>(max.bytes));
  }
  constexpr Field above(double min) const {
    Field field = *this;
    field.options.min = min;
    field.options.aboveMin = true;
    return field;
  }
  constexpr Field atMost(Duration max) const {
    Field field = *this;
    field.options.max = static_cast<double>(max.nanoseconds);
    return field;
  }
  constexpr Field to(KindSet targets) const {
    Field field = *this;
    field.options.targets = targets;
    return field;
  }
  constexpr Field as(TextForm form) const {
    Field field = *this;
    field.options.form = form;
    return field;
  }
  constexpr Field timeOfDay() const {
    Field field = *this;
    field.options.timeOfDay = true;
    return field;
  }
};

template <class Owner, class Value>
constexpr Field<Owner, Value> field(std::string_view key, Value Owner::*member, std::string_view help) {
  return {key, member, help};
}

// The fields of a struct, in the order of the file.
template <class T>
inline constexpr std::tuple<> kFields{};

template <class T>
concept Described = std::tuple_size_v<std::remove_const_t<decltype(kFields<T>)>> > 0;

template <class T, class Visit>
constexpr void forEachField(Visit&& visit) {
  std::apply([&](const auto&... fields) { (visit(fields), ...); }, kFields<T>);
}

// What the reference at the key may name.
template <class T>
constexpr KindSet targetsOf(std::string_view key) {
  KindSet targets = 0;
  forEachField<T>([&](const auto& field) {
    if (field.key == key) targets = field.options.targets;
  });
  return targets;
}

// The words of an enumeration, in the order of its values.
template <class Enum>
inline constexpr std::array<std::string_view, 0> kEnumNames{};

template <class Enum>
concept Named = std::is_enum_v<Enum> && !kEnumNames<Enum>.empty();

// One way to state a value that comes in several: a map with one key, the word.
template <class T>
struct Choice {
  using Type = T;
  std::string_view word;
  std::string_view help;
};

template <class Variant>
inline constexpr std::tuple<> kChoices{};

}  // namespace virga::model
