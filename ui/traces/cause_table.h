#pragma once

#include <QTreeWidget>

#include "simulator/measure/trace.h"

namespace virga::ui {

// What the chosen request's time was spent on, beside the flow's slowest requests and those at random.
class CauseTable : public QTreeWidget {
  Q_OBJECT

 public:
  explicit CauseTable(QWidget* parent = nullptr);

  void setTrace(const simulator::Trace& trace, const simulator::LatencyCauses* ofFlow);
};

}  // namespace virga::ui
