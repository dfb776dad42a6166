#include "model/project/suggestion.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/nearest_name.h"

namespace virga::model {
namespace {

// '-' and '_' don't count: maxReceives, max_receives and max-receives are one word.
std::string squeezed(std::string_view word) {
  std::string result;
  for (const char c : word)
    if (c != '-' && c != '_') result += c;
  return result;
}

}  // namespace

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kLongestCompared = 100;
  constexpr std::size_t kMostCompared = 10'000;
  constexpr std::size_t kMostListed = 20;
  if (known.empty()) return {};
  if (word.size() <= kLongestCompared && known.size() <= kMostCompared) {
    std::vector<std::string> plain;
    for (const auto& name : known) plain.push_back(squeezed(name));
    const std::string nearest = nearestName(squeezed(word), plain);
    const auto found = std::find(plain.begin(), plain.end(), nearest);
    if (!nearest.empty()) return fmt::format("did you mean '{}'?", known[static_cast<std::size_t>(found - plain.begin())]);
  }
  const auto end = known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), kMostListed));
  return fmt::format("known: {}{}", fmt::join(known.begin(), end, ", "), known.size() > kMostListed ? ", …" : "");
}

}  // namespace virga::model
