#pragma once

#include <map>
#include <string>
#include <vector>

#include <QStandardItemModel>

#include "model/edit/edges.h"
#include "ui/canvas/card_state.h"
#include "ui/document/document.h"

namespace virga::ui {

// The drawing as a tree: groups, their components in the order in which requests flow, and below each the edges that lead
// to it and from it. Built anew when the document changes in what is shown of it.
class OutlineModel : public QStandardItemModel {
  Q_OBJECT

 public:
  enum Column { kName, kKind, kProblems, kFigures, kColumns };
  enum Role {
    kComponentRole = Qt::UserRole,  // the component of the row; empty for groups
    kPathRole,                      // of the value that makes the edge; empty for components
    kOtherEndRole,                  // of an edge
    kKeyRole,                       // the same for the same row of a later tree
  };

  explicit OutlineModel(Document* document, QObject* parent = nullptr);

  void setBadges(std::map<model::ComponentId, Badge> badges);
  void setFigures(std::map<model::ComponentId, CardOverlay> figures);

  // A new name for a component is asked for by renameWanted().
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

  QModelIndex indexOf(const model::ComponentId& id) const;

 public slots:
  void build();

 signals:
  void built();
  void renameWanted(const QString& id, const QString& name);

 private:
  // What the rows are made from.
  struct Shown {
    struct Row {
      model::ComponentId id;
      std::string kind;
      QString facts;
      bool operator==(const Row&) const = default;
    };
    std::vector<model::Group> groups;
    std::vector<Row> rows;  // in the order in which requests flow
    std::vector<model::Edge> edges;
    bool operator==(const Shown&) const = default;
  };
  using EdgesOf = std::map<model::ComponentId, std::vector<const model::Edge*>>;

  void update();
  Shown shownNow() const;
  void addComponent(QStandardItem* parent, const Shown::Row& component, const EdgesOf& edgesOf);
  void showState(const model::ComponentId& id);

  Document* document_;
  Shown shown_;
  std::map<model::ComponentId, QStandardItem*> rows_;
  std::map<model::ComponentId, Badge> badges_;
  std::map<model::ComponentId, CardOverlay> figures_;
};

}  // namespace virga::ui
