#include "simulator/workload/timestamp.h"

#include <charconv>
#include <chrono>
#include <cmath>

namespace virga::simulator {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMostSeconds = 9'000'000'000;  // 285 years

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Reads from the front of a text; once something is missing, everything fails.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool atEnd() const { return text_.empty(); }
  char peek() const { return text_.empty() ? '\0' : text_.front(); }
  bool take(char c) {
    if (peek() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok_ = take(c) && ok_; }

  // Exactly `count` digits.
  int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      if (!isDigit(peek())) {
        ok_ = false;
        return 0;
      }
      value = value * 10 + (text_.front() - '0');
      text_.remove_prefix(1);
    }
    return value;
  }

  // The digits after a decimal point in nanoseconds, rounded half up.
  std::int64_t fraction() {
    std::int64_t value = 0;
    int count = 0;
    bool roundUp = false;
    while (isDigit(peek())) {
      const int digit = text_.front() - '0';
      if (count < 9) value = value * 10 + digit;
      if (count == 9) roundUp = digit >= 5;
      ++count;
      text_.remove_prefix(1);
    }
    for (int i = count; i < 9; ++i) value *= 10;
    return value + (roundUp ? 1 : 0);
  }

 private:
  std::string_view text_;
  bool ok_ = true;
};

std::optional<std::int64_t> parseScientific(std::string_view text) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || !(std::abs(seconds) <= kMostSeconds)) return std::nullopt;
  return std::llround(seconds * 1e9);
}

}  // namespace

std::optional<std::int64_t> parseSeconds(std::string_view text) {
  if (text.find_first_of("eE") != std::string_view::npos) return parseScientific(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() && decimals.empty()) return std::nullopt;
  std::int64_t seconds = 0;
  for (const char c : whole) {
    if (!isDigit(c)) return std::nullopt;
    seconds = seconds * 10 + (c - '0');
    if (seconds > kMostSeconds) return std::nullopt;
  }
  Scanner scanner(decimals);
  const std::int64_t nanoseconds = seconds * kSecond + scanner.fraction();
  if (!scanner.atEnd()) return std::nullopt;
  return negative ? -nanoseconds : nanoseconds;
}

std::optional<std::int64_t> parseTimestamp(std::string_view text) {
  using namespace std::chrono;
  Scanner scanner(text);
  const int yearNumber = scanner.digits(4);
  scanner.expect('-');
  const auto monthNumber = static_cast<unsigned>(scanner.digits(2));
  scanner.expect('-');
  const auto dayNumber = static_cast<unsigned>(scanner.digits(2));
  if (!scanner.take('T')) scanner.expect(' ');
  const int hour = scanner.digits(2);
  scanner.expect(':');
  const int minute = scanner.digits(2);
  int second = 0;
  std::int64_t fraction = 0;
  if (scanner.take(':')) {
    second = scanner.digits(2);
    if (scanner.take('.') || scanner.take(',')) {
      if (!isDigit(scanner.peek())) return std::nullopt;
      fraction = scanner.fraction();
    }
  }
  int offsetMinutes = 0;
  if (scanner.peek() == '+' || scanner.peek() == '-') {
    const int sign = scanner.take('-') ? -1 : (scanner.take('+'), 1);
    const int offsetHours = scanner.digits(2);
    scanner.take(':');
    offsetMinutes = sign * (offsetHours * 60 + (scanner.atEnd() ? 0 : scanner.digits(2)));
  } else {
    scanner.take('Z');
  }
  const year_month_day date{year{yearNumber}, month{monthNumber}, day{dayNumber}};
  // A second of 60 is a leap second.
  const bool valid = scanner.ok() && scanner.atEnd() && date.ok() && hour < 24 && minute < 60 && second <= 60;
  if (!valid || yearNumber < 1700 || yearNumber > 2200) return std::nullopt;
  const std::int64_t days = sys_days(date).time_since_epoch().count();
  const std::int64_t seconds = ((days * 24 + hour) * 60 + minute - offsetMinutes) * 60 + second;
  return seconds * kSecond + fraction;
}

}  // namespace virga::simulator
