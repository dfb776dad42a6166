#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/units/duration.h"

namespace virga::model {

// The time at the beginning of a run that no figure counts: stated, or found out by a pilot run and written "auto".
struct Warmup {
  Duration time;  // 0 where it is found out
  bool automatic = false;
  bool operator==(const Warmup&) const = default;
};

tl::expected<Warmup, std::string> parseWarmup(std::string_view text);
std::string toText(const Warmup& warmup);

}  // namespace virga::model
