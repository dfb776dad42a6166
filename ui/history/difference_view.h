#pragma once

#include <optional>

#include <QWidget>

#include "simulator/results/run_difference.h"

class QCheckBox;
class QLabel;
class QTreeWidget;

namespace virga::ui {

// What changed from one run to another: the verdict, and the key figures of both beside each other.
class DifferenceView : public QWidget {
  Q_OBJECT

 public:
  explicit DifferenceView(QWidget* parent = nullptr);

  // `before` and `after` name the runs: "Run 3".
  void setDifference(const simulator::RunDifference& difference, const QString& before, const QString& after);
  bool isOnCanvas() const;

 signals:
  void onCanvasChanged(bool on);
  void closed();

 private:
  void fill();
  void copyAsText() const;

  std::optional<simulator::RunDifference> difference_;
  QLabel* title_;
  QLabel* verdict_;
  QLabel* remarks_;
  QCheckBox* onCanvas_;
  QTreeWidget* table_;
};

}  // namespace virga::ui
