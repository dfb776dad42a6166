#include "ui/lessons/spotlight.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kTick = 260;  // ms; under three flashes a second (WCAG 2.3.1)
constexpr int kTicks = 8;
constexpr int kMargin = 3;

}  // namespace

void Spotlight::flash(QWidget* target, QRect rect) {
  if (!target || !target->isVisible()) return;
  auto* window = target->window();
  for (auto* older : window->findChildren<Spotlight*>(Qt::FindDirectChildrenOnly)) delete older;
  new Spotlight(window, target, rect);
}

Spotlight::Spotlight(QWidget* window, QWidget* target, QRect rect) : QWidget(window), target_(target), rect_(rect) {
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

// What is pointed at may move meanwhile: panels that were just opened get their places later.
void Spotlight::tick() {
  if (++ticks_ > kTicks || !target_ || !target_->isVisible()) return deleteLater();
  const auto rect = rect_.isEmpty() ? target_->rect() : rect_;
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
