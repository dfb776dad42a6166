#include "ui/canvas/edge_bundle.h"

#include <map>
#include <tuple>

#include <QCoreApplication>
#include <QStringList>

namespace virga::ui {

std::vector<EdgeBundle> bundle(const std::vector<model::Edge>& edges) {
  std::vector<EdgeBundle> bundles;
  std::map<std::tuple<model::ComponentId, model::ComponentId, model::EdgeRole>, std::size_t> places;
  for (const auto& edge : edges) {
    const auto [place, isNew] = places.try_emplace({edge.from, edge.to, edge.role}, bundles.size());
    if (isNew) bundles.push_back({edge.from, edge.to, edge.role, {}, {}});
    bundles[place->second].edges.push_back(edge);
  }
  constexpr int kMostLabels = 2;
  for (auto& bundle : bundles) {
    QStringList labels;
    for (const auto& edge : bundle.edges)
      if (const auto label = QString::fromStdString(edge.label); !label.isEmpty() && !labels.contains(label))
        labels << label;
    bundle.label = labels.mid(0, kMostLabels).join(QStringLiteral(", "));
    if (labels.size() > kMostLabels) bundle.label += QStringLiteral(" +%1").arg(labels.size() - kMostLabels);
  }
  return bundles;
}

QString roleWords(model::EdgeRole role) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("virga::ui", text); };
  switch (role) {
    case model::EdgeRole::flow: return tr("sends requests to");
    case model::EdgeRole::route: return tr("routes to");
    case model::EdgeRole::auth: return tr("verifies tokens with");
    case model::EdgeRole::call: return tr("calls");
    case model::EdgeRole::send: return tr("sends to");
    case model::EdgeRole::consumer: return tr("is consumed by");
    case model::EdgeRole::subscription: return tr("publishes to");
    case model::EdgeRole::rule: return tr("routes events to");
    case model::EdgeRole::target: return tr("starts");
    case model::EdgeRole::notification: return tr("notifies");
    case model::EdgeRole::deadLetter: return tr("gives dead letters to");
    case model::EdgeRole::origin: return tr("reads misses from");
  }
  return {};
}

}  // namespace virga::ui
