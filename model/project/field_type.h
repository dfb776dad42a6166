#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include "model/architecture/fields_component.h"
#include "model/project/codec.h"
#include "model/project/emitter.h"
#include "model/project/field_view.h"

// How the inspector shows a value of each type.
namespace virga::model {

template <class T>
constexpr FieldView::Type fieldTypeOf() {
  using Type = FieldView::Type;
  if constexpr (std::is_same_v<T, std::string>) return Type::text;
  if constexpr (std::is_same_v<T, ComponentRef>) return Type::component;
  if constexpr (std::is_same_v<T, Duration>) return Type::duration;
  if constexpr (std::is_same_v<T, ByteSize>) return Type::size;
  if constexpr (std::is_same_v<T, Rate>) return Type::rate;
  if constexpr (std::is_same_v<T, Share>) return Type::share;
  if constexpr (std::is_same_v<T, int> || std::is_same_v<T, std::int64_t>) return Type::count;
  if constexpr (std::is_same_v<T, double>) return Type::number;
  if constexpr (Named<T>) return Type::choice;
  if constexpr (std::is_same_v<T, Distribution>) return Type::distribution;
  if constexpr (std::is_same_v<T, Arrivals>) return Type::arrivals;
  return Type::structure;
}

// The value as an editor shows it: a user's text as it is, all else as the file would write it.
template <class T>
std::string fieldText(const T& value) {
  const Tree tree = Codec<T>::write(value, {});
  return tree.isScalar() && tree.isText ? tree.scalar : valueText(withoutDefaults(tree));
}

}  // namespace virga::model
