#include "model/project/codec.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tl/expected.hpp>

namespace virga::model {
namespace {

// `text` gives the words for a bound in base units.
template <class Text>
bool inRange(Reader& reader, const Tree& tree, double value, const FieldOptions& options, Text text) {
  std::string bound;
  if (value < options.min || (options.aboveMin && value == options.min))
    bound = fmt::format("{} {}", options.aboveMin ? "more than" : "at least", text(options.min));
  else if (value > options.max)
    bound = fmt::format("at most {}", text(options.max));
  if (bound.empty()) return true;
  reader.error(tree.origin, "out-of-range", fmt::format("'{}' is out of range", tree.scalar), "it must be " + bound);
  return false;
}

template <class T>
void readQuantity(Reader& reader, const Tree& tree, const FieldOptions& options, std::string_view expected,
                  tl::expected<T, std::string> (*parse)(std::string_view), double (*base)(const T&), T (*ofBase)(double),
                  T& value) {
  if (!reader.expectScalar(tree, expected)) return;
  const auto parsed = parse(tree.scalar);
  if (!parsed) {
    reader.error(tree.origin, "bad-value", parsed.error());
    return;
  }
  if (inRange(reader, tree, base(*parsed), options, [&](double bound) { return toText(ofBase(bound)); })) value = *parsed;
}

// "20:00" or "20:00:30" as the time since midnight.
tl::expected<Duration, std::string> parseTimeOfDay(std::string_view text) {
  std::array<int, 3> parts{};
  const bool hasSeconds = text.size() == 8;
  bool good = text.size() == 5 || (hasSeconds && text[5] == ':');
  good = good && text[2] == ':';
  for (std::size_t i = 0; good && i < (hasSeconds ? 3U : 2U); ++i) {
    const char tens = text[3 * i];
    const char ones = text[3 * i + 1];
    good = tens >= '0' && tens <= '9' && ones >= '0' && ones <= '9';
    parts.at(i) = 10 * (tens - '0') + (ones - '0');
  }
  if (!good || parts[0] > 23 || parts[1] > 59 || parts[2] > 59)
    return tl::unexpected(fmt::format("'{}' isn't a time of day; write hours and minutes, as in \"20:00\"", text));
  return hours(parts[0]) + minutes(parts[1]) + seconds(parts[2]);
}

std::string timeOfDayText(Duration time) {
  const std::int64_t whole = time.nanoseconds / seconds(1).nanoseconds;
  const std::string text = fmt::format("{:02}:{:02}", whole / 3600, whole / 60 % 60);
  return whole % 60 == 0 ? text : fmt::format("{}:{:02}", text, whole % 60);
}

// True for a scalar without quotes.
bool expectNumber(Reader& reader, const Tree& tree, std::string_view expected) {
  if (!reader.expectScalar(tree, expected)) return false;
  if (!tree.isText) return true;
  reader.error(tree.origin, "wrong-type", fmt::format("expected {}, found a text in quotes", expected),
               "leave the quotes out");
  return false;
}

void readWhole(Reader& reader, const Tree& tree, const FieldOptions& options, std::int64_t largest, std::int64_t& value) {
  if (!expectNumber(reader, tree, "a whole number such as 10")) return;
  std::int64_t number = 0;
  const char* const end = tree.scalar.data() + tree.scalar.size();
  const auto [rest, fault] = std::from_chars(tree.scalar.data(), end, number);
  if (fault == std::errc::result_out_of_range) {
    reader.error(tree.origin, "out-of-range", fmt::format("'{}' is out of range", tree.scalar));
    return;
  }
  if (fault != std::errc() || rest != end) {
    reader.error(tree.origin, "bad-value", fmt::format("'{}' isn't a whole number", tree.scalar),
                 "write it without unit or decimals, as in 10");
    return;
  }
  FieldOptions limits = options;
  limits.max = std::min(limits.max, static_cast<double>(largest));
  if (inRange(reader, tree, static_cast<double>(number), limits,
              [](double bound) { return fmt::format("{}", static_cast<std::int64_t>(bound)); }))
    value = number;
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::string routeFault(std::string_view route) {
  static constexpr std::array<std::string_view, 8> kMethods{"GET",  "POST",    "PUT", "PATCH",
                                                            "HEAD", "OPTIONS", "ANY", "DELETE"};
  const std::size_t blank = route.find(' ');
  if (blank == std::string_view::npos) return "a route is a method and a path, as in 'POST /orders'";
  const std::string_view method = route.substr(0, blank);
  const std::string_view path = route.substr(blank + 1);
  if (std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end())
    return fmt::format("'{}' isn't a method; known: {}", method, fmt::join(kMethods, ", "));
  if (path.empty() || path[0] != '/') return "the path of a route begins with '/', as in 'POST /orders'";
  if (std::any_of(path.begin(), path.end(), isBlank)) return "the path of a route has no blanks";
  int open = 0;
  for (const char c : path) {
    open += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (open < 0 || open > 1 || (open == 1 && c == '/')) break;
  }
  if (open != 0) return "a path parameter is a name in braces, as in '/items/{id}'";
  return {};
}

void Codec<std::string>::read(Reader& reader, const Tree& tree, const FieldOptions& options, std::string& value) {
  if (!reader.expectScalar(tree, "a text")) return;
  const std::string& text = tree.scalar;
  const auto bad = [&](std::string message) { reader.error(tree.origin, "bad-value", std::move(message)); };
  const auto isControl = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
  };
  if (std::any_of(text.begin(), text.end(), isControl)) return bad("a text can't have control characters");
  if (options.form != TextForm::paragraph && text.find('\n') != std::string::npos) return bad("this text must be one line");
  if (options.required && text.empty()) return bad("this can't be empty");
  if (options.form == TextForm::word && std::any_of(text.begin(), text.end(), isBlank))
    return bad(fmt::format("'{}' must be one word", text));
  if (options.form == TextForm::route && !text.empty())
    if (auto fault = routeFault(text); !fault.empty()) return bad(fmt::format("bad route '{}': {}", text, fault));
  value = text;
}

Tree Codec<std::string>::write(const std::string& value, const FieldOptions&) { return textScalar(value); }

void Codec<ComponentRef>::read(Reader& reader, const Tree& tree, const FieldOptions& options, ComponentRef& value) {
  if (!reader.expectScalar(tree, "the name of a component")) return;
  value.id = tree.scalar;
  reader.refer(tree, options.targets);
}

Tree Codec<ComponentRef>::write(const ComponentRef& value, const FieldOptions&) { return textScalar(value.id); }

void Codec<Duration>::read(Reader& reader, const Tree& tree, const FieldOptions& options, Duration& value) {
  const auto base = [](const Duration& duration) { return static_cast<double>(duration.nanoseconds); };
  const auto ofBase = [](double nanos) { return nanoseconds(static_cast<std::int64_t>(nanos)); };
  if (options.timeOfDay)
    readQuantity<Duration>(reader, tree, options, "a time of day such as \"20:00\"", parseTimeOfDay, base, ofBase, value);
  else
    readQuantity<Duration>(reader, tree, options, "a duration such as 30 s", parseDuration, base, ofBase, value);
}

Tree Codec<Duration>::write(const Duration& value, const FieldOptions& options) {
  return options.timeOfDay ? textScalar(timeOfDayText(value)) : plainScalar(toText(value));
}

void Codec<ByteSize>::read(Reader& reader, const Tree& tree, const FieldOptions& options, ByteSize& value) {
  readQuantity<ByteSize>(
      reader, tree, options, "a size such as 512 MiB", parseByteSize,
      [](const ByteSize& size) { return static_cast<double>(size.bytes); },
      [](double size) { return bytes(static_cast<std::int64_t>(size)); }, value);
}

Tree Codec<ByteSize>::write(const ByteSize& value, const FieldOptions&) { return plainScalar(toText(value)); }

void Codec<Rate>::read(Reader& reader, const Tree& tree, const FieldOptions& options, Rate& value) {
  readQuantity<Rate>(
      reader, tree, options, "a rate such as 20/s", parseRate, [](const Rate& rate) { return rate.perSecond; },
      [](double perSecond) { return Rate{perSecond}; }, value);
}

Tree Codec<Rate>::write(const Rate& value, const FieldOptions&) { return plainScalar(toText(value)); }

void Codec<Share>::read(Reader& reader, const Tree& tree, const FieldOptions& options, Share& value) {
  readQuantity<Share>(
      reader, tree, options, "a share such as 5%", parseShare, [](const Share& share) { return share.value; },
      [](double share) { return Share{share}; }, value);
}

Tree Codec<Share>::write(const Share& value, const FieldOptions&) { return plainScalar(toText(value)); }

void Codec<double>::read(Reader& reader, const Tree& tree, const FieldOptions& options, double& value) {
  if (!expectNumber(reader, tree, "a number such as 0.5")) return;
  double number = 0;
  const char* const end = tree.scalar.data() + tree.scalar.size();
  const auto [rest, fault] = std::from_chars(tree.scalar.data(), end, number);
  if (fault != std::errc() || rest != end || !std::isfinite(number)) {
    reader.error(tree.origin, "bad-value", fmt::format("'{}' isn't a number", tree.scalar), "write it as in 0.5");
    return;
  }
  if (inRange(reader, tree, number, options, [](double bound) { return fmt::format("{}", bound); })) value = number;
}

Tree Codec<double>::write(const double& value, const FieldOptions&) { return plainScalar(fmt::format("{}", value)); }

void Codec<std::int64_t>::read(Reader& reader, const Tree& tree, const FieldOptions& options, std::int64_t& value) {
  readWhole(reader, tree, options, std::numeric_limits<std::int64_t>::max(), value);
}

Tree Codec<std::int64_t>::write(const std::int64_t& value, const FieldOptions&) {
  return plainScalar(fmt::to_string(value));
}

void Codec<int>::read(Reader& reader, const Tree& tree, const FieldOptions& options, int& value) {
  std::int64_t number = value;
  readWhole(reader, tree, options, std::numeric_limits<int>::max(), number);
  value = static_cast<int>(number);
}

Tree Codec<int>::write(const int& value, const FieldOptions&) { return plainScalar(fmt::to_string(value)); }

}  // namespace virga::model
