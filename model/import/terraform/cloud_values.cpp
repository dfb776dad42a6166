#include "model/import/terraform/cloud_values.h"

#include <algorithm>
#include <cmath>
#include <regex>

#include "model/import/iso_duration.h"

namespace virga::model {

namespace {
using Kind = HclExpression::Kind;
}

const HclExpression* valueAtPath(const HclExpression& values, const std::string& path) {
  const std::size_t dot = path.find('.');
  const HclExpression* value = valueAt(values, path.substr(0, dot));
  if (dot == std::string::npos || !value) return value;
  return valueAtPath(*value, path.substr(dot + 1));
}

std::string textAt(const HclExpression& values, const std::string& path) {
  const HclExpression* value = valueAtPath(values, path);
  return value && value->kind == Kind::string ? value->text : "";
}

std::optional<double> numberAt(const HclExpression& values, const std::string& path) {
  const HclExpression* value = valueAtPath(values, path);
  if (!value || (value->kind != Kind::number && value->kind != Kind::string)) return {};
  static const std::regex number(R"([0-9]{1,12}(\.[0-9]{1,6})?)");
  if (value->text.size() > 20 || !std::regex_match(value->text, number)) return {};
  return std::stod(value->text);
}

std::optional<int> wholeAt(const HclExpression& values, const std::string& path) {
  const auto number = numberAt(values, path);
  if (!number || *number > 1e6 || *number != std::floor(*number)) return {};
  return static_cast<int>(*number);
}

std::optional<Duration> timeAt(const HclExpression& values, const std::string& path) {
  const std::string text = textAt(values, path);
  if (text.size() < 2 || text.size() > 40) return {};
  std::smatch match;
  static const std::regex plain(R"(([0-9]{1,9})(\.[0-9]+)?s)");
  if (std::regex_match(text, match, plain)) return seconds(std::stoll(match[1].str()));
  return isoDuration(text);
}

std::optional<ByteSize> memoryAt(const HclExpression& values, const std::string& path) {
  const HclExpression* value = valueAtPath(values, path);
  if (!value || value->text.size() > 40) return {};
  std::smatch match;
  static const std::regex size(R"(([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*(Ki|Mi|Gi|M|G|MB|GB)?)");
  if (!std::regex_match(value->text, match, size)) return {};
  const double number = std::stod(match[1].str());
  const std::string unit = match[2].str();
  const double mebi = unit == "Gi" || unit == "G" || unit == "GB" ? number * 1024 : unit == "Ki" ? number / 1024 : number;
  return mebibytes(static_cast<std::int64_t>(std::max(1.0, std::round(mebi))));
}

std::string outsideName(const HclExpression& value) {
  if (value.isReference() && value.path.size() == 2 && value.path[0] == "var") {
    std::string name = value.path[1];
    for (const std::string_view ending : {"_endpoint", "_url", "_uri"})
      if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    return name;
  }
  if (value.kind != Kind::string || !value.text.starts_with("https://")) return "";
  const std::string host = value.text.substr(8);
  return host.substr(0, host.find_first_of("/:?#"));
}

}  // namespace virga::model
