#pragma once

#include <optional>

#include <QWidget>

#include "model/pricing/bill.h"

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
  void refresh();                                    // writes the amounts anew
  QAction* exportAction() const { return export_; }  // enabled while there is a bill

 public slots:
  void copyAsText() const;
  void exportCsv();

 private:
  std::optional<model::Bill> shown_;
  QString basis_;
  QAction* export_;
  QStackedWidget* pages_;
  QLabel* total_;
  QLabel* notes_;
  QTreeWidget* lines_;
};

// "1,234.50"; amounts below 0.1 keep two significant digits: "0.097".
QString amountText(const model::Decimal& amount);
// Decimals of amounts from now on; 2 unless said otherwise. Where there are any, small amounts have as many as they need.
void setAmountPlaces(int places);

}  // namespace virga::ui
