#include "app/cli/bill_text.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

// Two decimals, and more where an amount would look like nothing.
std::string amountText(const model::Decimal& amount) {
  if (amount > 0 && amount < model::Decimal("0.005")) return model::toMoneyText(amount, 6);
  return model::toMoneyText(amount);
}

std::string quantityText(const model::Decimal& quantity) { return countText(quantity.convert_to<double>()); }

}  // namespace

std::string priceText(const model::Decimal& price) {
  constexpr std::size_t kLongest = 20;
  auto text = model::toText(price);
  if (text.size() > kLongest) text = model::toText(model::parseDecimal(model::toMoneyText(price, 15)).value_or(price));
  return text;
}

std::string billText(const model::Bill& bill, std::size_t most) {
  const bool all = most == 0;
  std::vector<Table::Column> columns = {{"component", Table::Align::left},
                                        {"item", Table::Align::left},
                                        {"quantity"},
                                        {"of it free"},
                                        {"unit", Table::Align::left},
                                        {"price"},
                                        {bill.currency}};
  if (all) columns.insert(columns.end(), {{"as of", Table::Align::left}, {"source", Table::Align::left}});
  Table table(std::move(columns));

  auto lines = bill.lines;
  if (!all) std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.amount > b.amount; });
  const std::size_t shown = all ? lines.size() : std::min(most, lines.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& line = lines[i];
    std::vector<std::string> cells = {line.component,
                                      line.item,
                                      quantityText(line.quantity),
                                      line.free > 0 ? quantityText(line.free) : "",
                                      line.unit,
                                      priceText(line.price),
                                      amountText(line.amount)};
    if (all) cells.insert(cells.end(), {line.asOf, line.source});
    table.add(std::move(cells));
  }
  if (shown < lines.size()) {
    model::Decimal rest = 0;
    for (std::size_t i = shown; i < lines.size(); ++i) rest += lines[i].amount;
    table.add({fmt::format("{} more", lines.size() - shown), "", "", "", "", "", amountText(rest)});
  }

  std::string text = fmt::format("Bill for a month, {} free tier{}{}\n", bill.freeTier ? "with the" : "without",
                                 bill.overlays.empty() ? "" : ", catalog overlaid by ", fmt::join(bill.overlays, ", "));
  if (bill.savings)
    text += fmt::format("  with {} ({}, {}): {}\n", bill.savings->name, bill.savings->id, bill.savings->term,
                        model::savingsAssumption());
  if (!table.isEmpty()) text += table.text("  ");
  // A total of nothing where nothing has a price would read as a bill that is free.
  if (lines.empty() && !bill.unpriced.empty())
    return text + fmt::format("  no total, without a price: {}\n", fmt::join(bill.unpriced, ", "));
  text += fmt::format("  total: {} {}\n", amountText(bill.total), bill.currency);
  if (bill.savings)
    text += fmt::format("  saved against on-demand prices: {} {}\n", amountText(bill.savings->saved), bill.currency);
  if (!bill.unpriced.empty())
    text += fmt::format("  not in the total, for the catalog has no price: {}\n", fmt::join(bill.unpriced, ", "));
  return text;
}

}  // namespace virga::cli
