#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QDialog>

#include "model/architecture/architecture.h"
#include "model/manifest/folder/folder_export.h"
#include "model/manifest/manifest.h"
#include "ui/export/validation_runner.h"
#include "ui/runs/catalog_cache.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace virga::ui {

class CodeHighlighter;
class CodeView;
class FindBar;
class VerdictsView;

// Shows the design in each format that Virga writes, file by file and with what the target lacks, puts it before the
// tools of others, and writes the files into a folder. What people changed there since the last export is merged; a file
// that no export wrote is only replaced after a question.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  // Asked before files (relative names) are replaced; tests put their own answer in.
  using AskReplace = std::function<bool(const QStringList&)>;

  ExportDialog(std::shared_ptr<const model::Architecture> architecture, std::shared_ptr<CatalogCache> catalogs,
               QWidget* parent = nullptr, ValidationRunner::Validate validate = askInstalledTools);

  // Those that are installed, two minutes each.
  static ValidationOutcome askInstalledTools(const model::Manifest& manifest, const std::string& format,
                                             const std::stop_token& stop);

  void setAskReplace(AskReplace ask) { askReplace_ = std::move(ask); }

 public slots:
  void write();

 signals:
  void written(const QString& folder);

 private:
  void showFormat();
  void showFile();
  void showText(const std::string& text, const QString& fileName);  // coloured as the name says
  void showPlan();                                                  // what becomes of each file in the folder
  void chooseFolder();
  bool askReplaceInBox(const QStringList& files);
  QString folder() const;
  QString outcomeText(const model::FolderPlan& plan) const;

  std::shared_ptr<const model::Architecture> architecture_;
  std::shared_ptr<CatalogCache> catalogs_;
  AskReplace askReplace_;
  std::optional<model::Manifest> manifest_;
  std::optional<model::FolderPlan> plan_;  // for the folder that is named, if one is
  QListWidget* formats_;
  QListWidget* files_;
  QCheckBox* onlyChanges_;
  CodeView* preview_;
  FindBar* find_;
  CodeHighlighter* colours_;
  QListWidget* notes_;
  VerdictsView* verdicts_;
  QLineEdit* folder_;
  QLabel* status_;
  QPushButton* write_;
};

}  // namespace virga::ui
