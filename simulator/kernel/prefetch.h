#pragma once

#include <cstddef>

namespace virga::simulator {

// Asks for all lines of memory of [from, to), to be written soon. Only a hint.
inline void prefetchRange(const void* from, const void* to) {
  constexpr std::ptrdiff_t kLine = 64;
  const auto* const end = static_cast<const char*>(to);
  for (const auto* at = static_cast<const char*>(from); at < end; at += kLine) __builtin_prefetch(at, 1);
  __builtin_prefetch(end - 1, 1);
  asm volatile("");  // GCC takes a function that only prefetches for one without effect, and leaves its calls out
}

template <class Object>
void prefetchObject(const Object& object) {
  prefetchRange(&object, &object + 1);
}

}  // namespace virga::simulator
