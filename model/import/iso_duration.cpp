#include "model/import/iso_duration.h"

#include <regex>

namespace virga::model {

std::optional<Duration> isoDuration(const std::string& text) {
  static const std::regex iso(R"(P(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,9})S)?)?)");
  std::smatch match;
  if (text.size() < 3 || text.size() > 40 || !std::regex_match(text, match, iso)) return {};
  const auto part = [&](std::size_t n) { return match[n].matched ? std::stoll(match[n].str()) : 0; };
  return days(part(1)) + hours(part(2)) + minutes(part(3)) + seconds(part(4));
}

}  // namespace virga::model
