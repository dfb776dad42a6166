#include "ui/export/code_view.h"

#include <algorithm>

#include <QFontDatabase>
#include <QPainter>
#include <QTextBlock>

#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kMargin = 6;           // pixels on both sides of the numbers
constexpr int kMostMarked = 10'000;  // marks; more hold the window up and tell nobody anything

}  // namespace

class LineNumbers : public QWidget {
 public:
  explicit LineNumbers(CodeView* view) : QWidget(view), view_(view) {}
  QSize sizeHint() const override { return {view_->numbersWidth(), 0}; }

 protected:
  void paintEvent(QPaintEvent* event) override { view_->paintNumbers(event); }

 private:
  CodeView* view_;
};

CodeView::CodeView(QWidget* parent) : QPlainTextEdit(parent), numbers_(new LineNumbers(this)) {
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setLineWrapMode(QPlainTextEdit::NoWrap);
  setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeView::place);
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int scrolled) {
    if (scrolled != 0)
      numbers_->scroll(0, scrolled);
    else
      numbers_->update(0, rect.y(), numbers_->width(), rect.height());
  });
  connect(this, &QPlainTextEdit::textChanged, this, [this] { mark({}); });
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    numbers_->update();
    showMarks();
  });
  place();
}

int CodeView::numbersWidth() const {
  return fontMetrics().horizontalAdvance(QString::number(std::max(blockCount(), 10))) + 2 * kMargin;
}

void CodeView::place() {
  setViewportMargins(numbersWidth(), 0, 0, 0);
  const auto inside = contentsRect();
  numbers_->setGeometry(inside.left(), inside.top(), numbersWidth(), inside.height());
}

void CodeView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  place();
}

void CodeView::paintNumbers(QPaintEvent* event) {
  const auto& theme = Theme::instance();
  QPainter painter(numbers_);
  painter.fillRect(event->rect(), theme.color(Role::panel));
  painter.setPen(theme.color(Role::mutedText));
  painter.setFont(font());
  const int height = fontMetrics().height();
  auto block = firstVisibleBlock();
  auto top = blockBoundingGeometry(block).translated(contentOffset()).top();
  while (block.isValid() && top <= event->rect().bottom()) {
    const auto bottom = top + blockBoundingRect(block).height();
    if (bottom >= event->rect().top())
      painter.drawText(0, qRound(top), numbers_->width() - kMargin, height, Qt::AlignRight,
                       QString::number(block.blockNumber() + 1));
    top = bottom;
    block = block.next();
  }
}

int CodeView::mark(const QString& text) {
  marks_.clear();
  current_ = -1;
  if (!text.isEmpty()) {
    const int from = textCursor().selectionStart();
    for (auto found = document()->find(text); !found.isNull() && marks_.size() < kMostMarked;
         found = document()->find(text, found)) {
      if (current_ < 0 && found.selectionStart() >= from) current_ = static_cast<int>(marks_.size());
      marks_ << found;
    }
    if (current_ < 0 && !marks_.isEmpty()) current_ = 0;
  }
  showMarks();
  return static_cast<int>(marks_.size());
}

void CodeView::goToMark(bool backward) {
  if (marks_.isEmpty()) return;
  const auto count = static_cast<int>(marks_.size());
  current_ = (current_ + (backward ? count - 1 : 1)) % count;
  showMarks();
}

void CodeView::showMarks() {
  const auto& theme = Theme::instance();
  QList<QTextEdit::ExtraSelection> shown;
  for (const auto& place : marks_) {
    QTextEdit::ExtraSelection selection;
    selection.cursor = place;
    selection.format.setBackground(theme.color(Role::selection));
    if (shown.size() == current_) {
      selection.format.setBackground(theme.color(Role::accent));
      selection.format.setForeground(theme.color(Role::accentText));
    }
    shown << selection;
  }
  setExtraSelections(shown);
  if (current_ < 0) return;
  auto cursor = marks_.at(current_);
  cursor.setPosition(cursor.selectionStart());
  setTextCursor(cursor);
  ensureCursorVisible();
}

}  // namespace virga::ui
