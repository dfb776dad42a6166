#pragma once

#include <set>

#include <QWidget>

#include "ui/document/document.h"

class QLabel;

namespace virga::ui {

class FieldList;

// The fields that all selected components have, "mixed" where their values differ. An edit sets the value in all of them
// as one undo step.
class SelectionPage : public QWidget {
  Q_OBJECT

 public:
  explicit SelectionPage(Document* document, QWidget* parent = nullptr);

  void refresh();
  FieldList* fields() const { return fields_; }

 private:
  void setFields(const QString& path, const QString& text, const QString& mergeKey);

  Document* document_;
  QLabel* title_;
  QLabel* names_;
  FieldList* fields_;
  std::set<model::ComponentId> shown_;  // whose fields they are
};

}  // namespace virga::ui
