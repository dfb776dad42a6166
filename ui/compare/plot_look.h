#pragma once

#include <cstddef>

#include <QBrush>
#include <QPen>
#include <QStringList>
#include <qcustomplot.h>

#include "ui/theme/theme.h"

namespace virga::ui {

// The looks of what stands beside each other in a chart: colour and, as the second cue, dash, marker and pattern. The
// first 18 of a kind differ.
QColor seriesColor(std::size_t index);
QPen seriesPen(std::size_t index);
QCPScatterStyle seriesMarker(std::size_t index);
QBrush seriesBrush(std::size_t index);

// Background, axes, grid and legend in the theme's colours.
void paintTheme(QCustomPlot& plot);

// A legend beside the plot instead of in it.
void putLegendBeside(QCustomPlot& plot);

// A legend's entry for a line and the marks on it, which are two graphs.
class SeriesLegendItem : public QCPPlottableLegendItem {
 public:
  // Goes into the legend in place of the graphs' own entries.
  SeriesLegendItem(QCPLegend* legend, QCPGraph* line, QCPGraph* marks);

 protected:
  void draw(QCPPainter* painter) override;

 private:
  QCPGraph* marks_;
};

// Plain numbers on a linear axis, with the user's separators.
class CountTicker : public QCPAxisTicker {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override;
};

// Puts the platforms side by side along the axis, under these names.
void putNames(QCPAxis& axis, const QStringList& names);

// Powers of ten and 2 and 5 of each on a logarithmic axis, with the unit: "20 ms", "1 s", "5k".
class LogTicker : public QCPAxisTicker {
 public:
  using Label = QString (*)(double value);
  explicit LogTicker(Label label) : label_(label) {}

 protected:
  QVector<double> createTickVector(double step, const QCPRange& range) override;
  double getTickStep(const QCPRange&) override { return 1; }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return label_(tick); }

 private:
  Label label_;
};

}  // namespace virga::ui
