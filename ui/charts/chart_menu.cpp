#include "ui/charts/chart_menu.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "ui/charts/chart_export.h"
#include "ui/charts/time_chart.h"
#include "ui/export/save_csv.h"
#include "ui/export/save_file.h"

namespace virga::ui {
namespace {

void savePng(TimeChart* chart, double scale) {
  saveFile(chart,
           {"chartFileDialog", TimeChart::tr("Save the chart"), TimeChart::tr("Pictures (*.png)"), "png",
            chart->content().id + ".png"},
           [chart, scale](const QString& path) {
             return chart->painted([&](QCustomPlot& plot) { return writeChartPng(plot, chart->content(), path, scale); });
           });
}

void saveSvg(TimeChart* chart) {
  saveFile(chart,
           {"chartFileDialog", TimeChart::tr("Save the chart"), TimeChart::tr("Scalable pictures (*.svg)"), "svg",
            chart->content().id + ".svg"},
           [chart](const QString& path) {
             return chart->painted([&](QCustomPlot& plot) { return writeChartSvg(plot, chart->content(), path); });
           });
}

}  // namespace

QMenu* makeChartMenu(TimeChart* chart) {
  auto* menu = new QMenu(chart);
  menu->setObjectName("chartMenu");
  const auto add = [menu, chart](const char* name, const QString& text, auto slot) {
    menu->addAction(text, chart, slot)->setObjectName(name);
  };
  add("chartPng", TimeChart::tr("Save as PNG …"), [chart] { savePng(chart, 1); });
  add("chartPng2", TimeChart::tr("Save as PNG in double size …"), [chart] { savePng(chart, 2); });
  add("chartSvg", TimeChart::tr("Save as SVG …"), [chart] { saveSvg(chart); });
  add("chartCsv", TimeChart::tr("Save as CSV …"), [chart] {
    saveCsv(chart, TimeChart::tr("Save the chart's values"), chart->content().id + ".csv",
            chartCsv(chart->content(), chart->bucketSeconds(), chart->timeRange()));
  });
  menu->addSeparator();
  add("chartCopy", TimeChart::tr("Copy as table"), [chart] {
    QApplication::clipboard()->setText(chartTable(chart->content(), chart->bucketSeconds(), chart->timeRange()));
  });
  return menu;
}

}  // namespace virga::ui
