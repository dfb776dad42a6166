#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QDialog>

#include "ui/calibrate/calibrate_runner.h"

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTextBrowser;
class QTimer;

namespace virga::ui {

class FiguresView;
class FunctionView;
class LogReportView;
class NamesView;
class ProposalsView;

// Shows what logs of the deployed functions say of a design: the estimates with their pictures, values to take, the design
// before and after, and what the logs can't tell. The design with the values that are taken is handed on; files that they
// name are written beside the project.
class CalibrateDialog : public QDialog {
  Q_OBJECT

 public:
  // Asked before a file beside the project is replaced; tests put their own answer in.
  using AskReplace = std::function<bool(const QString& file)>;

  // `projectFile` is empty where the project was never saved.
  CalibrateDialog(std::shared_ptr<const model::Architecture> architecture, const QString& projectFile,
                  std::shared_ptr<CatalogCache> catalogs, QWidget* parent = nullptr);
  ~CalibrateDialog() override;

  void setAskReplace(AskReplace ask) { askReplace_ = std::move(ask); }

 public slots:
  // Reads these files and folders together with those that are there.
  void addLogs(const QStringList& paths);

 signals:
  // The user wants the design with the values that are taken.
  void designWanted(const virga::model::Architecture& design);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  void connectAll();
  void chooseFiles();
  void chooseFolder();
  void removeFiles();
  void read();      // all files anew
  void estimate();  // from what was read, by the names that are stated
  void start(LearnRequest request);
  void stop();
  void showOutcome(const LearnOutcome& outcome);
  void showLearnt(const Learnt& learnt);
  void showFailure(const LearnFailed& failed);
  void showMessage(const QString& text);
  void clearResults();
  void compareTaken();
  void apply();
  bool writeFiles(const std::vector<simulator::Proposal>& taken);
  void showButtons();
  QString whyNotTaken(const simulator::Proposal& proposal) const;

  std::shared_ptr<const model::Architecture> architecture_;
  simulator::CalibrationOptions options_;
  AskReplace askReplace_;
  CalibrateRunner* runner_;
  FiguresRunner* comparer_;
  QTimer* compareSoon_;
  std::shared_ptr<const LogsRead> logs_;
  std::optional<Learnt> learnt_;
  QListWidget* files_;
  QPushButton* remove_;
  QLabel* status_;
  QProgressBar* progress_;
  QPushButton* stop_;
  QPushButton* again_;
  QStackedWidget* pages_;
  QLabel* message_;
  QTabWidget* tabs_;
  FunctionView* functions_;
  ProposalsView* proposals_;
  FiguresView* figures_;
  QLabel* figuresNote_;
  NamesView* names_;
  LogReportView* report_;
  QTextBrowser* unknowns_;
  QPushButton* apply_;
};

}  // namespace virga::ui
