#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <QGraphicsScene>

#include "model/architecture/architecture.h"
#include "ui/canvas/card_item.h"
#include "ui/canvas/edge_item.h"
#include "ui/canvas/edge_layout.h"
#include "ui/canvas/group_frames.h"

namespace virga::ui {

// The drawing of an architecture: a card for each component, a line for each bundle of edges. A new value changes only
// what differs from the one shown before.
class CanvasScene : public QGraphicsScene {
  Q_OBJECT

 public:
  explicit CanvasScene(QObject* parent = nullptr);

  using Positions = std::map<model::ComponentId, model::Position>;

  void show(const std::shared_ptr<const model::Architecture>& architecture);
  // Forgets where cards without a position in the file were put and how lines ran: for another project.
  void forgetPositions() {
    positions_.clear();
    anew_ = true;
  }
  // Where every card stands, whether its position is in the file or not. A card keeps its place while it is shown.
  const Positions& positions() const { return positions_; }
  // Shows cards elsewhere without changing the architecture; show() ends it.
  void preview(const std::map<model::ComponentId, QPointF>& places);
  // Shows a line through other corners without changing the architecture; show() ends it.
  void previewBend(model::Bend bend);
  QRectF drawingRect() const;  // around all cards, groups and lines; null if there are none
  QRectF rectOf(const std::set<model::ComponentId>& ids) const;

  CardItem* card(const model::ComponentId& id) const;
  CardItem* cardAt(QPointF point, double reach = 0) const;  // the topmost
  const EdgeItem* edgeAt(QPointF point, double reach) const;
  std::set<model::ComponentId> cardsIn(const QRectF& rect) const;
  std::vector<const EdgeItem*> edgesOf(const model::ComponentId& id) const;  // first those that leave it

  const std::vector<CardItem*>& cards() const { return order_; }  // as the components in the file
  QRectF cardsRect() const;                                       // around all cards and groups; null if there are none
  const GroupFrames& groups() const { return groups_; }

  void setSelection(const std::set<model::ComponentId>& ids);
  const EdgeBundle* selectedEdge() const;
  const EdgeItem* selectedEdgeItem() const { return selectedEdge_; }
  void selectEdge(const EdgeItem* edge);  // null: none
  void setBadges(std::map<model::ComponentId, Badge> badges);
  void setOverlay(std::map<model::ComponentId, CardOverlay> overlay);
  void setMarks(const std::map<model::ComponentId, Mark>& marks);
  void setHovered(const CardItem* card, const EdgeItem* edge);
  void setGridVisible(bool visible) { gridVisible_ = visible; }  // painted from then on

 signals:
  void pictureChanged();  // where cards and groups stand, or what they look like

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;

 private:
  CardState stateOf(const model::Component& component) const;
  void placeCards(const model::Architecture& architecture);
  void showCards(const model::Architecture& architecture);
  bool showEdges(const model::Architecture& architecture);  // whether the lines must be laid out anew
  void refreshCards();
  void showBacklogs();
  std::vector<QRectF> cardRects() const;
  void applyLayout();
  struct Shown;  // the cards and lines of the layout, by their names
  Shown shownNow() const;
  void changeLayout(const Shown& before);
  void placeGroups();

  std::shared_ptr<const model::Architecture> shown_;
  Positions positions_;
  std::map<model::ComponentId, std::unique_ptr<CardItem>> cards_;
  std::vector<CardItem*> order_;  // as the components in the file
  std::vector<std::unique_ptr<EdgeItem>> edges_;
  EdgeLayout layout_;
  bool anew_ = false;  // the next lines are laid out without regard to those shown
  GroupFrames groups_;
  std::optional<model::Bend> previewedBend_;
  std::set<model::ComponentId> pinned_;
  std::set<model::ComponentId> selection_;
  std::map<model::ComponentId, Badge> badges_;
  std::map<model::ComponentId, CardOverlay> overlay_;
  std::map<model::ComponentId, Mark> marks_;
  EdgeItem* selectedEdge_ = nullptr;
  const CardItem* hoveredCard_ = nullptr;
  EdgeItem* hoveredEdge_ = nullptr;
  bool gridVisible_ = true;
};

}  // namespace virga::ui
