#include "model/units/share.h"

#include <fmt/format.h>

#include "model/units/quantity.h"

namespace virga::model {

tl::expected<Share, std::string> parseShare(std::string_view text) {
  const auto whole = trimmed(text);
  if (whole.empty()) return tl::unexpected(std::string("a share is missing; write for example '0.5%'"));
  const auto split = splitNumber(whole);
  if (!split) return tl::unexpected(split.error());
  if (split->rest.empty()) return tl::unexpected(fmt::format("'{0}' has no per cent sign; write '{0}%'", whole));
  if (split->rest != "%")
    return tl::unexpected(fmt::format("'{}': '{}' isn't a per cent sign; write '{}%'", whole, split->rest, split->number));
  // Moving the point in the text instead of dividing keeps the nearest double.
  const double value = nearestDouble(std::string(split->number) + "e-2");
  if (value > 1) return tl::unexpected(fmt::format("'{}' is more than 100%; a share is 0% to 100%", whole));
  return Share{value};
}

std::string toText(Share share) { return plainText(share.value, 2) + "%"; }

}  // namespace virga::model
