#include "model/pricing/worked_bills.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::model {
namespace {

const std::vector<std::string> kColumns = {"case", "plan", "region", "free_tier", "total", "usage", "arithmetic", "source"};

// A last column that files and lines may leave out.
constexpr std::string_view kSavings = "savings";

// Fields of one line (RFC 4180, without line breaks in a field).
std::vector<std::string> fieldsOf(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      fields.emplace_back();
    else if (c != '\r')
      fields.back() += c;
  }
  return fields;
}

}  // namespace

tl::expected<std::vector<WorkedBill>, Problems> readWorkedBills(std::string_view text, const std::string& file) {
  std::vector<WorkedBill> bills;
  Problems problems;
  int number = 0;
  const auto wrong = [&](std::string message) {
    problems.push_back({Severity::error, "invalid-bill", file, number, 1, "", std::move(message), ""});
  };
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto fields = fieldsOf(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (fields.size() == 1 && fields.front().empty()) continue;
    if (number == 1) {
      auto columns = fields;
      if (columns.back() == kSavings) columns.pop_back();
      if (columns != kColumns)
        wrong("the columns case, plan, region, free_tier, total, usage, arithmetic, source are expected");
      continue;
    }
    const bool saves = fields.size() == kColumns.size() + 1;
    const bool complete = saves || fields.size() == kColumns.size();
    const auto total = complete ? parseDecimal(fields[4]) : tl::unexpected(std::string());
    if (!complete)
      wrong(fmt::format("{} fields are expected, not {}", kColumns.size(), fields.size()));
    else if (fields[3] != "on" && fields[3] != "off")
      wrong(fmt::format("free_tier is on or off, not '{}'", fields[3]));
    else if (!total)
      wrong(total.error());
    else if (fields[6].empty() || fields[7].empty())
      wrong("the arithmetic or the source is missing");
    else
      bills.push_back({fields[0], fields[1], fields[2], fields[3] == "on", *total, fields[5], fields[6], fields[7], number,
                       saves ? fields.back() : std::string()});
  }
  if (hasErrors(problems)) return tl::unexpected(std::move(problems));
  return bills;
}

tl::expected<Catalog, Problems> catalogOf(const WorkedBill& worked, const Catalog& catalog) {
  Architecture architecture;
  architecture.target = {catalog.provider, worked.region};
  if (!worked.plan.empty()) {
    architecture.providers.emplace_back().provider = catalog.provider;
    architecture.providers.back().plan = worked.plan;
  }
  return withPlan(catalog, architecture);
}

tl::expected<Usage, Problems> usageOf(const WorkedBill& worked, const Catalog& planned) {
  return readUsage("per: month\ncomponents: " + worked.usage, worked.name, planned);
}

bool isSameAmount(const Decimal& a, const Decimal& b) {
  static const Decimal kLast("1e-9");
  return abs(Decimal(a - b)) < kLast;
}

}  // namespace virga::model
