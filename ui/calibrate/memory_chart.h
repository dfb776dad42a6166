#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include <QWidget>

class QCustomPlot;

namespace virga::ui {

// How many invocations used how much memory, and how much they had.
class MemoryChart : public QWidget {
  Q_OBJECT

 public:
  explicit MemoryChart(QWidget* parent = nullptr);

  // MiB → invocations.
  void setUsed(const std::map<std::int64_t, std::uint64_t>& used, std::optional<std::int64_t> sizeMib);

 private:
  void paint();

  QCustomPlot* plot_;
  std::map<std::int64_t, std::uint64_t> used_;
  std::optional<std::int64_t> sizeMib_;
};

}  // namespace virga::ui
