#include "ui/bill/bill_csv.h"

#include "ui/export/csv_text.h"

namespace virga::ui {

std::string billCsv(const model::Bill& bill) {
  std::vector<std::vector<std::string>> rows = {
      {"component", "item", "quantity", "free", "unit", "price", "amount", "source", "as-of", "confidence"}};
  for (const auto& line : bill.lines)
    rows.push_back({line.component, line.item, model::toText(line.quantity), model::toText(line.free), line.unit,
                    model::toText(line.price), model::toText(line.amount), line.source, line.asOf,
                    line.sourced ? "sourced" : "general"});
  for (const auto& item : bill.unpriced) rows.push_back({"", item, "", "", "", "", "", "no price in the catalog", "", ""});
  return csvText(rows);
}

}  // namespace virga::ui
