#pragma once

#include <functional>

#include <QWidget>

class QLabel;
class QLineEdit;

namespace virga::ui {

// A line of text with a name and, below it, why the last text wasn't taken. `commit` takes the text and returns the
// reason for refusing it, or nothing.
class RenameField : public QWidget {
  Q_OBJECT

 public:
  using Commit = std::function<QString(const QString&)>;

  RenameField(const QString& label, Commit commit, QWidget* parent = nullptr);

  void setValue(const QString& value);
  void discard();  // what was typed and refused
  QLineEdit* editor() const { return editor_; }
  QString error() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void finish();
  void setError(const QString& message);

  Commit commit_;
  QString value_;
  QLineEdit* editor_;
  QLabel* message_;
};

}  // namespace virga::ui
