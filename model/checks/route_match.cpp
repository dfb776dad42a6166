#include "model/checks/route_match.h"

#include <algorithm>

namespace virga::model {
namespace {

// Cuts off the part before the separator.
std::string_view nextPart(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

bool isParameter(std::string_view part) { return part.size() > 2 && part.front() == '{' && part.back() == '}'; }

}  // namespace

bool routeAnswers(std::string_view route, std::string_view request) {
  const auto method = nextPart(route, ' ');
  if (const auto asked = nextPart(request, ' '); method != asked && method != "ANY") return false;
  while (!route.empty() && !request.empty()) {
    const auto expected = nextPart(route, '/');
    const auto part = nextPart(request, '/');
    if (isParameter(expected)) {
      if (part.empty()) return false;
      if (expected[expected.size() - 2] == '+') return true;
    } else if (expected != part) {
      return false;
    }
  }
  return route.empty() && request.empty();
}

}  // namespace virga::model
