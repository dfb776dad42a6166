#pragma once

#include <memory>

#include <QAbstractTableModel>

#include "simulator/measure/trace.h"

namespace virga::ui {

// Sampled requests as rows.
class TraceListModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { latency, sample, outcome, start, flow, columnCount_ };
  static constexpr int kSortRole = Qt::UserRole;
  static constexpr int kTraceRole = Qt::UserRole + 1;  // place in RequestTraces::traces

  explicit TraceListModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void setTraces(std::shared_ptr<const simulator::RequestTraces> traces);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::shared_ptr<const simulator::RequestTraces> traces_;
};

}  // namespace virga::ui
