#include "ui/playback/state_overlay.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QStringList>

#include "simulator/results/strain_limits.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {
namespace {

using simulator::kFailedBadly, simulator::kFailedMuch, simulator::kThrottledBadly;
using simulator::kWaitedBadlyMs, simulator::kWaitedMuchMs;

constexpr double kSeen = 0.05;  // less of an instance is none on the whole

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

QString roundCount(double value) { return shortCountText(value < 10 ? value : std::round(value)); }

QString lineOf(const ComponentState& state) {
  QStringList parts;
  if (const auto share = state.utilisation()) parts << shareText(std::round(*share * 100) / 100);
  if (state.instances)
    parts << (state.kind == "container-service" ? tr("%1 servers") : tr("%1 inst")).arg(roundCount(*state.instances));
  if (state.starting.value_or(0) >= kSeen) parts << tr("%1 starting").arg(roundCount(*state.starting));
  if (state.connections) parts << tr("%1 connections").arg(roundCount(*state.connections));
  if (state.oldestMs) parts << tr("oldest %1").arg(millisecondsText(*state.oldestMs));
  if (const auto rate = state.requestsPerSecond; rate && (*rate > 0 || parts.isEmpty()))
    parts << tr("%1/s").arg(roundCount(*rate));
  if (state.latencyP95Ms) parts << tr("p95 %1").arg(millisecondsText(*state.latencyP95Ms));
  return parts.join(QStringLiteral(" · "));
}

Strain strainOf(const ComponentState& state) {
  const double throttled = state.throttledShare(), failing = state.failedShare(), waited = state.oldestMs.value_or(0);
  if (throttled >= kThrottledBadly || failing >= kFailedBadly || waited >= kWaitedBadlyMs) return Strain::high;
  if (throttled > 0 || failing >= kFailedMuch || waited >= kWaitedMuchMs) return Strain::medium;
  return state.requestsPerSecond.value_or(0) > 0 ? Strain::low : Strain::none;
}

}  // namespace

std::map<model::ComponentId, CardOverlay> overlayOf(const std::vector<ComponentState>& states, const QString& currency) {
  std::map<model::ComponentId, CardOverlay> overlay;
  for (const auto& state : states) {
    auto line = lineOf(state);
    if (line.isEmpty() && !state.costPerHour) continue;
    auto& card = overlay[state.id];
    card.line = std::move(line);
    card.strain = strainOf(state);
    card.utilisation = state.utilisation();
    card.instances = state.instances;
    card.busy = state.busy;
    card.starting = state.starting;
    card.depth = state.waiting;
    card.depthShare = state.waiting && state.deepest > 0 ? std::clamp(*state.waiting / state.deepest, 0.0, 1.0) : 0;
    card.oldestAgeMs = state.oldestMs;
    card.throttlesPerSecond = state.throttlesPerSecond;
    card.errorsPerSecond = state.errorsPerSecond;
    card.coldStartsPerSecond = state.coldStartsPerSecond;
    card.costPerHour = state.costPerHour;
    card.currency = currency;
  }
  return overlay;
}

}  // namespace virga::ui
