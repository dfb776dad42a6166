#include <array>

#include <QKeyEvent>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/connect_gesture.h"
#include "ui/canvas/connect_mode.h"
#include "ui/canvas/edge_bundle.h"
#include "ui/canvas/rename_editor.h"

// Walking and connecting by the keyboard.
namespace virga::ui {
namespace {

std::optional<Heading> headingOf(int key) {
  switch (key) {
    case Qt::Key_Left: return Heading::left;
    case Qt::Key_Right: return Heading::right;
    case Qt::Key_Up: return Heading::up;
    case Qt::Key_Down: return Heading::down;
    default: return std::nullopt;
  }
}

}  // namespace

bool CanvasView::walkByKey(const QKeyEvent& event) {
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
  if (isEnter && modifiers == Qt::NoModifier) {
    inspectSelected();
    return true;
  }
  const auto heading = headingOf(event.key());
  if (!heading) return false;
  constexpr std::array<QPoint, 4> kSteps{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
  const auto step = kSteps[static_cast<std::size_t>(*heading)];
  if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier) && scene_.selectedEdge()) {
    bendSelected(step.x(), step.y());
    return true;
  }
  if (modifiers == Qt::ControlModifier && !document_.selection().empty()) {
    nudge(step.x(), step.y());
    reveal(walk_.lead());
    return true;
  }
  if (modifiers != Qt::NoModifier && modifiers != Qt::ShiftModifier) return false;
  const auto middle = mapToScene(viewport()->rect().center());
  if (const auto id = walk_.step(*heading, modifiers == Qt::ShiftModifier, middle)) reveal(*id);
  return true;
}

void CanvasView::walkEdges(bool forward) {
  const auto* line = walk_.alongEdges(forward);
  if (!line) return emit hint(tr("Select a component that has connections to walk over them."));
  ensureVisible(line->route().boundingRect(), 40, 40);
  const auto& edge = line->bundle();
  const auto text = QStringLiteral("%1 %2 %3")
                        .arg(QString::fromStdString(edge.from), roleWords(edge.role), QString::fromStdString(edge.to));
  setAccessibleDescription(text);
  emit hint(tr("%1. Enter shows the field that makes the connection, Esc goes back to the component.").arg(text));
}

void CanvasView::inspectSelected() {
  if (const auto* edge = scene_.selectedEdge()) {
    const auto path = QString::fromStdString(edge->edges.front().path);  // the selection that follows ends the edge's
    emit document_.focusRequested(path);
  } else if (document_.selection().size() == 1) {
    emit inspectRequested();
  } else {
    emit hint(tr("Select one component or connection to go to its fields."));
  }
}

// Tab walks over the components in the order of the flow, and leaves the canvas after the last.
bool CanvasView::focusNextPrevChild(bool next) {
  if (!hasFocus()) return QGraphicsView::focusNextPrevChild(next);  // of what stands on it
  if (connecting_) {
    connecting_->next(next);
    reveal(connecting_->target());
    return true;
  }
  const auto id = rename_ ? std::nullopt : walk_.alongFlow(next);
  if (!id) return QGraphicsView::focusNextPrevChild(next);
  reveal(*id);
  return true;
}

void CanvasView::connectSelected() {
  if (document_.selection().size() != 1) return emit hint(tr("Select one component to connect it."));
  cancelGesture();
  connecting_ =
      std::make_unique<ConnectMode>(document_, scene_, *document_.selection().begin(), [this](const QString& text) {
        emit hint(text);
        setAccessibleDescription(text);
      });
  if (connecting_->hasTargets()) return reveal(connecting_->target());
  endConnecting();
  emit hint(tr("Nothing here can be the other end of an edge from this component."));
}

void CanvasView::connectByKey(const QKeyEvent& event) {
  switch (connecting_->keyPress(event)) {
    case ConnectMode::Outcome::open: return reveal(connecting_->target());
    case ConnectMode::Outcome::leave: return endConnecting();
    case ConnectMode::Outcome::connect: break;
  }
  const auto from = connecting_->from();
  const auto to = connecting_->target();
  endConnecting();
  connectComponents(document_, from, to);
}

void CanvasView::endConnecting() {
  if (!connecting_) return;
  connecting_.reset();
  showSelection();
}

// While a connection is drawn, letters choose its target and are no shortcuts.
bool CanvasView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && connecting_) {
    const auto& key = static_cast<QKeyEvent&>(*event);
    if (!(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
      event->accept();
      return true;
    }
  }
  return QGraphicsView::event(event);
}

}  // namespace virga::ui
