#pragma once

#include <utility>
#include <vector>

#include <QStringList>
#include <QWidget>

class QTableWidget;
class QToolButton;

namespace virga::ui {

// A short table of two columns of typed texts, with buttons to add and remove rows; Delete removes the current one.
class PointTable : public QWidget {
  Q_OBJECT

 public:
  using Rows = std::vector<std::pair<QString, QString>>;

  PointTable(const QString& name, const QStringList& columns, QWidget* parent = nullptr);

  void setRows(const Rows& rows);
  Rows rows() const;

 signals:
  void edited();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void add();
  void remove();
  void fitHeight();

  QTableWidget* table_;
  QToolButton* remove_;
};

}  // namespace virga::ui
