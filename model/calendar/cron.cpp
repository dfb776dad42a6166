#include "model/calendar/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace virga::model {
namespace {

struct FieldRule {
  std::string_view name;  // "a minute"
  unsigned first, last;
  const std::array<std::string_view, 12>* words = nullptr;  // of first, first + 1, …
};

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kDays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

constexpr std::array<FieldRule, 5> kRules{{{"a minute", 0, 59},
                                           {"an hour", 0, 23},
                                           {"a day of the month", 1, 31},
                                           {"a month", 1, 12, &kMonths},
                                           {"a day of the week", 0, 7, &kDays}}};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find_first_of(separators, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::optional<unsigned> valueOf(std::string_view text, const FieldRule& rule) {
  if (const auto value = number(text)) return *value >= rule.first && *value <= rule.last ? value : std::nullopt;
  if (!rule.words) return std::nullopt;
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
  });
  for (unsigned i = 0; i < rule.words->size() && !(*rule.words)[i].empty(); ++i)
    if ((*rule.words)[i] == lower) return rule.first + i;
  return std::nullopt;
}

// Adds the values of one part of a list.
template <std::size_t size>
std::string addPart(std::string_view part, const FieldRule& rule, std::bitset<size>& values) {
  const auto slash = part.find('/');
  const auto range = part.substr(0, slash);
  unsigned step = 1;
  if (slash != std::string_view::npos) {
    const auto stated = number(part.substr(slash + 1));
    if (!stated || *stated == 0) return fmt::format("'{}' isn't a step", part.substr(slash + 1));
    step = *stated;
  }
  unsigned from = rule.first, to = rule.last;
  if (range == "*") {
    if (rule.words == &kDays) to = 6;
  } else {
    const auto dash = range.find('-');
    const auto first = valueOf(range.substr(0, dash), rule);
    if (!first) return fmt::format("'{}' isn't {} ({} to {})", range.substr(0, dash), rule.name, rule.first, rule.last);
    from = *first;
    if (dash != std::string_view::npos) {
      const auto last = valueOf(range.substr(dash + 1), rule);
      if (!last) return fmt::format("'{}' isn't {} ({} to {})", range.substr(dash + 1), rule.name, rule.first, rule.last);
      to = *last;
      if (to < from) return fmt::format("the range '{}' runs backwards", range);
    } else if (slash == std::string_view::npos) {
      to = from;
    }
  }
  for (unsigned value = from; value <= to; value += step) values.set(rule.words == &kDays ? value % 7 : value);
  return {};
}

template <std::size_t size>
std::string readField(std::string_view text, const FieldRule& rule, std::bitset<size>& values) {
  for (const auto part : split(text, ","))
    if (auto fault = addPart(part, rule, values); !fault.empty()) return fault;
  return {};
}

// Whether some month that the expression names has one of its days.
bool everComes(const Cron& cron) {
  if (!cron.anyDayOfWeek && !cron.anyDayOfMonth) return true;
  constexpr std::array<unsigned, 13> kLongest{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (unsigned month = 1; month <= 12; ++month)
    for (unsigned day = 1; day <= kLongest[month]; ++day)
      if (cron.months[month] && cron.daysOfMonth[day]) return true;
  return false;
}

}  // namespace

tl::expected<Cron, std::string> parseCron(std::string_view expression) {
  auto fields = split(expression, " \t");
  std::erase_if(fields, [](std::string_view field) { return field.empty(); });
  if (fields.size() != kRules.size())
    return tl::unexpected(fmt::format("it has {} field{}, not 5", fields.size(), fields.size() == 1 ? "" : "s"));
  Cron cron;
  for (const auto& fault : {readField(fields[0], kRules[0], cron.minutes), readField(fields[1], kRules[1], cron.hours),
                            readField(fields[2], kRules[2], cron.daysOfMonth), readField(fields[3], kRules[3], cron.months),
                            readField(fields[4], kRules[4], cron.daysOfWeek)})
    if (!fault.empty()) return tl::unexpected(fault);
  cron.anyDayOfMonth = fields[2].front() == '*';
  cron.anyDayOfWeek = fields[4].front() == '*';
  if (!everComes(cron)) return tl::unexpected(std::string("no month that it names has such a day"));
  return cron;
}

}  // namespace virga::model
