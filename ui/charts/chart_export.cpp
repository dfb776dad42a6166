#include "ui/charts/chart_export.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QStringList>
#include <QSvgGenerator>
#include <qcustomplot.h>

#include "model/io/file.h"
#include "ui/charts/quantity_text.h"
#include "ui/export/csv_text.h"

namespace virga::ui {
namespace {

constexpr int kHead = 26;  // pixels for title and legend above the plot

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

struct Column {
  QString title;
  const std::vector<double>* values;
  double bucketSeconds;
};

QString titleOf(const QString& name, const QString& unit) {
  return unit.isEmpty() || unit == "1" ? name : tr("%1 [%2]").arg(name, unit);
}

std::vector<Column> columnsOf(const ChartContent& content, double bucketSeconds) {
  std::vector<Column> columns;
  for (const auto& line : content.lines) {
    const auto name = titleOf(line.name, line.unit);
    columns.push_back({name, line.values.get(), bucketSeconds});
    if (line.low) columns.push_back({tr("%1, least").arg(name), line.low.get(), bucketSeconds});
    if (line.high) columns.push_back({tr("%1, greatest").arg(name), line.high.get(), bucketSeconds});
    if (line.baseline)
      columns.push_back({tr("%1, %2").arg(name, content.baselineName), line.baseline.get(), content.baselineBucketSeconds});
  }
  return columns;
}

QString numberAt(const Column& column, double seconds) {
  const auto index = static_cast<std::size_t>(bucketOf(seconds, column.bucketSeconds));
  if (index >= column.values->size() || std::isnan((*column.values)[index])) return {};
  return QString::number((*column.values)[index], 'g', 12);
}

// Calls `row` with each line of cells, the titles first.
template <class Row, class Time>
void eachRow(const ChartContent& content, double bucketSeconds, TimeRange range, const QString& timeTitle, Time time,
             Row row) {
  const auto columns = columnsOf(content, bucketSeconds);
  QStringList cells{timeTitle};
  std::size_t count = 0;
  for (const auto& column : columns) {
    cells << column.title;
    if (column.bucketSeconds == bucketSeconds) count = std::max(count, column.values->size());
  }
  row(cells);
  for (std::size_t i = 0; i < count; ++i) {
    const double from = static_cast<double>(i) * bucketSeconds;
    if (from + bucketSeconds <= range.from || from >= range.to) continue;
    cells = {time(from)};
    for (const auto& column : columns) cells << numberAt(column, from);
    row(cells);
  }
}

void paintHead(QCPPainter& painter, const QCustomPlot& plot, const ChartContent& content) {
  const auto& theme = Theme::instance();
  painter.fillRect(QRect(0, 0, plot.width(), kHead), theme.color(Role::chartBackground));
  auto font = plot.font();
  font.setBold(true);
  painter.setFont(font);
  painter.setPen(theme.color(Role::text));
  painter.drawText(QRectF(8, 0, plot.width(), kHead), Qt::AlignVCenter | Qt::AlignLeft, content.title);
  double x = 8 + QFontMetricsF(font).horizontalAdvance(content.title) + 20;
  painter.setFont(plot.font());
  const auto entry = [&](const QString& name, const QColor& color, Qt::PenStyle style) {
    painter.setPen(QPen(color, 1, style));
    painter.drawLine(QPointF(x, kHead / 2.0), QPointF(x + 20, kHead / 2.0));
    painter.setPen(theme.color(Role::text));
    painter.drawText(QRectF(x + 25, 0, plot.width(), kHead), Qt::AlignVCenter | Qt::AlignLeft, name);
    x += 25 + QFontMetricsF(plot.font()).horizontalAdvance(name) + 14;
  };
  bool hasBaseline = false;
  for (const auto& line : content.lines) {
    entry(line.name, theme.color(line.color), line.style);
    hasBaseline = hasBaseline || line.baseline;
  }
  if (hasBaseline) entry(content.baselineName, theme.color(Role::text), Qt::DashLine);
}

void paintChart(QCPPainter& painter, QCustomPlot& plot, const ChartContent& content) {
  paintHead(painter, plot, content);
  painter.translate(0, kHead);
  plot.toPainter(&painter, plot.width(), plot.height());
}

}  // namespace

std::string chartCsv(const ChartContent& content, double bucketSeconds, TimeRange range) {
  std::vector<std::vector<std::string>> rows;
  eachRow(
      content, bucketSeconds, range, titleOf(tr("time"), "s"),
      [](double seconds) { return QString::number(seconds, 'g', 12); },
      [&rows](const QStringList& cells) {
        rows.emplace_back();
        for (const auto& cell : cells) rows.back().push_back(cell.toStdString());
      });
  return csvText(rows);
}

QString chartTable(const ChartContent& content, double bucketSeconds, TimeRange range) {
  QStringList rows;
  eachRow(content, bucketSeconds, range, tr("time"), clockText,
          [&rows](const QStringList& cells) { rows << cells.join('\t'); });
  return rows.join('\n') + '\n';
}

QString writeChartPng(QCustomPlot& plot, const ChartContent& content, const QString& path, double scale) {
  QImage image((QSizeF(plot.width(), plot.height() + kHead) * scale).toSize(), QImage::Format_RGB32);
  image.fill(Theme::instance().color(Role::chartBackground));
  {
    QCPPainter painter(&image);
    painter.scale(scale, scale);
    paintChart(painter, plot, content);
  }
  QByteArray bytes;
  QBuffer buffer(&bytes);
  if (!image.save(&buffer, "PNG")) return tr("The picture is too large.");
  const auto written = model::writeFileAtomically(path.toStdString(), bytes.toStdString());
  return written ? QString() : QString::fromStdString(written.error());
}

QString writeChartSvg(QCustomPlot& plot, const ChartContent& content, const QString& path) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator svg;
  svg.setOutputDevice(&buffer);
  svg.setSize({plot.width(), plot.height() + kHead});
  svg.setViewBox(QRect(0, 0, plot.width(), plot.height() + kHead));
  svg.setTitle(content.title);
  {
    QCPPainter painter;
    painter.begin(&svg);
    painter.setMode(QCPPainter::pmVectorized);
    paintChart(painter, plot, content);
    painter.end();
  }
  const auto written = model::writeFileAtomically(path.toStdString(), bytes.toStdString());
  return written ? QString() : QString::fromStdString(written.error());
}

}  // namespace virga::ui
