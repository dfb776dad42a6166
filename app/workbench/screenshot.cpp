#include "app/workbench/screenshot.h"

#include <cstdio>

#include <QApplication>
#include <QEventLoop>
#include <QPixmap>

#include "ui/canvas/canvas_view.h"
#include "ui/compare/compare_controls.h"
#include "ui/compare/compare_panel.h"
#include "ui/history/run_history.h"
#include "ui/problems/problems_panel.h"
#include "ui/runs/run_bar.h"

namespace virga::workbench {

namespace {

int fail(const QString& message) {
  std::fprintf(stderr, "virga-workbench: %s\n", qPrintable(message));
  return 2;
}

QString textOf(const model::Problems& problems) {
  QStringList lines;
  for (const auto& problem : problems) lines << QString::fromStdString(model::toText(problem));
  return lines.join('\n');
}

// Waits for the run; what went wrong, or nothing.
QString simulate(ui::MainWindow& window, const Options& options) {
  auto request = window.runBar().request();
  request.options.duration = options.duration.value_or(model::minutes(10));
  QEventLoop loop;
  QString error;
  QObject::connect(&window.runner(), &ui::SimulationRunner::finished, &loop, [&](const ui::RunOutcome& outcome) {
    if (const auto* failed = std::get_if<ui::RunFailed>(&outcome)) error = textOf(failed->problems);
    loop.quit();
  });
  window.runner().start(std::move(request));
  loop.exec();
  return error;
}

// The same for a comparison, with curves of cost where they are to be seen.
QString compare(ui::MainWindow& window, const Options& options) {
  const bool curves = options.view == ui::ComparePanel::View::traffic;
  auto request = window.compare().controls().request(curves ? ui::CompareControls::curveTraffic() : std::vector<double>{});
  request.options.simulation.duration = options.duration.value_or(model::minutes(10));
  QEventLoop loop;
  QString error;
  QObject::connect(&window.compareRunner(), &ui::CompareRunner::finished, &loop, [&](const ui::CompareOutcome& outcome) {
    if (const auto* failed = std::get_if<ui::CompareFailed>(&outcome)) error = textOf(failed->problems);
    loop.quit();
  });
  window.compareRunner().start(std::move(request));
  loop.exec();
  return error;
}

// Lets what is due be laid out and painted.
void settle() {
  for (int i = 0; i < 5; ++i) {
    QApplication::sendPostedEvents();
    QApplication::processEvents();
  }
}

}  // namespace

int takeScreenshot(ui::MainWindow& window, const Options& options) {
  window.history().keepInMemory();  // a picture leaves nothing behind
  window.resize(options.size);
  window.show();
  settle();
  window.canvas().zoomToFit();
  window.problems().check();
  if (!options.scenario.isEmpty()) {
    if (!window.runBar().hasScenario(options.scenario))
      return fail(QObject::tr("the project has no scenario '%1'").arg(options.scenario));
    window.runBar().setScenario(options.scenario);
  }
  if (options.run) {
    const bool compares = options.tab == ui::MainWindow::Tab::compare;
    const auto error = compares ? compare(window, options) : simulate(window, options);
    if (!error.isEmpty()) return fail(error);
  }
  if (!options.select.isEmpty()) {
    const auto id = options.select.toStdString();
    if (!window.document().architecture().find(id))
      return fail(QObject::tr("the project has no component '%1'").arg(options.select));
    window.document().select({id});
  }
  if (options.tab) window.showTab(*options.tab);
  if (options.view) window.compare().showView(*options.view);
  settle();
  if (!window.grab().save(options.screenshot, "PNG"))
    return fail(QObject::tr("%1 can't be written").arg(options.screenshot));
  return 0;
}

}  // namespace virga::workbench
