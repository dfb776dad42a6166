#pragma once

#include <functional>
#include <memory>

#include <QDialog>

#include "ui/import/import_runner.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace virga::ui {

// Shows what a template, configuration or folder of somebody else's would be as a design: its drawing, what wasn't
// understood or was assumed, and which values are left to state. Nothing is written; the design is handed on.
class ImportDialog : public QDialog {
  Q_OBJECT

 public:
  explicit ImportDialog(ImportRunner::Import import, QWidget* parent = nullptr);
  ~ImportDialog() override;

 public slots:
  // Reads a file or folder and shows what it is.
  void setSource(const QString& path);

 signals:
  // The user wants the design as a new project.
  void designWanted(const virga::model::Architecture& design);

 private:
  void chooseFile();
  void chooseFolder();
  void read();
  void showOutcome(const ImportOutcome& outcome);
  void showImported();
  void showSourceLine(const QString& file, int line);
  void openDesign();
  void setBusy(bool busy);
  void paintPicture();
  void resizeEvent(QResizeEvent* event) override;

  ImportRunner* runner_;
  std::shared_ptr<const model::Imported> imported_;
  QLineEdit* source_;
  QComboBox* format_;
  QProgressBar* progress_;
  QPushButton* cancel_;
  QLabel* status_;
  QTabWidget* tabs_;
  QLabel* picture_;
  QListWidget* report_;
  QListWidget* values_;
  QPushButton* open_;
};

}  // namespace virga::ui
