#include <cmath>

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/connect_gesture.h"
#include "ui/canvas/connect_mode.h"
#include "ui/canvas/geometry.h"
#include "ui/canvas/move_gesture.h"
#include "ui/canvas/rename_editor.h"
#include "ui/canvas/rubber_band_gesture.h"

// What the pointer and the keys do on the canvas.
namespace virga::ui {
namespace {
constexpr double kEdgeReach = 6;  // screen pixels around an edge that count as it

// Whether an action of the context menu means something only with selected cards.
bool needsCards(const QString& action) {
  static const QStringList names{QStringLiteral("canvasCut"),       QStringLiteral("canvasCopy"),
                                 QStringLiteral("canvasDuplicate"), QStringLiteral("canvasGroup"),
                                 QStringLiteral("canvasUngroup"),   QStringLiteral("canvasRenameGroup"),
                                 QStringLiteral("canvasPin"),       QStringLiteral("canvasTidySelection")};
  return names.contains(action);
}
}  // namespace

void CanvasView::cancelGesture() {
  endConnecting();
  if (!gesture_) return;
  const auto ended = std::move(gesture_);
  ended->cancel();
  viewport()->unsetCursor();
}

bool CanvasView::isConnectZone(const CardItem& card, QPointF point) const {
  if (zoom() < kTextZoom || !card.state().hasOutput) return false;  // too small to aim at, or nothing to draw
  const auto rect = cardRect(card.pos());
  if (QLineF(point, outputPort(rect)).length() <= kPortReach) return true;
  return !rect.adjusted(kEdgeZone, kEdgeZone, -kEdgeZone, -kEdgeZone).contains(point);
}

std::unique_ptr<Gesture> CanvasView::gestureAt(QPointF point, Qt::KeyboardModifiers modifiers) {
  const bool shift = modifiers.testFlag(Qt::ShiftModifier);
  auto selection = document_.selection();
  if (const auto* card = scene_.cardAt(point, kPortReach)) {
    const bool inside = cardRect(card->pos()).contains(point);
    if (!shift && isConnectZone(*card, point) &&
        (inside || QLineF(point, outputPort(cardRect(card->pos()))).length() <= kPortReach)) {
      const auto id = card->id();
      document_.select({id});
      return std::make_unique<ConnectGesture>(
          document_, scene_, id, [this](const QString& text) { tellRefusal(text, lastMouse_); },
          [this, id](QPointF end) { popUpNext(id, end); });
    }
    if (inside) {
      const auto id = card->id();
      if (shift) {
        if (!selection.erase(id)) selection.insert(id);
        document_.select(selection);
        return nullptr;
      }
      if (selection.contains(id))
        clickedSelected_ = id;
      else
        document_.select({id});
      return std::make_unique<MoveGesture>(document_, scene_, id, point,
                                           [this](const QString& text) { tellRefusal(text, lastMouse_); });
    }
  }
  if (auto group = groupGestureAt(point, modifiers)) return group;
  if (const auto* edge = scene_.edgeAt(point, kEdgeReach / zoom())) {
    if (auto bend = bendGestureAt(*edge, point)) return bend;
    document_.select({});
    scene_.selectEdge(edge);
    return nullptr;
  }
  scene_.selectEdge(nullptr);
  if (!shift) selection.clear();
  document_.select(selection);
  return std::make_unique<RubberBandGesture>(document_, scene_, std::move(selection), point);
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
  lastMouse_ = pressed_ = event->position().toPoint();
  event->accept();
  if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && spaceDown_)) {
    panning_ = true;
    spacePanned_ = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  cancelGesture();
  setFocus(Qt::MouseFocusReason);
  clickedSelected_.clear();
  gestureMoved_ = false;
  gesture_ = gestureAt(mapToScene(pressed_), event->modifiers());
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
  const auto at = event->position().toPoint();
  const auto delta = at - lastMouse_;
  lastMouse_ = at;
  event->accept();
  if (panning_) {
    fitted_ = false;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - delta.y());
    return;
  }
  if (!gesture_) return hover(at);
  gestureMoved_ = gestureMoved_ || (at - pressed_).manhattanLength() >= QApplication::startDragDistance();
  if (gestureMoved_) gesture_->move(mapToScene(at), event->modifiers());
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
  event->accept();
  if (panning_ && (event->button() == Qt::MiddleButton || event->button() == Qt::LeftButton)) {
    panning_ = false;
    viewport()->unsetCursor();
    if (spaceDown_) viewport()->setCursor(Qt::OpenHandCursor);
    return;
  }
  if (event->button() != Qt::LeftButton || !gesture_) return;
  // The edit that ends the gesture changes the document, which cancels gestures: this one is over by then.
  const auto ended = std::move(gesture_);
  if (gestureMoved_)
    ended->finish(mapToScene(event->position().toPoint()), event->modifiers());
  else if (!clickedSelected_.empty())
    document_.select({clickedSelected_});
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
  event->accept();
  if (event->button() != Qt::LeftButton) return;
  cancelGesture();
  const auto point = mapToScene(event->position().toPoint());
  if (const auto* card = scene_.cardAt(point)) {
    document_.select({card->id()});
    renameSelected();
  } else if (const auto* edge = scene_.edgeAt(point, kEdgeReach / zoom())) {
    if (!edge->bundle().edges.empty())
      emit document_.focusRequested(QString::fromStdString(edge->bundle().edges.front().path));
  } else if (!renameGroupAt(point)) {
    popUpQuickAdd(point);
  }
}

void CanvasView::hover(QPoint viewportPoint) {
  const auto point = mapToScene(viewportPoint);
  const auto* card = scene_.cardAt(point, kPortReach);
  const auto* edge = card && cardRect(card->pos()).contains(point) ? nullptr : scene_.edgeAt(point, kEdgeReach / zoom());
  scene_.setHovered(card, edge);
  if (spaceDown_) return;
  if (card && isConnectZone(*card, point) && cardRect(card->pos()).adjusted(0, 0, kPortReach, 0).contains(point))
    viewport()->setCursor(Qt::CrossCursor);
  else
    viewport()->unsetCursor();
}

void CanvasView::leaveEvent(QEvent* event) {
  scene_.setHovered(nullptr, nullptr);
  QGraphicsView::leaveEvent(event);
}

void CanvasView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  if (fitted_ && !gesture_ && !rename_) zoomToFit();
}

void CanvasView::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) {
    fitted_ = false;
    return QGraphicsView::wheelEvent(event);
  }
  setZoom(zoom() * std::pow(1.0015, event->angleDelta().y()), event->position().toPoint());
  event->accept();
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
  if (connecting_) return connectByKey(*event);
  if (event->key() == Qt::Key_Escape) {
    if (gesture_)
      cancelGesture();
    else if (!walk_.backToCard()) {
      scene_.selectEdge(nullptr);
      document_.select({});
    }
    return;
  }
  if (event->key() == Qt::Key_Space) {
    if (!event->isAutoRepeat() && !gesture_) {
      spaceDown_ = true;
      spacePanned_ = false;
      viewport()->setCursor(Qt::OpenHandCursor);
    }
    return;
  }
  if (!gesture_ && walkByKey(*event)) return;
  QGraphicsView::keyPressEvent(event);
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    const bool tapped = spaceDown_ && !spacePanned_;
    spaceDown_ = false;
    if (!panning_) viewport()->unsetCursor();
    if (tapped) emit spaceTapped();
    return;
  }
  QGraphicsView::keyReleaseEvent(event);
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
  spaceDown_ = false;
  endConnecting();
  QGraphicsView::focusOutEvent(event);
}

void CanvasView::contextMenuEvent(QContextMenuEvent* event) {
  cancelGesture();
  const auto at = event->reason() == QContextMenuEvent::Mouse ? event->pos() : viewport()->rect().center();
  const auto point = mapToScene(at);
  QMenu menu(this);
  menu.setObjectName(QStringLiteral("canvasMenu"));
  const auto* card = scene_.cardAt(point);
  const auto* edge = card ? nullptr : scene_.edgeAt(point, kEdgeReach / zoom());
  if (event->reason() == QContextMenuEvent::Mouse) {
    if (card && !document_.selection().contains(card->id())) document_.select({card->id()});
    if (edge) {
      document_.select({});
      scene_.selectEdge(edge);
    }
  }
  const bool anything = !document_.selection().empty() || scene_.selectedEdge();
  for (auto* action : editActions_) {
    if (action->objectName() == QLatin1String("canvasAdd")) {
      menu.addAction(action->text(), this, [this, point] { popUpQuickAdd(point); });
      menu.addSeparator();
      continue;
    }
    const bool needsCard = action->objectName() == QLatin1String("canvasRename") ||
                           action->objectName().startsWith(QLatin1String("canvasConnect"));
    if (needsCard && document_.selection().size() != 1) continue;
    if (action->objectName() == QLatin1String("canvasDelete") && !anything) continue;
    if (needsCards(action->objectName()) && document_.selection().empty()) continue;
    if (action->objectName() == QLatin1String("canvasResetRoute") && !scene_.selectedEdge()) continue;
    menu.addAction(action);
  }
  menu.addSeparator();
  menu.addActions(zoomActions_);
  emit menuAboutToShow(&menu);
  menu.exec(event->globalPos());
}

}  // namespace virga::ui
