#pragma once

#include <QDialog>

#include "ui/alarms/alarms_runner.h"
#include "ui/document/document.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTreeWidget;

namespace virga::ui {

class AlarmsForm;
class ProposalTable;

// Proposes alarms from what a simulated design does while nothing is wrong, adds those that are wanted to the project, and
// lists the project's own to change.
class AlarmsDialog : public QDialog {
  Q_OBJECT

 public:
  AlarmsDialog(Document* document, std::shared_ptr<CatalogCache> catalogs, AlarmsRunner::Propose propose,
               QWidget* parent = nullptr);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* makeRunRow();
  void start();
  void setBusy(bool busy);
  void say(const QString& text);
  void showOutcome(const AlarmsOutcome& outcome);
  void showProposals(std::shared_ptr<const simulator::AlarmProposals> proposals);
  void showOwn();
  void showChoice();
  void addChosen();

  Document* document_;
  AlarmsRunner* runner_;
  AlarmsForm* form_;
  QPushButton* propose_;
  QPushButton* stop_;
  QProgressBar* progress_;
  QLabel* status_;
  QLabel* failure_;
  QTabWidget* tabs_;
  ProposalTable* table_;
  QTreeWidget* leftOut_;
  QLabel* howSure_;
  QPushButton* add_;
};

}  // namespace virga::ui
