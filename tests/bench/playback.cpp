// Drags the slider over a day of ten components in the whole window: milliseconds a frame takes, canvas and charts painted.
// And draws ten lines of 86,400 points.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <QApplication>
#include <QMouseEvent>

#include "ui/canvas/canvas_view.h"
#include "ui/charts/charts_panel.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/run_strip.h"
#include "ui/runs/run_bar.h"
#include "ui/runs/simulation_runner.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

namespace {

using namespace virga;
using Clock = std::chrono::steady_clock;

constexpr int kComponents = 10;

std::string name(int i) { return "f-" + std::to_string(i); }

std::vector<double> noise(std::size_t count, double height, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] =
        height * (1 + std::sin(static_cast<double>(i) * 0.01)) + height * 0.002 * static_cast<double>(random() % 100);
  return values;
}

simulator::Result day(std::int64_t bucketSeconds) {
  const auto count = static_cast<std::size_t>(86'400 / bucketSeconds);
  simulator::Result result;
  result.provider = "aws";
  result.simulated = model::hours(24);
  result.bucket = model::seconds(bucketSeconds);
  result.replications = 10;
  simulator::FlowResult flow;
  flow.name = "users";
  flow.series = {{"requests_per_s", "1/s", noise(count, 100, 1)}};
  result.flows.push_back(flow);
  unsigned seed = 2;
  for (int i = 0; i < kComponents; ++i) {
    simulator::ComponentResult component{name(i), "function", {}, {}};
    const auto add = [&](const char* series, const char* unit, double height) {
      component.series.push_back({series, unit, noise(count, height, seed++)});
      auto& made = component.series.back();
      made.low = made.high = made.values;
      for (auto& value : made.low) value *= 0.8;
      for (auto& value : made.high) value *= 1.2;
    };
    add("requests_per_s", "1/s", 100);
    for (const char* percentile : {"p50", "p75", "p90", "p95", "p99", "p999", "max"})
      add((std::string("latency_") + percentile + "_ms").c_str(), "ms", 50);
    add("instances", "1", 30);
    add("concurrency", "1", 20);
    add("starting", "1", 1);
    add("cold_starts", "1", 3);
    add("throttles", "1", 5);
    add("errors", "1", 2);
    add("cost_per_h", "USD/h", 0.3);
    result.components.push_back(std::move(component));
  }
  return result;
}

model::Architecture drawing() {
  model::Architecture architecture;
  for (int i = 0; i < kComponents; ++i) {
    model::Function function;
    function.runtime = "nodejs22";
    if (i + 1 < kComponents) {
      model::CallStep step;
      step.to = {name(i + 1)};
      function.steps.push_back({step});
    }
    architecture.components.push_back({name(i), "", function});
    architecture.layout.push_back({name(i), {(i % 5) * 260, (i / 5) * 160}});
  }
  return architecture;
}

template <class Work>
void time(const char* what, int times, Work work) {
  double worst = 0;
  const auto begun = Clock::now();
  for (int i = 0; i < times; ++i) {
    const auto before = Clock::now();
    work(i);
    worst = std::max(worst, std::chrono::duration<double, std::milli>(Clock::now() - before).count());
  }
  const double mean = std::chrono::duration<double, std::milli>(Clock::now() - begun).count() / times;
  std::printf("%-56s %8.2f ms, worst %8.2f ms, %6.1f a second\n", what, mean, worst, 1000 / mean);
}

}  // namespace

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  ui::Theme::instance().setMode(ui::Theme::Mode::light);
  const auto show = [](std::int64_t bucketSeconds, const char* what) {
    ui::MainWindow window([&](const auto&...) { return day(bucketSeconds); });
    window.resize(1440, 900);
    window.show();
    window.document().apply("Draw", drawing());
    window.canvas().zoomToFit();
    QEventLoop loop;
    QObject::connect(&window.runner(), &ui::SimulationRunner::finished, &loop, &QEventLoop::quit);
    window.runner().start(window.runBar().request());
    loop.exec();
    window.charts().setSubject({ui::ChartSubject::Type::component, "f-3"});
    for (int i = 0; i < 5; ++i) QApplication::processEvents();
    auto& strip = window.playback().strip();
    const auto send = [&](QEvent::Type type, double x) {
      const QPointF at(x, 15);
      QMouseEvent event(type, at, strip.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                        Qt::LeftButton, Qt::NoModifier);
      QApplication::sendEvent(&strip, &event);
    };
    std::printf("%s, %d × %d pixels\n", what, window.width(), window.height());
    send(QEvent::MouseButtonPress, 10);
    time("drag the slider", 200, [&](int i) {
      send(QEvent::MouseMove, 10 + (strip.width() - 20) * i / 200.0);
      window.canvas().viewport()->repaint();
      strip.repaint();
      for (auto* chart : window.charts().charts()) chart->repaint();
      QApplication::processEvents();
    });
    send(QEvent::MouseButtonRelease, strip.width() - 10);
    time("draw all charts", 20, [&](int) {
      for (auto* chart : window.charts().charts()) chart->redraw();
    });
    time("zoom all charts", 20, [&](int i) {
      window.charts().setTimeRange({600.0 * i, 43'200.0 + 600.0 * i});
      QApplication::processEvents();
    });
  };
  show(120, "24 h in 720 buckets, 10 components");
  show(1, "24 h in 86,400 buckets, 10 components");
  return 0;
}
