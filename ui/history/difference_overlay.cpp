#include "ui/history/difference_overlay.h"

#include <array>

#include <QCoreApplication>
#include <QStringList>

#include "ui/history/difference_text.h"

namespace virga::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

struct Told {
  const char* figure;
  const char* text;
};

// What a card tells of first; the first that was observed.
constexpr auto kFirst = std::to_array<Told>({{"latency_ms.p99", QT_TRANSLATE_NOOP("virga::ui", "p99 %1")},
                                             {"age_ms.p95", QT_TRANSLATE_NOOP("virga::ui", "age %1")},
                                             {"iterator_age_ms.p95", QT_TRANSLATE_NOOP("virga::ui", "age %1")},
                                             {"depth.max", QT_TRANSLATE_NOOP("virga::ui", "depth %1")},
                                             {"requests", QT_TRANSLATE_NOOP("virga::ui", "requests %1")}});

bool differs(const simulator::FigureChange& figure) {
  return figure.change != simulator::Change::none && figure.change != simulator::Change::same;
}

QString lineOf(const simulator::PartChange& part) {
  QStringList parts;
  bool any = false;
  for (const auto& told : kFirst) {
    const auto* figure = simulator::findChange(part.figures, told.figure);
    if (!figure || figure->change == simulator::Change::none) continue;
    parts << tr(told.text).arg(shortChangeText(*figure));
    any = differs(*figure);
    break;
  }
  if (differs(part.cost)) {
    parts << tr("cost %1").arg(shortChangeText(part.cost));
    any = true;
  }
  if (const auto* throttles = simulator::findChange(part.figures, "throttles"); throttles && differs(*throttles)) {
    parts << tr("throttles %1").arg(shortChangeText(*throttles));
    any = true;
  }
  if (parts.isEmpty()) return {};
  return any ? parts.join(QStringLiteral(" · ")) : tr("no change");
}

}  // namespace

std::map<model::ComponentId, CardOverlay> withDifferences(std::map<model::ComponentId, CardOverlay> overlay,
                                                          const simulator::RunDifference& difference) {
  for (const auto& part : difference.components)
    if (const auto line = lineOf(part); !line.isEmpty()) overlay[part.name].line = line;
  return overlay;
}

}  // namespace virga::ui
