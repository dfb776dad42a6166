#pragma once

#include <optional>

#include <QWidget>

#include "model/pricing/bill.h"
#include "ui/bill/amount_text.h"

class QAction;
class QLabel;
class QStackedWidget;
class QTreeWidget;

namespace virga::ui {

// The month's bill, a line for each component and item, with what it rests on.
class BillPanel : public QWidget {
  Q_OBJECT

 public:
  explicit BillPanel(QWidget* parent = nullptr);

  // `basis` says what was measured: "sale on aws, 1:00:00".
  void setBill(const model::Bill& bill, const QString& basis);
  void clear();
  QAction* exportAction() const { return export_; }  // enabled while there is a bill

 public slots:
  void copyAsText() const;
  void exportCsv();

 private:
  void refresh();  // writes the amounts anew

  std::optional<model::Bill> shown_;
  QString basis_;
  QAction* export_;
  QStackedWidget* pages_;
  QLabel* total_;
  QLabel* notes_;
  QTreeWidget* lines_;
};

}  // namespace virga::ui
