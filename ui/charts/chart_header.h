#pragma once

#include <vector>

#include <QWidget>

#include "ui/charts/chart_content.h"
#include "ui/charts/series_buckets.h"

class QLabel;
class QMenu;
class QToolButton;

namespace virga::ui {

// What stands above a plot: its title, a toggle for each line that is its legend too, and the chart's menu. The toggles go
// beside the title where all of them fit, else in rows of their own, and no text is cut.
class ChartHeader : public QWidget {
  Q_OBJECT

 public:
  explicit ChartHeader(QMenu* menu, QWidget* parent = nullptr);

  void setContent(const ChartContent& content);  // all lines on; no toggles where there is nothing to see
  // Of the visible range, in the tooltip of the line.
  void setFigures(std::size_t line, const WindowFigures& figures);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void toggled(std::size_t line, bool shown);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QToolButton* makeToggle(std::size_t line);
  void paintIcons();
  void arrange();

  std::vector<ChartLine> lines_;
  QLabel* title_;
  std::vector<QToolButton*> toggles_;
  QToolButton* more_;
  int height_ = 0;  // of all rows at the present width
};

}  // namespace virga::ui
