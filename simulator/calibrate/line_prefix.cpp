#include "simulator/calibrate/line_prefix.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "simulator/calibrate/log_numbers.h"
#include "simulator/workload/timestamp.h"

namespace virga::simulator {

namespace {

constexpr std::int64_t kSecondNs = 1'000'000'000;
constexpr std::int64_t kDayNs = 86'400 * kSecondNs;
constexpr std::int64_t kMillisecondNs = 1'000'000;
constexpr std::size_t kLongestToken = 600;  // a log stream's name has up to 512 characters

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t'; }

void skipBlanks(std::string_view& text) {
  while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
}

// Blanks, and colours as "\x1b[36m".
void skipColours(std::string_view& text) {
  skipBlanks(text);
  while (text.starts_with("\x1b[")) {
    const auto end = text.substr(0, 16).find('m');
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
    skipBlanks(text);
  }
}

std::string_view tokenOf(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size <= kLongestToken && !isBlank(text[size]) && text[size] != '\x1b') ++size;
  return text.substr(0, size);
}

std::optional<std::int64_t> timeOfDay(std::string_view token) {
  if (token.size() < 8 || token[2] != ':' || token[5] != ':') return std::nullopt;
  for (const std::size_t i : {0, 1, 3, 4, 6, 7})
    if (!isDigit(token[i])) return std::nullopt;
  const auto number = [&](std::size_t at) { return (token[at] - '0') * 10 + (token[at + 1] - '0'); };
  if (number(0) > 23 || number(3) > 59 || number(6) > 60) return std::nullopt;
  std::int64_t ns = ((number(0) * 60 + number(3)) * std::int64_t{60} + number(6)) * kSecondNs;
  if (token.size() > 8) {
    if (token[8] != '.' && token[8] != ',') return std::nullopt;
    const auto fraction = parseSeconds(fmt::format("0.{}", token.substr(9, 12)));
    if (!fraction) return std::nullopt;
    ns += *fraction;
  }
  return ns;
}

bool looksLikeDate(std::string_view token) {
  return token.size() >= 10 && isDigit(token[0]) && token[4] == '-' && token[7] == '-';
}

// Epoch milliseconds of this century have 13 digits.
std::optional<std::int64_t> epochMilliseconds(std::string_view token) {
  if (token.size() != 13) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return value * kMillisecondNs;
}

bool isStream(std::string_view token) { return token.find("/[") != token.npos || token.find("[$LATEST]") != token.npos; }

// A stamp of the front, which is cut off there; "2018-05-08 23:24:11.206" are two tokens.
std::optional<LogStamp> takeStamp(std::string_view& text, std::string_view token, DayClock& clock) {
  if (token.empty() || !isDigit(token.front())) return std::nullopt;
  if (looksLikeDate(token)) {
    if (const auto ns = parseTimestamp(token)) {
      text.remove_prefix(token.size());
      return LogStamp{*ns};
    }
    if (token.size() != 10) return std::nullopt;
    const auto second = tokenOf(text.substr(std::min(text.size(), token.size() + 1)));
    const auto both = text.substr(0, token.size() + 1 + second.size());
    const auto ns = parseTimestamp(both);
    if (!ns) return std::nullopt;
    text.remove_prefix(both.size());
    return LogStamp{*ns};
  }
  if (const auto ns = timeOfDay(token)) {
    text.remove_prefix(token.size());
    return clock.at(*ns);
  }
  if (const auto ns = epochMilliseconds(token)) {
    text.remove_prefix(token.size());
    return LogStamp{*ns};
  }
  return std::nullopt;
}

// "5/3/2023, 2:23:41.123 PM"
std::optional<std::int64_t> portalTime(std::string_view text) {
  const auto number = [&text](char end) -> int {
    int value = -1;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const auto size = static_cast<std::size_t>(stop - text.data());
    if (error != std::errc() || size > 4 || size >= text.size() || text[size] != end) return -1;
    text.remove_prefix(size + 1);
    return value;
  };
  const int month = number('/');
  const int day = number('/');
  const int year = number(',');
  skipBlanks(text);
  int hour = number(':');
  const auto rest = text;
  const bool afternoon = rest.ends_with("PM");
  if ((!afternoon && !rest.ends_with("AM")) || month < 0 || day < 0 || year < 0 || hour < 1 || hour > 12)
    return std::nullopt;
  hour = hour % 12 + (afternoon ? 12 : 0);
  return parseTimestamp(
      fmt::format("{:04}-{:02}-{:02} {:02}:{}", year, month, day, hour, trimmed(rest.substr(0, rest.size() - 2))));
}

}  // namespace

LogStamp DayClock::at(std::int64_t timeOfDayNs) {
  if (timeOfDayNs < last_ - kDayNs / 2) ++day_;
  last_ = timeOfDayNs;
  return {day_ * kDayNs + timeOfDayNs, true};
}

PrefixedLine splitPrefix(std::string_view line, DayClock& clock) {
  PrefixedLine parts;
  constexpr int kMostTokens = 5;
  for (int i = 0; i < kMostTokens; ++i) {
    skipColours(line);
    if (line.empty()) break;
    const char first = line.front();
    const auto token = tokenOf(line);
    if (!parts.stamp && isDigit(first)) {
      parts.stamp = takeStamp(line, token, clock);
      if (parts.stamp) continue;
    }
    if (!parts.stamp && first == '[' && token.ends_with(']') && looksLikeDate(token.substr(1))) {
      if (const auto ns = parseTimestamp(token.substr(1, token.size() - 2))) parts.stamp = LogStamp{*ns};
      if (!parts.stamp) break;
    } else if (parts.group.empty() && token.starts_with("/aws/")) {
      parts.group = token;
    } else if (parts.stream.empty() && isDigit(first) && isStream(token)) {
      parts.stream = token;
    } else if (line.substr(token.size()).starts_with(" | ") || line.substr(token.size()).starts_with("  | ")) {
      line.remove_prefix(line.find('|') + 1);
      continue;
    } else {
      break;
    }
    line.remove_prefix(token.size());
  }
  skipBlanks(line);
  parts.message = line;
  return parts;
}

std::optional<std::int64_t> parseLogTime(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || !isDigit(text.front())) return std::nullopt;
  if (looksLikeDate(text)) return parseTimestamp(text);
  if (text.find('/') != std::string_view::npos) return portalTime(text);
  std::int64_t whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  const auto digits = static_cast<std::size_t>(end - text.data());
  if (error != std::errc()) return std::nullopt;
  if (digits <= 10) return parseSeconds(text);  // "1606220840.361", "1.606220832037E9"
  if (digits != text.size()) return std::nullopt;
  if (digits <= 13) return whole * kMillisecondNs;
  if (digits <= 16) return whole * 1'000;
  return whole;
}

}  // namespace virga::simulator
