#pragma once

#include <map>
#include <set>

#include <QWidget>

#include "ui/canvas/card_state.h"
#include "ui/canvas/filter_popup.h"
#include "ui/document/document.h"

class QAction;
class QLineEdit;
class QMenu;
class QModelIndex;
class QSortFilterProxyModel;
class QTreeView;

namespace virga::ui {

class OutlineModel;

// The drawing for the keyboard and the screen reader: what the canvas shows and does, as a tree with a filter.
class OutlinePanel : public QWidget {
  Q_OBJECT

 public:
  explicit OutlinePanel(Document* document, QWidget* parent = nullptr);

  void setBadges(std::map<model::ComponentId, Badge> badges);
  void setFigures(std::map<model::ComponentId, CardOverlay> figures);

 public slots:
  void focusTree();

 signals:
  void addRequested(const QString& kind);
  void menuAboutToShow(QMenu* menu);  // of the selection: others may add to it

 private:
  void makeActions();
  void showSelection();
  void takeSelection();
  void goTo(const QModelIndex& index);
  void chooseKind();
  void chooseEnd();
  void rename();
  void remove();
  void applyRename(const QString& id, const QString& name);
  void keepExpansion();
  void restoreExpansion();
  FilterPopup* popUp(const QString& title, std::vector<FilterPopup::Entry> entries, const char* objectName);
  QString keyOf(const QModelIndex& index) const;

  Document* document_;
  OutlineModel* model_;
  QSortFilterProxyModel* shown_;
  QLineEdit* filter_;
  QTreeView* tree_;
  QList<QAction*> actions_;
  std::set<QString> expanded_;
  QString current_;
  bool following_ = false;  // the selection is being taken over from the other side
};

}  // namespace virga::ui
