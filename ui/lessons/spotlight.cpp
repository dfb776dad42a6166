#include "ui/lessons/spotlight.h"

#include <utility>

#include <QPainter>

#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kTick = 260;  // ms; under three flashes a second (WCAG 2.3.1)
constexpr int kTicks = 8;
constexpr int kMargin = 3;

}  // namespace

void Spotlight::flash(QWidget* target, Place place) {
  if (!target || !target->isVisible()) return;
  auto* window = target->window();
  for (auto* older : window->findChildren<Spotlight*>(Qt::FindDirectChildrenOnly)) delete older;
  new Spotlight(window, target, std::move(place));
}

Spotlight::Spotlight(QWidget* window, QWidget* target, Place place)
    : QWidget(window), target_(target), place_(std::move(place)) {
  setObjectName("spotlight");
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  timer_.setInterval(kTick);
  connect(&timer_, &QTimer::timeout, this, &Spotlight::tick);
  timer_.start();
  tick();
  show();
  raise();
}

void Spotlight::tick() {
  if (++ticks_ > kTicks || !target_ || !target_->isVisible()) return deleteLater();
  const auto rect = place_ ? place_() : target_->rect();
  const auto shown = rect.adjusted(-kMargin, -kMargin, kMargin, kMargin);
  setGeometry(QRect(target_->mapTo(window(), shown.topLeft()), shown.size()).intersected(window()->rect()));
  update();
}

void Spotlight::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  auto colour = Theme::instance().color(Role::accent);
  if (ticks_ % 2 == 0) colour.setAlphaF(0.35F);
  painter.setPen(QPen(colour, 3));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5);
}

}  // namespace virga::ui

#include "moc_spotlight.cpp"
