#pragma once

#include <optional>

#include <QTreeWidget>

#include "model/architecture/architecture.h"

namespace virga::ui {

// The steps of a component with what is nested in them: branches, options and `catch` are rows of their own between a step
// and its inner steps. A drag moves a step; Alt with the arrows moves it up, down, into the block above or out of its own.
class StepTree : public QTreeWidget {
  Q_OBJECT

 public:
  explicit StepTree(QWidget* parent = nullptr);

  // What is chosen: a step's path, or the path of a list of steps.
  struct Chosen {
    QString step;
    QString list;  // of a row that stands for a block
  };

  void setSteps(const model::Component& component);
  Chosen chosen() const;
  void choose(const QString& step);
  void chooseList(const QString& list);
  // Where a step that is added after the chosen row goes.
  std::pair<QString, std::size_t> placeBehindChosen() const;
  QSize sizeHint() const override;

 signals:
  void chosenChanged();
  void moveWanted(const QString& step, const QString& list, std::size_t index);
  void upWanted();
  void downWanted();
  void indentWanted();
  void outdentWanted();
  void removeWanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  // A place between two rows, or in a block.
  struct Drop {
    QString list;
    std::size_t index = 0;
    QRect mark;  // of the line that shows it
  };

  void addSteps(QTreeWidgetItem* parent, const model::Steps& steps, const QString& list, bool isBranch);
  void addBlocks(QTreeWidgetItem* item, const model::Step& step, const QString& path);
  QTreeWidgetItem* addRow(QTreeWidgetItem* parent, const QString& text);
  QTreeWidgetItem* find(int role, const QString& value) const;
  std::optional<Drop> dropAt(const QPoint& position) const;

  QString top_;  // the list of the component itself
  QPoint pressed_;
  QString dragged_;  // the step that the mouse holds
  std::optional<Drop> drop_;
};

}  // namespace virga::ui
