#include "ui/canvas/minimap.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include "ui/canvas/card_painter.h"
#include "ui/canvas/geometry.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr QSize kSize(200, 130);
constexpr int kGap = 12;          // to the canvas's border
constexpr int kRoom = 6;          // between this widget's border and the drawing
constexpr double kOutlined = 8;   // pixels of a card's side from which it has a border
constexpr double kLeastCard = 2;  // pixels of a card's side

}  // namespace

Minimap::Minimap(CanvasView* view) : QWidget(view), view_(*view) {
  setObjectName(QStringLiteral("minimap"));
  setAccessibleName(tr("Overview of the drawing"));
  setAccessibleDescription(tr("A click or the arrow keys show another part of the drawing."));
  setToolTip(accessibleDescription());
  setFixedSize(kSize);
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::PointingHandCursor);
  connect(&view->drawing(), &CanvasScene::pictureChanged, this, &Minimap::forgetPicture);
  connect(view, &CanvasView::zoomChanged, this, &Minimap::settle);
  for (auto* bar : {view->horizontalScrollBar(), view->verticalScrollBar()})
    connect(bar, &QScrollBar::valueChanged, this, &Minimap::settle);
  connect(&Theme::instance(), &Theme::changed, this, &Minimap::forgetPicture);
  view->installEventFilter(this);
  forgetPicture();
}

void Minimap::setWanted(bool wanted) {
  wanted_ = wanted;
  settle();
}

void Minimap::forgetPicture() {
  picture_ = {};
  whole_ = view_.drawing().cardsRect();
  settle();
}

QRectF Minimap::visible() const { return view_.mapToScene(view_.viewport()->rect()).boundingRect(); }

void Minimap::settle() {
  move(view_.width() - width() - kGap, view_.height() - height() - kGap);
  const bool shows = wanted_ && !whole_.isEmpty() && !visible().contains(whole_);
  if (!shows && hasFocus()) view_.setFocus();
  setVisible(shows);
  update();
}

double Minimap::scale() const {
  return std::min((width() - 2 * kRoom) / whole_.width(), (height() - 2 * kRoom) / whole_.height());
}

QPointF Minimap::fromScene(QPointF point) const { return QRectF(rect()).center() + (point - whole_.center()) * scale(); }
QPointF Minimap::toScene(QPointF point) const { return whole_.center() + (point - QRectF(rect()).center()) / scale(); }

void Minimap::paintPicture() {
  ++picturesPainted_;
  const auto& theme = Theme::instance();
  picture_ = QPixmap(size() * devicePixelRatioF());
  picture_.setDevicePixelRatio(devicePixelRatioF());
  picture_.fill(theme.color(Role::panel));
  QPainter painter(&picture_);
  const auto placed = [this](const QRectF& rect) {
    return QRectF(fromScene(rect.topLeft()), fromScene(rect.bottomRight()));
  };
  painter.setPen(theme.color(Role::mutedText));
  for (const auto& group : view_.drawing().groups().items()) painter.drawRect(placed(group->frame()));
  for (const auto* card : view_.drawing().cards()) {
    auto box = placed(cardRect(card->pos()));
    box.setSize(box.size().expandedTo({kLeastCard, kLeastCard}));
    auto state = card->state();
    state.selected = false;  // which would hide a problem
    painter.fillRect(box, blockColor(state));
    if (box.width() >= kOutlined) painter.drawRect(box);
  }
}

void Minimap::paintEvent(QPaintEvent*) {
  if (picture_.isNull()) paintPicture();
  const auto& theme = Theme::instance();
  QPainter painter(this);
  painter.drawPixmap(0, 0, picture_);
  const auto shown = visible();
  const QRectF window =
      QRectF(fromScene(shown.topLeft()), fromScene(shown.bottomRight())) & QRectF(rect()).adjusted(2, 2, -2, -2);
  painter.setPen(QPen(theme.color(Role::accent), 2));
  painter.drawRect(window);
  painter.setPen(QPen(theme.color(hasFocus() ? Role::focus : Role::border), hasFocus() ? 2 : 1));
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void Minimap::mousePressEvent(QMouseEvent* event) {
  event->accept();
  if (event->button() == Qt::LeftButton) view_.lookAt(toScene(event->position()));
}

void Minimap::mouseMoveEvent(QMouseEvent* event) {
  event->accept();
  if (event->buttons().testFlag(Qt::LeftButton)) view_.lookAt(toScene(event->position()));
}

void Minimap::keyPressEvent(QKeyEvent* event) {
  const auto shown = visible();
  const auto go = [&](double x, double y) {
    view_.lookAt(shown.center() + QPointF(x * shown.width(), y * shown.height()) / 4);
  };
  switch (event->key()) {
    case Qt::Key_Left: return go(-1, 0);
    case Qt::Key_Right: return go(1, 0);
    case Qt::Key_Up: return go(0, -1);
    case Qt::Key_Down: return go(0, 1);
    default: QWidget::keyPressEvent(event);
  }
}

bool Minimap::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &view_ && event->type() == QEvent::Resize) settle();
  return QWidget::eventFilter(watched, event);
}

void Minimap::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) forgetPicture();
  QWidget::changeEvent(event);
}

}  // namespace virga::ui

#include "moc_minimap.cpp"
