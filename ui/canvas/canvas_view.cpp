#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QMenu>
#include <QScrollBar>
#include <QToolTip>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "ui/canvas/align_menu.h"
#include "ui/canvas/arrange_actions.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/clipboard_actions.h"
#include "ui/canvas/connect_gesture.h"
#include "ui/canvas/connect_mode.h"
#include "ui/canvas/drawing_export.h"
#include "ui/canvas/filter_popup.h"
#include "ui/canvas/geometry.h"
#include "ui/canvas/group_actions.h"
#include "ui/canvas/insertion.h"
#include "ui/canvas/kind_info.h"
#include "ui/canvas/rename_editor.h"
#include "ui/canvas/select_menu.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {
constexpr double kLeastZoom = 0.05;
constexpr double kMostZoom = 4;
}  // namespace

CanvasView::CanvasView(Document* document, QWidget* parent) : QGraphicsView(parent), document_(*document), scene_(this) {
  setObjectName(QStringLiteral("canvas"));
  viewport()->setObjectName(QStringLiteral("canvasViewport"));
  setAccessibleName(tr("Drawing of the architecture"));
  setScene(&scene_);
  setRenderHint(QPainter::Antialiasing);
  setOptimizationFlag(QGraphicsView::DontSavePainterState, false);
  setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
  setTransformationAnchor(QGraphicsView::NoAnchor);
  setResizeAnchor(QGraphicsView::NoAnchor);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAcceptDrops(true);
  makeActions();

  connect(document, &Document::replaced, this, [this] {
    cancelGesture();
    scene_.forgetPositions();
    scene_.setBadges({});
    scene_.setOverlay({});
    scene_.show(document_.snapshot());
    zoomToFit();
  });
  connect(&document->undoStack(), &QUndoStack::indexChanged, this, [this] { fitted_ = false; });
  connect(document, &Document::changed, this, &CanvasView::showDocument);
  connect(document, &Document::selectionChanged, this, &CanvasView::showSelection);
  connect(document, &Document::focusRequested, this, [this](const QString& path) {
    const auto id = path.section(QLatin1Char('.'), 0, 0).toStdString();
    if (!document_.architecture().find(id)) return;
    document_.select({id});
    reveal(id);
  });
  connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
  scene_.show(document_.snapshot());
  showSelection();
  const auto rect = scene_.drawingRect();
  centerOn(rect.isNull() ? QPointF() : rect.center());
}

CanvasView::~CanvasView() {
  delete rename_.data();  // before the parts that its end would ask for
  gesture_.reset();
  document_.disconnect(this);
  connecting_.reset();
  setScene(nullptr);
}

void CanvasView::makeActions() {
  const auto add = [this](QList<QAction*>& list, const char* name, const QString& text, QList<QKeySequence> keys,
                          auto slot) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    list << action;
  };
  add(editActions_, "canvasAdd", tr("&Add component…"), {Qt::Key_A}, &CanvasView::quickAdd);
  add(editActions_, "canvasConnect", tr("&Connect"), {Qt::Key_C}, &CanvasView::connectSelected);
  add(editActions_, "canvasConnectList", tr("Connect t&o…"), {QKeySequence(Qt::SHIFT | Qt::Key_C)},
      &CanvasView::connectToListed);
  add(editActions_, "canvasRename", tr("Re&name"), {Qt::Key_F2}, &CanvasView::renameSelected);
  add(editActions_, "canvasDelete", tr("&Delete"), {Qt::Key_Delete, Qt::Key_Backspace}, &CanvasView::deleteSelection);
  add(editActions_, "canvasSelectAll", tr("Select &all"), {QKeySequence(Qt::CTRL | Qt::Key_A)}, &CanvasView::selectAll);
  editActions_ << makeSelectMenu(*this, document_)->menuAction() << makeAlignMenu(*this, document_)->menuAction();
  editActions_ << makeClipboardActions(*this, document_) << makeGroupActions(*this, document_);
  add(editActions_, "canvasTidyUp", tr("&Tidy up"), {QKeySequence(Qt::CTRL | Qt::Key_T)}, &CanvasView::tidyUp);
  editActions_ << makeArrangeActions(*this, document_);
  add(zoomActions_, "canvasZoom100", tr("Zoom to &100 %"), {QKeySequence(Qt::CTRL | Qt::Key_0)}, &CanvasView::zoomTo100);
  add(zoomActions_, "canvasZoomFit", tr("Zoom to &fit"), {QKeySequence(Qt::CTRL | Qt::Key_1)}, &CanvasView::zoomToFit);
  add(zoomActions_, "canvasZoomSelection", tr("Zoom to &selection"), {QKeySequence(Qt::CTRL | Qt::Key_2)},
      &CanvasView::zoomToSelection);
}

void CanvasView::showDocument() {
  cancelGesture();
  scene_.show(document_.snapshot());
  if (rename_) rename_->deleteLater();
  viewport()->update();
}

void CanvasView::showSelection() {
  const auto& ids = document_.selection();
  if (connecting_ && ids != std::set{connecting_->from()}) return endConnecting();  // which comes back here
  scene_.setSelection(ids);
  QString description = tr("%1 components").arg(document_.architecture().components.size());
  for (const auto& id : ids)
    if (const auto* card = scene_.card(id))
      description += QStringLiteral("; %1 %2, %3").arg(card->state().word, card->state().name, card->state().facts);
  setAccessibleDescription(description);
}

void CanvasView::setBadges(std::map<model::ComponentId, Badge> badges) { scene_.setBadges(std::move(badges)); }

void CanvasView::setOverlay(std::map<model::ComponentId, CardOverlay> overlay) { scene_.setOverlay(std::move(overlay)); }

void CanvasView::addComponent(const QString& kind) {
  const auto middle = mapToScene(viewport()->rect().center());
  addComponentAt(kind, middle - QPointF(kCardWidth, kCardHeight) / 2);
}

void CanvasView::addComponentAt(const QString& kind, QPointF scenePoint) {
  const auto place = freePlace(scene_.positions(), toPosition(scenePoint, true));
  const auto placed = withPositions(document_.architecture(), scene_.positions());
  if (!document_.apply(tr("Add %1").arg(kindWord(kind.toStdString())),
                       model::addComponent(placed, kind.toStdString(), place)))
    return;
  showAdded();
}

void CanvasView::deleteSelection() {
  if (const auto* edge = scene_.selectedEdge()) {
    const auto text = tr("Disconnect %1 from %2").arg(QString::fromStdString(edge->from), QString::fromStdString(edge->to));
    // From the last to the first: the paths of the earlier ones stay true.
    const auto edges = edge->edges;
    model::Edited edited = document_.architecture();
    for (auto next = edges.rbegin(); edited && next != edges.rend(); ++next) edited = model::disconnect(*edited, *next);
    document_.apply(text, std::move(edited));
    return;
  }
  const auto ids = document_.selection();
  if (ids.empty()) return;
  const auto text = ids.size() == 1 ? tr("Delete %1").arg(QString::fromStdString(*ids.begin()))
                                    : tr("Delete %1 components").arg(ids.size());
  document_.apply(text, model::removeComponents(document_.architecture(), ids));
}

void CanvasView::selectAll() {
  std::set<model::ComponentId> ids;
  for (const auto& component : document_.architecture().components) ids.insert(component.id);
  document_.select(std::move(ids));
}

void CanvasView::renameSelected() {
  if (document_.selection().size() > 1 && renameSelectedGroup()) return;
  if (document_.selection().size() != 1) return emit hint(tr("Select one component or all of a group to rename it."));
  const auto id = *document_.selection().begin();
  const auto* card = scene_.card(id);
  if (!card) return;
  reveal(id);
  const auto refusal = [this, id](const QString& name) {
    const auto edited = model::renameComponent(document_.architecture(), id, name.toStdString());
    return edited ? QString() : QString::fromStdString(edited.error());
  };
  rename_ = new RenameEditor(QString::fromStdString(id), refusal, viewport());
  connect(rename_, &RenameEditor::finished, this, [this] { setFocus(); });
  connect(rename_, &RenameEditor::renamed, this, [this, id](const QString& name) {
    const auto to = name.toStdString();
    auto placed = withPositions(document_.architecture(), scene_.positions());
    if (document_.apply(tr("Rename %1 to %2").arg(QString::fromStdString(id), name), model::renameComponent(placed, id, to)))
      document_.select({to});
  });
  const auto corner = mapFromScene(card->pos() + QPointF(40, 4));
  const int width = std::max(140, static_cast<int>((kCardWidth - 40) * zoom()));
  rename_->show();
  rename_->place(QRect(corner, QSize(width, std::max(26, static_cast<int>(26 * zoom())))));
  rename_->setFocus();
}

void CanvasView::connectToListed() {
  if (document_.selection().size() != 1) return emit hint(tr("Select one component to connect it."));
  const auto from = *document_.selection().begin();
  std::vector<FilterPopup::Entry> entries;
  for (const auto& component : document_.architecture().components) {
    if (component.id == from || !model::canConnect(document_.architecture(), from, component.id)) continue;
    const std::string kind(model::kindName(component.kind));
    const auto name = QString::fromStdString(component.id);
    entries.push_back({name, name, kindWord(kind), icon(QString::fromStdString(kind))});
  }
  if (entries.empty()) return emit hint(tr("Nothing here can be the other end of an edge from this component."));
  auto* popup = new FilterPopup(tr("Connect %1 to").arg(QString::fromStdString(from)), std::move(entries), this);
  connect(popup, &FilterPopup::chosen, this,
          [this, from](const QString& to) { connectComponents(document_, from, to.toStdString()); });
  popup->popUp(viewport()->mapToGlobal(mapFromScene(scene_.rectOf({from}).topRight())));
}

void CanvasView::quickAdd() {
  const auto pointer = viewport()->mapFromGlobal(QCursor::pos());
  const bool inside = viewport()->underMouse() && viewport()->rect().contains(pointer);
  popUpQuickAdd(mapToScene(inside ? pointer : viewport()->rect().center()));
}

void CanvasView::tidyUp() { document_.apply(tr("Tidy up"), model::tidyUp(document_.architecture(), false)); }

void CanvasView::nudge(int dx, int dy) {
  auto places = CanvasScene::Positions();
  QString key = QStringLiteral("nudge");
  for (const auto& id : document_.selection()) {
    const auto place = scene_.positions().at(id);
    places[id] = {place.x + dx * kGrid, place.y + dy * kGrid};
    key += QLatin1Char(' ') + QString::fromStdString(id);
  }
  const auto placed = withPositions(document_.architecture(), scene_.positions());
  document_.apply(tr("Move by keyboard"), model::moveComponents(placed, places), key);
}

void CanvasView::setZoom(double zoom, QPoint fixedPoint) {
  fitted_ = false;
  zoom = std::clamp(zoom, kLeastZoom, kMostZoom);
  const auto before = mapToScene(fixedPoint);
  setTransform(QTransform::fromScale(zoom, zoom));
  const auto drift = mapFromScene(before) - fixedPoint;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + drift.x());
  verticalScrollBar()->setValue(verticalScrollBar()->value() + drift.y());
  emit zoomChanged(this->zoom());
}

void CanvasView::zoomTo100() { setZoom(1, viewport()->rect().center()); }

void CanvasView::fit(const QRectF& rect, double mostZoom) {
  if (rect.isNull()) return;
  const double room = 40;
  const double zoom = std::min((viewport()->width() - room) / rect.width(), (viewport()->height() - room) / rect.height());
  setZoom(std::min(zoom, mostZoom), viewport()->rect().center());
  centerOn(rect.center());
}

void CanvasView::zoomToFit() {
  fit(scene_.drawingRect(), 1);
  fitted_ = true;
}

void CanvasView::zoomToSelection() { fit(scene_.rectOf(document_.selection()), 2); }

void CanvasView::lookAt(QPointF scenePoint) {
  fitted_ = false;
  centerOn(scenePoint);
}

void CanvasView::reveal(const model::ComponentId& id) {
  const auto rect = scene_.rectOf({id});
  if (rect.isNull()) return;
  const auto before = mapToScene(QPoint());
  ensureVisible(rect, 40, 40);
  if (mapToScene(QPoint()) != before) fitted_ = false;
}

void CanvasView::tellRefusal(const QString& text, QPoint viewportPoint) {
  if (text == told_) return;
  told_ = text;
  emit hint(text);
  if (text.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(viewport()->mapToGlobal(viewportPoint + QPoint(12, 12)), text, viewport());
}

void CanvasView::drawForeground(QPainter* painter, const QRectF&) {
  if (!document_.architecture().components.empty()) return;
  painter->save();
  painter->resetTransform();
  auto large = font();
  large.setPointSizeF(large.pointSizeF() * 1.3);
  painter->setFont(large);
  painter->setPen(Theme::instance().color(Role::mutedText));
  painter->drawText(viewport()->rect().adjusted(40, 40, -40, -40), Qt::AlignCenter | Qt::TextWordWrap,
                    tr("Drag a component here from the palette,\nor double-click or press A to add one."));
  painter->restore();
}

bool CanvasView::exportSvg(const QString& path) const {
  const auto svg = svgOf(const_cast<CanvasScene&>(scene_), QString::fromStdString(document_.architecture().name));
  return model::writeFileAtomically(path.toStdString(), svg.toStdString()).has_value();
}

QImage CanvasView::toImage(double scale) const { return imageOf(const_cast<CanvasScene&>(scene_), scale); }

}  // namespace virga::ui

#include "moc_canvas_view.cpp"
