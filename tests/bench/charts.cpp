// Draws series of 1,000,000 points: milliseconds a full replot and a move of the cursor take, at 100 % and at 200 %.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <random>
#include <vector>

#include <QApplication>

#include "simulator/results/result.h"
#include "ui/charts/charts_panel.h"
#include "ui/theme/theme.h"

namespace {

constexpr std::size_t kPoints = 1'000'000;

std::vector<double> noise(double height, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<double> values(kPoints);
  for (std::size_t i = 0; i < kPoints; ++i)
    values[i] =
        height * (1 + std::sin(static_cast<double>(i) * 1e-5)) + height * 0.2 * static_cast<double>(random() % 1000) / 1000;
  return values;
}

template <typename Work>
double millisecondsOf(Work work, int times) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work(i);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / times;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace virga;
  QApplication application(argc, argv);
  ui::Theme::instance().setMode(ui::Theme::Mode::light);
  auto result = std::make_shared<simulator::Result>();
  result->simulated = model::seconds(static_cast<std::int64_t>(kPoints));
  result->bucket = model::seconds(1);
  simulator::ComponentResult component{"checkout", "function", {}, {}};
  component.series = {{"latency_p50_ms", "ms", noise(40, 1)},
                      {"latency_p95_ms", "ms", noise(120, 2)},
                      {"latency_p99_ms", "ms", noise(300, 3)}};
  result->components.push_back(component);

  ui::ChartsPanel panel;
  panel.resize(1200, 400);
  panel.show();
  panel.setResult(result);
  panel.setSubject({ui::ChartSubject::Type::component, "checkout"});
  QApplication::processEvents();
  auto* chart = panel.charts().at(0);
  const double scale = chart->devicePixelRatioF();
  std::printf("3 lines of %zu points, %d pixels wide, scale %.0f %%\n", kPoints, chart->width(), scale * 100);
  std::printf("replot of the whole run: %.2f ms\n", millisecondsOf([&](int) { chart->redraw(); }, 20));
  std::printf("zoom or pan step:        %.2f ms\n", millisecondsOf(
                                                        [&](int i) {
                                                          panel.setTimeRange({1000.0 * i, 500'000.0 + 1000.0 * i});
                                                          QApplication::processEvents();
                                                        },
                                                        20));
  std::printf("move of the cursor:      %.3f ms\n", millisecondsOf(
                                                        [&](int i) {
                                                          panel.setCursor(100'000.0 + 100.0 * i);
                                                          QApplication::processEvents();
                                                        },
                                                        200));
  return 0;
}
