#pragma once

#include <cstdint>
#include <vector>

#include <QAbstractTableModel>

#include "simulator/store/run_store.h"

namespace virga::ui {

// Kept runs as rows. Notes can be edited: noteEdited() tells, and the row shows it once it is kept.
class HistoryModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { number, time, scenario, platform, seed, replications, p95, throttles, errors, cost, note, columnCount_ };
  static constexpr int kSortRole = Qt::UserRole;  // what the column is ordered by
  static constexpr int kNumberRole = Qt::UserRole + 1;

  explicit HistoryModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void setRuns(const std::vector<simulator::RunFacts>& runs);
  // Marks the run whose figures the panels show; 0: none.
  void setShown(std::int64_t run);
  std::int64_t numberOf(int row) const { return runs_[static_cast<std::size_t>(row)].number; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 signals:
  void noteEdited(std::int64_t number, const QString& note);

 private:
  std::vector<simulator::RunFacts> runs_;
  std::int64_t shown_ = 0;
};

}  // namespace virga::ui
