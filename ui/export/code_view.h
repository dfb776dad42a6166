#pragma once

#include <QPlainTextEdit>

namespace virga::ui {

class LineNumbers;

// A read-only text in a fixed font with the numbers of its lines beside it.
class CodeView : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit CodeView(QWidget* parent = nullptr);

  // The place that the numbers take, in pixels.
  int numbersWidth() const;
  // Marks all places of a text, capitals or not, and goes to the first one from the cursor on. Returns how many there are;
  // an empty text marks nothing.
  int mark(const QString& text);
  // Goes to the next (or previous) marked place, round at the end.
  void goToMark(bool backward);
  // The number of the marked place that it stands at, from 1; 0 where none is marked.
  int currentMark() const { return current_ + 1; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  friend class LineNumbers;
  void paintNumbers(QPaintEvent* event);
  void place();
  void showMarks();

  LineNumbers* numbers_;
  QList<QTextCursor> marks_;
  int current_ = -1;  // the mark that is gone to
};

}  // namespace virga::ui
