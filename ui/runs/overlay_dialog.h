#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace virga::ui {

class CatalogOverlays;

// The overlay files of the session: adds and removes them, and says where one isn't in order.
class OverlayDialog : public QDialog {
  Q_OBJECT

 public:
  explicit OverlayDialog(CatalogOverlays* overlays, QWidget* parent = nullptr);

 private:
  void fill();
  void showProblems();
  void chooseFile();
  void removeCurrent();

  CatalogOverlays* overlays_;
  QTreeWidget* files_;
  QPlainTextEdit* problems_;
  QPushButton* remove_;
};

}  // namespace virga::ui
