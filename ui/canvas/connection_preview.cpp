#include "ui/canvas/connection_preview.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QPen>

#include "model/edit/edit.h"
#include "model/edit/reach.h"
#include "ui/canvas/edge_bundle.h"
#include "ui/canvas/geometry.h"
#include "ui/theme/theme.h"

namespace virga::ui {

ConnectionPreview::ConnectionPreview(const Document& document, CanvasScene& scene, const model::ComponentId& from)
    : document_(document), scene_(scene), from_(from), line_(std::make_unique<QGraphicsPathItem>()) {
  for (const auto& component : document.architecture().components)
    if (!model::canConnect(document.architecture(), from, component.id)) refused_.insert(component.id);
  mark(allowed(), {});
  line_->setPen(QPen(Theme::instance().color(Role::accent), 2, Qt::DashLine));
  line_->setZValue(10);
  scene.addItem(line_.get());
}

ConnectionPreview::~ConnectionPreview() { scene_.setMarks({}); }

std::vector<model::ComponentId> ConnectionPreview::allowed() const {
  auto result = model::flowOrder(document_.architecture());
  std::erase_if(result, [this](const auto& id) { return !allows(id); });
  return result;
}

QString ConnectionPreview::sentence(const model::ComponentId& to) const {
  const auto role = model::canConnect(document_.architecture(), from_, to);
  if (!role) return QString::fromStdString(role.error());
  return QStringLiteral("%1 %2 %3").arg(QString::fromStdString(from_), roleWords(*role), QString::fromStdString(to));
}

void ConnectionPreview::mark(const std::vector<model::ComponentId>& targets, const model::ComponentId& chosen) {
  std::map<model::ComponentId, Mark> marks;
  for (const auto& component : document_.architecture().components) marks[component.id] = Mark::refused;
  for (const auto& id : targets) marks[id] = Mark::allowed;
  if (!chosen.empty()) marks[chosen] = Mark::chosen;
  marks[from_] = Mark::source;
  scene_.setMarks(marks);
}

void ConnectionPreview::leadTo(QPointF point) { draw(point, 0); }

void ConnectionPreview::leadTo(const model::ComponentId& target) {
  if (const auto* card = scene_.card(target)) draw(inputPort(cardRect(card->pos())), 1);
}

void ConnectionPreview::hideLine() { line_->setPath({}); }

void ConnectionPreview::draw(QPointF end, double bowAtEnd) {
  const auto* source = scene_.card(from_);
  if (!source) return;
  const auto start = outputPort(cardRect(source->pos()));
  QPainterPath path(start);
  const double bow = std::max(40.0, std::abs(end.x() - start.x()) / 2);
  path.cubicTo(start + QPointF(bow, 0), end - QPointF(bow * bowAtEnd, 0), end);
  line_->setPath(path);
}

}  // namespace virga::ui
