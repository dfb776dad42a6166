#include "model/architecture/warmup.h"

namespace virga::model {

namespace {

constexpr std::string_view kAutomatic = "auto";

}  // namespace

tl::expected<Warmup, std::string> parseWarmup(std::string_view text) {
  if (text == kAutomatic) return Warmup{{}, true};
  return parseDuration(text).map([](Duration time) { return Warmup{time}; });
}

std::string toText(const Warmup& warmup) { return warmup.automatic ? std::string(kAutomatic) : toText(warmup.time); }

}  // namespace virga::model
