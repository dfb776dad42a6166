#include "model/project/suggestion.h"

#include <algorithm>
#include <cctype>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace virga::model {
namespace {

constexpr std::size_t kLongestCompared = 100;

// Case, blanks, '-' and '_' don't count: maxReceives, max_receives and max-receives are one word.
std::string squeezed(std::string_view word) {
  std::string result;
  for (const char c : word)
    if (c != '-' && c != '_' && c != ' ') result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

}  // namespace

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> beforeLast, last(b.size() + 1), current(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], beforeLast[j - 2] + 1);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.size()];
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  if (known.empty()) return {};
  if (word.size() <= kLongestCompared) {
    const std::string squeezedWord = squeezed(word);
    const std::string* nearest = nullptr;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto& candidate : known) {
      const std::size_t distance = editDistance(squeezedWord, squeezed(candidate));
      if (distance < least) {
        least = distance;
        nearest = &candidate;
      }
    }
    if (nearest) return fmt::format("did you mean '{}'?", *nearest);
  }
  constexpr std::size_t kMostListed = 20;
  const auto end = known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), kMostListed));
  return fmt::format("known: {}{}", fmt::join(known.begin(), end, ", "), known.size() > kMostListed ? ", …" : "");
}

}  // namespace virga::model
