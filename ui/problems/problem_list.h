#pragma once

#include <vector>

#include <QTreeWidget>

#include "model/checks/check.h"
#include "ui/document/document.h"

namespace virga::ui {

// Problems as rows, grouped by component, those that are ignored below the ones that count.
class ProblemList : public QTreeWidget {
  Q_OBJECT

 public:
  explicit ProblemList(Document* document, QWidget* parent = nullptr);

  // Lists those of the findings that are at least so grave; the ignored ones where they are wanted.
  void setFindings(model::CheckFindings findings, model::Severity least, bool withIgnored);

  const model::Problem* current() const;  // that counts; null: none is chosen
  const model::IgnoredFinding* currentIgnored() const;
  const model::Problem* problemOf(const QTreeWidgetItem* item) const;
  const model::IgnoredFinding* ignoredOf(const QTreeWidgetItem* item) const;
  // Of problems that count, from top to bottom.
  std::vector<QTreeWidgetItem*> problemRows() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QTreeWidgetItem* groupOf(const model::Problem& problem);
  void addRow(const model::Problem& problem, const QString& place, const QString& hint, const QString& fix, int role,
              std::size_t index);
  void fitColumns();

  Document* document_;
  model::CheckFindings findings_;
};

}  // namespace virga::ui
