#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace virga::simulator {

// All values from `low` to `high`, both with the same unit.
struct FactorRange {
  double low = 0, high = 0;    // low < high
  std::string unit;            // as it stands behind the numbers, with the blank before it: "MiB", "/s", ""
  bool whole = false;          // whole numbers alone, as both ends are written without decimals
  bool logarithmic = false;    // each ratio is as likely as another; low > 0
  std::optional<double> step;  // these alone: low, low + step, …

  bool operator==(const FactorRange&) const = default;
};

// What an uncertain value is thought to be.
struct FactorLaw {
  enum class Kind {
    normal,     // mean a, standard deviation b, cut off below 0
    lognormal,  // median a, standard deviation of the logarithm b
    triangular  // least a, likeliest b, greatest c
  };
  Kind kind = Kind::normal;
  double a = 0, b = 0, c = 0;
  std::string unit;    // as a range's
  bool whole = false;  // as a range's

  bool operator==(const FactorLaw&) const = default;
};

// A value of the project that a sweep varies: listed values, a range or a law.
struct Factor {
  std::string path;                 // as that of a setting: "checkout.memory"
  std::vector<std::string> values;  // listed ones, as a setting has them; empty where there is a range or a law
  std::optional<FactorRange> range;
  std::optional<FactorLaw> law = {};

  bool operator==(const Factor&) const = default;
};

inline constexpr std::size_t kMostLevels = 10'000;  // of one factor

// Reads the values alone, as they stand behind the '='.
tl::expected<Factor, std::string> parseFactorValues(std::string path, std::string_view values);

// Reads "checkout.memory=128MiB,512MiB", "users.sends.0.arrivals.poisson.rate=10/s..100/s",
// "checkout.memory=128MiB..1024MiB..128MiB" (with a step) or "…=1/s..1000/s..log", and
// "…=normal(30/s, 5/s)", "…=lognormal(30/s, 0.4)", "…=triangular(15/s, 20/s, 40/s)". Commas inside of brackets, braces and
// quotes don't part values. The error says what would be right.
tl::expected<Factor, std::string> parseFactor(std::string_view text);

// As parseFactor() reads it.
std::string toText(const Factor& factor);

// The values for a grid: the listed ones, those of the steps, or `levels` of a range, evenly spaced, or of a
// law, in the middles of equally likely parts; the same one once.
std::vector<std::string> levelsOf(const Factor& factor, std::size_t levels);

// The value at u, 0 … 1: for uniform u each listed value, step or whole number is as likely as the next.
std::string valueAt(const Factor& factor, double u);

}  // namespace virga::simulator
