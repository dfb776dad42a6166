#pragma once

#include <functional>
#include <set>
#include <vector>

#include <QWidget>

#include "model/architecture/scenario.h"
#include "model/project/field_view.h"

class QVBoxLayout;

namespace virga::ui {

class FieldRow;

// The rows of one subject's fields, one below the other. Rows that still say what they said are kept, with the keyboard and
// unfinished text in them.
class FieldList : public QWidget {
  Q_OBJECT

 public:
  explicit FieldList(QWidget* parent = nullptr);
  ~FieldList() override;

  // `subject` tells whose fields they are: those of another one never take over what is half typed.
  void setViews(const QString& subject, const std::vector<model::FieldView>& views);
  // What stands below a field; asked for each row whenever its view is set.
  using Note = std::function<std::pair<QString, QString>(const model::FieldView&)>;
  void setNotes(Note note) { note_ = std::move(note); }
  void setScenario(const model::Scenario& scenario);
  // The row of a field, or none: for "receipts.consumers.0.to" the nearest row above it.
  FieldRow* rowFor(const QString& path) const;
  const std::vector<FieldRow*>& rows() const { return rows_; }
  void expandTo(const QString& path);

 signals:
  void edited(const QString& path, const QString& text, const QString& mergeKey);
  void appendWanted(const QString& path);
  void removeWanted(const QString& path);

 private:
  void showExpandedRows();

  QVBoxLayout* layout_;
  std::vector<FieldRow*> rows_;
  QString subject_;
  std::set<QString> expanded_;  // list items whose parts are shown, by path
  model::Scenario scenario_;
  Note note_;
};

}  // namespace virga::ui
