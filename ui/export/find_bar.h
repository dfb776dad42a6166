#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace virga::ui {

class CodeView;

// Finds a text in a view: Enter goes to the next place, Shift+Enter to the one before, Escape closes. Opened by Ctrl+F
// anywhere in the view's window.
class FindBar : public QWidget {
  Q_OBJECT

 public:
  explicit FindBar(CodeView* view, QWidget* parent = nullptr);

  void open();
  // Looks again, after the view shows another text.
  void refresh();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void go(bool backward);
  void close();
  void tell();

  CodeView* view_;
  QLineEdit* text_;
  QLabel* count_;
  int found_ = 0;
};

}  // namespace virga::ui
