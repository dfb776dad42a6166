#include "ui/shell/result_overlay.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <QCoreApplication>
#include <QStringList>

#include "simulator/experiment/settled_buckets.h"
#include "simulator/results/offered.h"
#include "simulator/results/strain_limits.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

using simulator::kFailedBadly, simulator::kFailedMuch, simulator::kThrottledBadly, simulator::kThrottledMuch;
using simulator::kWaitedBadlyMs, simulator::kWaitedMuchMs;

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

std::optional<double> valueOf(const simulator::ComponentResult& component, const std::string& name) {
  return simulator::valueOf(component.figures, name);
}

double failed(const simulator::ComponentResult& component) {
  if (const auto errors = valueOf(component, "errors")) return *errors;
  // Those of a gateway include what it refused itself.
  return std::max(0.0, valueOf(component, "failed").value_or(0) - valueOf(component, "throttles").value_or(0));
}

double failedShare(const simulator::ComponentResult& component) {
  const double all = simulator::offeredOf(component);
  return all > 0 && component.kind != "queue" ? failed(component) / all : 0;
}

double throttledShare(const simulator::ComponentResult& component) {
  const double all = simulator::offeredOf(component);
  return all > 0 ? valueOf(component, "throttles").value_or(0) / all : 0;
}

// The waiting time of what lies in a queue, a stream or a line; nothing for other components.
double waitedMs(const simulator::ComponentResult& component) {
  for (const auto* waited : {"age_ms.p95", "iterator_age_ms.p95", "wait_ms.p95"})
    if (const auto time = valueOf(component, waited)) return *time;
  return 0;
}

QString lineOf(const simulator::ComponentResult& component) {
  QStringList parts;
  const auto add = [&](const char* text, const std::string& name, QString (*format)(double), double from) {
    if (const auto value = valueOf(component, name); value && *value >= from) parts << tr(text).arg(format(*value));
  };
  // What fails matters more than how fast it does; both don't fit.
  const bool fails = failedShare(component) >= kFailedMuch;
  if (fails) parts << tr("%1 fail").arg(shareText(failedShare(component)));
  // So does what is refused.
  const bool throttles = throttledShare(component) >= kThrottledMuch;
  if (throttles) parts << tr("%1 throttled").arg(shareText(throttledShare(component)));
  add(QT_TRANSLATE_NOOP("virga::ui", "%1 inst"), "instances.max", shortCountText, 0);
  add(QT_TRANSLATE_NOOP("virga::ui", "%1 servers"), "servers.max", shortCountText, 0);
  add(QT_TRANSLATE_NOOP("virga::ui", "%1 connections"), "connections.max", shortCountText, 0);
  add(QT_TRANSLATE_NOOP("virga::ui", "depth %1"), "depth.max", shortCountText, 0);
  add(QT_TRANSLATE_NOOP("virga::ui", "backlog %1"), "backlog.max", shortCountText, 0);
  add(QT_TRANSLATE_NOOP("virga::ui", "%1"), "age_ms.p95", millisecondsText, 0);
  add(QT_TRANSLATE_NOOP("virga::ui", "%1"), "iterator_age_ms.p95", millisecondsText, 0);
  add(QT_TRANSLATE_NOOP("virga::ui", "%1 given up"), "given_up", shortCountText, 0.5);
  add(QT_TRANSLATE_NOOP("virga::ui", "%1 refused"), "refused", shortCountText, 0.5);
  if (!fails) add(QT_TRANSLATE_NOOP("virga::ui", "p99 %1"), "latency_ms.p99", millisecondsText, 0);
  if (!throttles) add(QT_TRANSLATE_NOOP("virga::ui", "%1 throttled"), "throttles", shortCountText, 0.5);
  for (const auto* count : {"published", "fired", "requests"})
    if (parts.isEmpty())
      add(*count == 'p'   ? QT_TRANSLATE_NOOP("virga::ui", "%1 published")
          : *count == 'f' ? QT_TRANSLATE_NOOP("virga::ui", "%1 fired")
                          : QT_TRANSLATE_NOOP("virga::ui", "%1 requests"),
          count, shortCountText, 0);
  if (parts.isEmpty()) add(QT_TRANSLATE_NOOP("virga::ui", "%1 checks"), "verifications", shortCountText, 0);
  return parts.join(QStringLiteral(" · "));
}

Strain strainOf(const simulator::ComponentResult& component) {
  const double throttled = throttledShare(component);
  const double waited = waitedMs(component);
  const double failing = failedShare(component);
  if (throttled >= kThrottledBadly || failing >= kFailedBadly || waited >= kWaitedBadlyMs) return Strain::high;
  if (throttled > 0 || failing >= kFailedMuch || waited >= kWaitedMuchMs) return Strain::medium;
  return simulator::offeredOf(component) > 0 || valueOf(component, "verifications").value_or(0) > 0 ||
                 valueOf(component, "sent").value_or(0) > 0
             ? Strain::low
             : Strain::none;
}

QString lineOf(const simulator::ComponentFrame& component) {
  QStringList parts;
  const auto addRate = [&](const char* text, double perSecond) {
    if (perSecond > 0) parts << tr(text).arg(shortCountText(perSecond));
  };
  const auto addCount = [&](const char* text, std::optional<std::int64_t> count) {
    if (count) parts << tr(text).arg(shortCountText(static_cast<double>(*count)));
  };
  addRate(QT_TRANSLATE_NOOP("virga::ui", "%1/s fail"), component.errorsPerSecond);
  addRate(QT_TRANSLATE_NOOP("virga::ui", "%1/s throttled"), component.throttlesPerSecond);
  addCount(QT_TRANSLATE_NOOP("virga::ui", "%1 inst"), component.instances);
  addCount(QT_TRANSLATE_NOOP("virga::ui", "%1 busy"), component.busy);
  addCount(QT_TRANSLATE_NOOP("virga::ui", "%1 connections"), component.connections);
  addCount(QT_TRANSLATE_NOOP("virga::ui", "%1 waiting"), component.waiting);
  if (parts.isEmpty()) parts << tr("%1/s").arg(shortCountText(component.requestsPerSecond));
  return parts.join(QStringLiteral(" · "));
}

Strain strainOf(const simulator::ComponentFrame& component) {
  const double all = component.requestsPerSecond + component.throttlesPerSecond;
  const double throttled = component.throttlesPerSecond, failing = component.errorsPerSecond;
  if (throttled > kThrottledBadly * all || failing > kFailedBadly * all) return Strain::high;
  if (throttled > 0 || failing > kFailedMuch * all) return Strain::medium;
  return all > 0 ? Strain::low : Strain::none;
}

// Of the time after the warm-up; nothing without a price.
std::optional<double> meanCostPerHour(const simulator::Result& result, const simulator::ComponentResult& component) {
  std::vector<double> costs;
  simulator::addSeries(costs, component.series, "cost_per_h");
  const auto settled = simulator::settledBuckets(costs, result);
  if (settled.empty()) return std::nullopt;
  return std::accumulate(settled.begin(), settled.end(), 0.0) / static_cast<double>(settled.size());
}

}  // namespace

std::optional<Bottleneck> bottleneckOf(const simulator::Result& result) {
  const simulator::ComponentResult* worst = nullptr;
  // A gateway hands on what is refused behind it: it counts where it refuses more than anything there.
  for (const bool gateways : {false, true})
    for (const auto& component : result.components) {
      if ((component.kind == "http-api") != gateways || throttledShare(component) < kThrottledMuch) continue;
      if (!worst || throttledShare(component) > (gateways ? 1.02 : 1) * throttledShare(*worst)) worst = &component;
    }
  if (worst)
    return Bottleneck{worst->id,
                      tr("%1 of %2 requests throttled")
                          .arg(countText(*valueOf(*worst, "throttles")), countText(simulator::offeredOf(*worst)))};
  // A gateway hands on the failures of what is behind it.
  for (const auto& component : result.components)
    if (component.kind != "http-api" && failedShare(component) >= kFailedMuch &&
        (!worst || failedShare(component) > failedShare(*worst)))
      worst = &component;
  if (worst)
    return Bottleneck{
        worst->id, tr("%1 of %2 requests failed").arg(countText(failed(*worst)), countText(simulator::offeredOf(*worst)))};
  for (const auto& component : result.components)
    if (waitedMs(component) >= kWaitedMuchMs && (!worst || waitedMs(component) > waitedMs(*worst))) worst = &component;
  if (!worst) return std::nullopt;
  return Bottleneck{worst->id, tr("5 % of its messages wait longer than %1").arg(millisecondsText(waitedMs(*worst)))};
}

std::map<model::ComponentId, CardOverlay> overlayOf(const simulator::Result& result,
                                                    const std::optional<Bottleneck>& bottleneck) {
  std::map<model::ComponentId, CardOverlay> overlay;
  for (const auto& component : result.components)
    if (const QString line = lineOf(component); !line.isEmpty()) {
      overlay[component.id] = {line, strainOf(component)};
      overlay[component.id].costPerHour = meanCostPerHour(result, component);
      overlay[component.id].currency = QString::fromStdString(result.bill.currency);
    }
  if (bottleneck) overlay[bottleneck->component].strain = Strain::high;
  return overlay;
}

std::map<model::ComponentId, CardOverlay> overlayOf(const simulator::Frame& frame) {
  std::map<model::ComponentId, CardOverlay> overlay;
  for (const auto& component : frame.components) {
    auto& card = overlay[component.id] = {lineOf(component), strainOf(component)};
    const auto number = [](std::optional<std::int64_t> count) {
      return count ? std::optional(static_cast<double>(*count)) : std::nullopt;
    };
    card.instances = number(component.instances);
    card.busy = number(component.busy);
    if (component.instances && component.busy && *component.instances > 0 && *component.busy <= *component.instances)
      card.utilisation = static_cast<double>(*component.busy) / static_cast<double>(*component.instances);
    card.depth = number(component.waiting);
    // Nobody knows yet how much it will be: each power of ten up to a million fills a sixth.
    if (card.depth) card.depthShare = std::min(1.0, std::log10(1 + *card.depth) / 6);
    card.throttlesPerSecond = component.throttlesPerSecond;
    card.errorsPerSecond = component.errorsPerSecond;
    card.coldStartsPerSecond = component.coldStartsPerSecond;
  }
  return overlay;
}

}  // namespace virga::ui
