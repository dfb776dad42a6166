#pragma once

#include <map>
#include <memory>

#include <QAction>
#include <QGraphicsView>
#include <QImage>
#include <QPointer>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/card_state.h"
#include "ui/canvas/gesture.h"
#include "ui/canvas/keyboard_walk.h"
#include "ui/document/document.h"

class QMenu;

namespace virga::ui {

class ConnectMode;
class Insertion;
class RenameEditor;

// A component kind dragged from the palette; the data is the kind's name in files.
inline constexpr char kKindMimeType[] = "application/x-virga-kind";

// The editable drawing of the document's architecture.
class CanvasView : public QGraphicsView {
  Q_OBJECT

 public:
  explicit CanvasView(Document* document, QWidget* parent = nullptr);
  ~CanvasView() override;

  // Problems by component; those not named have none.
  void setBadges(std::map<model::ComponentId, Badge> badges);
  // Results of a run by component; empty: none are shown.
  void setOverlay(std::map<model::ComponentId, CardOverlay> overlay);

  // For menus: they work while the canvas has the keyboard.
  QList<QAction*> editActions() const { return editActions_; }
  QList<QAction*> zoomActions() const { return zoomActions_; }

  double zoom() const { return transform().m11(); }
  void setZoom(double zoom, QPoint fixedPoint);  // 0.05 … 4; the viewport's point keeps its place in the drawing
  // The whole drawing at 100 %, as lines; false if the file can't be written.
  bool exportSvg(const QString& path) const;
  QImage toImage(double scale = 1) const;

  const CanvasScene& drawing() const { return scene_; }

 public slots:
  void addComponent(const QString& kind);  // in the middle of what is visible
  void addComponentAt(const QString& kind, QPointF scenePoint);
  void addConnectedAt(const model::ComponentId& from, const QString& kind, QPointF scenePoint);
  void deleteSelection();
  void selectAll();
  void renameSelected();
  void connectSelected();        // begins to choose the other end by the keyboard
  void connectToListed();        // a list of the components that may be the other end
  void walkEdges(bool forward);  // selects the next line of the selected card
  // Edits a group's title in place; with a key, as one step with the edit before it that had the same.
  void editGroupTitle(const std::string& title, const QString& mergeKey = {});
  void inspectSelected();  // asks for the fields of the selected card or line
  void quickAdd();         // a list of kinds; the choice is added at the pointer, else in the middle
  void tidyUp();           // new places for all
  void zoomTo100();
  void zoomToFit();  // and again when the view's size changes, until it is moved or an edit made
  void zoomToSelection();
  void lookAt(QPointF scenePoint);            // scrolls it into the middle
  void reveal(const model::ComponentId& id);  // scrolls it into view

 signals:
  void hint(const QString& text);  // for the status bar; empty: nothing to say
  void zoomChanged(double zoom);
  void inspectRequested();            // the fields of the selected card
  void menuAboutToShow(QMenu* menu);  // the context menu of the selection: others may add to it
  void spaceTapped();                 // pressed and let go, and nothing dragged in between

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  bool event(QEvent* event) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;

 private:
  void makeActions();
  void showDocument();
  void showSelection();
  void cancelGesture();
  std::unique_ptr<Gesture> gestureAt(QPointF point, Qt::KeyboardModifiers modifiers);
  std::unique_ptr<Gesture> groupGestureAt(QPointF point, Qt::KeyboardModifiers modifiers);
  std::unique_ptr<Gesture> bendGestureAt(const EdgeItem& edge, QPointF point);  // null: the line isn't selected
  void bendSelected(int dx, int dy);                                            // moves its middle leg by steps
  bool renameGroupAt(QPointF point);
  bool renameSelectedGroup();
  bool isConnectZone(const CardItem& card, QPointF point) const;
  void hover(QPoint viewportPoint);
  void nudge(int dx, int dy);
  bool walkByKey(const QKeyEvent& event);
  void connectByKey(const QKeyEvent& event);
  void endConnecting();
  void tellRefusal(const QString& text, QPoint viewportPoint);
  void popUpQuickAdd(QPointF scenePoint);
  void popUpNext(const model::ComponentId& from, QPointF scenePoint);
  void showAdded();
  void fit(const QRectF& rect, double mostZoom);

  Document& document_;
  CanvasScene scene_;
  QList<QAction*> editActions_, zoomActions_;
  KeyboardWalk walk_{document_, scene_};
  std::unique_ptr<ConnectMode> connecting_;
  std::unique_ptr<Gesture> gesture_;
  std::unique_ptr<Insertion> insertion_;  // while a kind is dragged from the palette
  bool gestureMoved_ = false;
  QPoint pressed_, lastMouse_;
  model::ComponentId clickedSelected_;  // a click without a drag selects this card alone
  bool panning_ = false;
  bool spaceDown_ = false;
  bool spacePanned_ = false;  // since it went down
  bool fitted_ = true;        // shows the whole drawing, also after the view's size changes
  QString told_;
  QPointer<RenameEditor> rename_;
};

}  // namespace virga::ui
