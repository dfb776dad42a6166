#include <cstdio>
#include <functional>
#include <string>

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QScrollBar>

#include "ui/canvas/canvas_view.h"
#include "ui/theme/theme.h"

// Prints how long the canvas takes to open 1,000 and 5,000 components and for a frame of them: panning, zooming, dragging,
// and an edit until it is painted. Wanted: an edit of 1,000 components in 50 ms, 30 frames/s of panning and zooming at 1,000
// and 10 at 5,000.
namespace {

using namespace virga;

std::string name(int column, int row) { return "f-" + std::to_string(column) + "-" + std::to_string(row); }

// Functions in columns; each calls the next one in its row, and half of them one further off.
model::Architecture large(int columns, int rows) {
  model::Architecture architecture;
  for (int column = 0; column < columns; ++column) {
    for (int row = 0; row < rows; ++row) {
      model::Function function;
      function.runtime = "nodejs22";
      const auto call = [&](int toColumn, int toRow) {
        if (toColumn >= columns) return;
        model::CallStep step;
        step.to = {name(toColumn, toRow % rows)};
        function.steps.push_back({step});
      };
      call(column + 1, row);
      if ((column + row) % 2 == 0) call(column + 1 + row % 3, row + 1 + column % 4);
      architecture.components.push_back({name(column, row), "", function});
      architecture.layout.push_back({name(column, row), {column * 260, row * 140}});
    }
  }
  return architecture;
}

void time(const char* what, int frames, const std::function<void(int)>& frame) {
  QElapsedTimer timer;
  timer.start();
  double worst = 0;
  for (int i = 0; i < frames; ++i) {
    const auto before = timer.nsecsElapsed();
    frame(i);
    worst = std::max(worst, double(timer.nsecsElapsed() - before) / 1e6);
  }
  const double mean = double(timer.nsecsElapsed()) / 1e6 / frames;
  std::printf("%-48s %9.2f ms, worst %9.2f ms, %7.1f/s\n", what, mean, worst, 1000 / mean);
}

void measure(int columns, int rows) {
  ui::Document document;
  ui::CanvasView view(&document);
  view.resize(1600, 900);
  view.show();
  const auto architecture = large(columns, rows);
  std::printf("%zu components, %zu edges, %d × %d pixels\n", architecture.components.size(),
              model::edges(architecture).size(), view.width(), view.height());
  const auto paint = [&] {
    view.viewport()->repaint();
    QApplication::processEvents();
  };
  time("open, all lines laid out and painted", 1, [&](int) {
    document.apply(QStringLiteral("Open"), architecture);
    view.zoomToFit();
    paint();
  });

  for (const double zoom : {1.0, 0.6, 0.4, 0.15}) {
    view.setZoom(zoom, view.viewport()->rect().center());
    view.centerOn(5000, 1700);
    paint();
    time(("pan at " + std::to_string(int(zoom * 100)) + " %, full repaint").c_str(), 60, [&](int i) {
      view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + (i % 20 < 10 ? 13 : -13));
      view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + 5);
      paint();
    });
  }
  view.setZoom(1, view.viewport()->rect().center());
  time("zoom from 100 % out to fit and back", 80, [&](int i) {
    view.setZoom(view.zoom() * (i < 40 ? 0.952 : 1 / 0.952), {800, 450});
    paint();
  });
  view.centerOn(5000, 1700);
  const auto* viewport = view.viewport();
  const auto send = [&](QEvent::Type type, QPoint at) {
    QMouseEvent event(type, at, viewport->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
  };
  const auto grabbed = view.mapFromScene(architecture.layout[500].second.x + 90, architecture.layout[500].second.y + 60);
  send(QEvent::MouseButtonPress, grabbed);
  time("drag one card", 40, [&](int i) {
    send(QEvent::MouseMove, grabbed + QPoint(10 * i, 4 * i));
    paint();
  });
  send(QEvent::MouseButtonRelease, grabbed + QPoint(400, 160));
  auto moved = document.architecture();
  time("move one card, until painted", 20, [&](int i) {
    moved.layout[500].second.x += i % 2 == 0 ? 20 : -20;
    document.apply(QStringLiteral("Move"), moved);
    paint();
  });
  time("change a fact of one component, until painted", 20, [&](int i) {
    std::get<model::Function>(moved.components[500].kind).memory = model::mebibytes(256 + i);
    document.apply(QStringLiteral("Memory"), moved);
    paint();
  });
  time("take a connection away or make it, until painted", 20, [&](int i) {
    auto& steps = std::get<model::Function>(moved.components[500].kind).steps;
    if (i % 2 == 0) {
      steps.clear();
    } else {
      model::CallStep step;
      step.to = {moved.components[500 + static_cast<std::size_t>(rows)].id};
      steps.emplace_back().what = step;
    }
    document.apply(QStringLiteral("Connect"), moved);
    paint();
  });
  time("select another card, until painted", 20, [&](int i) {
    document.select({moved.components[static_cast<std::size_t>(490 + i)].id});
    paint();
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  ui::Theme::instance().setMode(ui::Theme::Mode::light);
  measure(40, 25);
  measure(80, 63);
  return 0;
}
