#pragma once

#include <QWidget>

#include "simulator/calibrate/log_reader.h"

class QLabel;
class QTreeWidget;

namespace virga::ui {

// What was read of each file, and the lines that weren't understood.
class LogReportView : public QWidget {
  Q_OBJECT

 public:
  explicit LogReportView(QWidget* parent = nullptr);

  void setReport(const simulator::LogReport& report);

 private:
  QTreeWidget* files_;
  QTreeWidget* unparsable_;
  QLabel* more_;
};

}  // namespace virga::ui
