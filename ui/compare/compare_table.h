#pragma once

#include <optional>
#include <utility>

#include <QTreeWidget>

#include "ui/compare/compare_rows.h"

namespace virga::ui {

// The figures of a comparison, a row for each platform and scenario; a click on a header sorts by the numbers. The best of
// a scenario is bold and has a mark, so has what isn't shown to differ from it. Copies its rows as tab-separated text.
class CompareTable : public QTreeWidget {
  Q_OBJECT

 public:
  explicit CompareTable(QWidget* parent = nullptr);

  void setRows(const std::vector<CompareColumn>& columns, const std::vector<CompareRow>& rows, bool severalScenarios);
  // Scenario and platform of the selected row.
  std::optional<std::pair<std::size_t, std::size_t>> current() const;

 public slots:
  void copyAsText() const;
};

}  // namespace virga::ui
