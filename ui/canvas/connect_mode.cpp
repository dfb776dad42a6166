#include "ui/canvas/connect_mode.h"

#include <algorithm>
#include <set>
#include <utility>

#include <QCoreApplication>
#include <QLineF>

#include "ui/canvas/geometry.h"

namespace virga::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui::ConnectMode", text); }

QRectF rectOf(const CanvasScene& scene, const model::ComponentId& id) { return cardRect(toPoint(scene.positions().at(id))); }

}  // namespace

ConnectMode::ConnectMode(const Document& document, CanvasScene& scene, const model::ComponentId& from,
                         std::function<void(const QString&)> tell)
    : scene_(scene), tell_(std::move(tell)), preview_(document, scene, from), allowed_(preview_.allowed()) {
  if (hasTargets()) filter({});
}

ConnectMode::~ConnectMode() { tell_({}); }

ConnectMode::Outcome ConnectMode::keyPress(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Escape: return Outcome::leave;
    case Qt::Key_Return:
    case Qt::Key_Enter: return target_.empty() ? Outcome::open : Outcome::connect;
    case Qt::Key_Left: go(Heading::left); break;
    case Qt::Key_Right: go(Heading::right); break;
    case Qt::Key_Up: go(Heading::up); break;
    case Qt::Key_Down: go(Heading::down); break;
    case Qt::Key_Backspace: filter(letters_.chopped(letters_.isEmpty() ? 0 : 1)); break;
    default: {
      const auto text = event.text();
      const bool isTyped = !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
      if (isTyped && !text.isEmpty() && text.front().isPrint() && !text.front().isSpace()) filter(letters_ + text.toLower());
    }
  }
  return Outcome::open;
}

void ConnectMode::next(bool forward) {
  if (fitting_.empty()) return;
  const auto count = static_cast<std::ptrdiff_t>(fitting_.size());
  const auto at = std::find(fitting_.begin(), fitting_.end(), target_) - fitting_.begin();
  choose(fitting_[static_cast<std::size_t>((at + (forward ? 1 : count - 1)) % count)]);
}

void ConnectMode::filter(const QString& letters) {
  letters_ = letters;
  fitting_ = allowed_;
  std::erase_if(fitting_, [&](const auto& id) { return !QString::fromStdString(id).contains(letters_); });
  if (!fitting_.empty()) return choose(nearest());
  target_.clear();
  preview_.mark(fitting_, target_);
  preview_.hideLine();
  tell_(tr("No component that can be the other end has “%1” in its name. Backspace takes a letter back, Esc leaves.")
            .arg(letters_));
}

void ConnectMode::go(Heading heading) {
  std::vector<QRectF> cards;
  for (const auto& id : fitting_) cards.push_back(rectOf(scene_, id));
  const auto start = target_.empty() ? from() : target_;
  if (const auto ahead = nearestAhead(rectOf(scene_, start), cards, heading)) choose(fitting_[*ahead]);
}

void ConnectMode::choose(const model::ComponentId& id) {
  target_ = id;
  preview_.mark(fitting_, target_);
  preview_.leadTo(target_);
  const auto sentence = preview_.sentence(target_);
  tell_(letters_.isEmpty()
            ? tr("%1? Enter connects; arrows, Tab or letters choose another; Esc leaves.").arg(sentence)
            : tr("“%1” in the name: %2? Enter connects; arrows or Tab choose another; Esc leaves.").arg(letters_, sentence));
}

const model::ComponentId& ConnectMode::nearest() const {
  const auto middle = rectOf(scene_, from()).center();
  std::set<model::ComponentId> connected;
  for (const auto* line : scene_.edgesOf(from())) connected.insert(line->bundle().to);
  const auto distance = [&](const auto& id) {
    return std::pair(connected.contains(id), QLineF(rectOf(scene_, id).center(), middle).length());
  };
  return *std::min_element(fitting_.begin(), fitting_.end(),
                           [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
}

}  // namespace virga::ui
