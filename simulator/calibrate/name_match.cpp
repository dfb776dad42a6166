#include "simulator/calibrate/name_match.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/slug.h"

namespace virga::simulator {

namespace {

std::string lettersOf(const std::string& name) {
  auto letters = model::slug(name);
  std::erase(letters, '-');
  return letters;
}

// "shopCheckoutAPI" → "shop-checkout-api", so that words of camel case are parts too.
std::string partsOf(const std::string& name) {
  std::string apart;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto isUpper = [&](std::size_t at) { return std::isupper(static_cast<unsigned char>(name[at])) != 0; };
    if (i > 0 && isUpper(i) && !isUpper(i - 1)) apart += '-';
    apart += name[i];
  }
  return '-' + model::slug(apart) + '-';
}

bool holdsPart(const std::string& logName, const std::string& component) {
  const auto part = '-' + component + '-';
  return partsOf(logName).find(part) != std::string::npos ||
         ('-' + model::slug(logName) + '-').find(part) != std::string::npos;
}

class Matcher {
 public:
  Matcher(const std::vector<std::string>& logNames, const model::Architecture& architecture) : logNames_(logNames) {
    for (const auto& component : architecture.components)
      if (std::holds_alternative<model::Function>(component.kind)) functions_.push_back(component.id);
  }

  void take(const std::string& logName, const std::string& component, NamedBy by) {
    if (matches_.matched.contains(logName) || taken_.contains(component)) return;
    matches_.matched[logName] = {component, by};
    taken_.insert(component);
  }

  template <class Means>
  void takeEach(NamedBy by, const Means& means) {
    for (const auto& logName : logNames_) {
      if (matches_.matched.contains(logName)) continue;
      std::vector<std::string> meant;
      for (const auto& function : functions_)
        if (means(logName, function)) meant.push_back(function);
      if (meant.empty()) continue;
      std::stable_sort(meant.begin(), meant.end(),
                       [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
      if (meant.size() == 1 || meant[0].size() > meant[1].size()) take(logName, meant.front(), by);
    }
  }

  NameMatches finish() {
    if (logNames_.size() == 1 && functions_.size() == 1) take(logNames_.front(), functions_.front(), NamedBy::onlyOne);
    for (const auto& logName : logNames_)
      if (!matches_.matched.contains(logName)) matches_.unmatched.emplace_back(logName, whyNot());
    return std::move(matches_);
  }

 private:
  std::string whyNot() const {
    if (functions_.empty()) return "the design has no functions";
    return fmt::format("no function of the design has such a name; its functions: {}", fmt::join(functions_, ", "));
  }

  const std::vector<std::string>& logNames_;
  std::vector<std::string> functions_;
  std::set<std::string> taken_;
  NameMatches matches_;
};

}  // namespace

NameMatches matchNames(const std::vector<std::string>& logNames, const model::Architecture& architecture,
                       const std::vector<std::pair<std::string, model::ComponentId>>& stated) {
  Matcher matcher(logNames, architecture);
  for (const auto& [logName, component] : stated)
    if (std::find(logNames.begin(), logNames.end(), logName) != logNames.end())
      matcher.take(logName, component, NamedBy::stated);
  matcher.takeEach(NamedBy::same, [](const std::string& logName, const std::string& id) { return logName == id; });
  matcher.takeEach(NamedBy::spelling,
                   [](const std::string& logName, const std::string& id) { return lettersOf(logName) == lettersOf(id); });
  matcher.takeEach(NamedBy::part, holdsPart);
  return matcher.finish();
}

}  // namespace virga::simulator
