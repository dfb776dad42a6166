#include "ui/export/code_highlighter.h"

#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

// Lines longer than this stay plain (minified files), so that none holds the window up.
constexpr int kLongestLine = 2000;

}  // namespace

CodeHighlighter::CodeHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {
  connect(&Theme::instance(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void CodeHighlighter::setFileName(const QString& name) {
  const auto* language = languageOf(name);
  if (language == language_) return;
  language_ = language;
  rehighlight();
}

QTextCharFormat CodeHighlighter::format(CodePart part) const {
  const auto& theme = Theme::instance();
  QTextCharFormat format;
  switch (part) {
    case CodePart::comment:
      format.setForeground(theme.color(Role::mutedText));
      format.setFontItalic(true);
      break;
    case CodePart::string: format.setForeground(theme.color(Role::success)); break;
    case CodePart::number: format.setForeground(theme.color(Role::warning)); break;
    case CodePart::key: format.setForeground(theme.color(Role::accent)); break;
    case CodePart::keyword:
      format.setForeground(theme.color(Role::accent));
      format.setFontWeight(QFont::Bold);
      break;
  }
  return format;
}

// The first rule that matches at the nearest place wins, and the next look starts behind it; so a mark in a string opens
// no comment, nor the other way round. The block's state is the number of the rule whose end is still to come, plus one.
void CodeHighlighter::highlightBlock(const QString& text) {
  setCurrentBlockState(0);
  if (!language_ || text.size() > kLongestLine) return;
  const auto& rules = language_->rules;
  qsizetype at = 0;
  const auto closeAt = [&](std::size_t rule, qsizetype start, qsizetype from) {
    const auto end = rules[rule].end.match(text, from);
    at = end.hasMatch() ? end.capturedEnd() : text.size();
    if (!end.hasMatch()) setCurrentBlockState(static_cast<int>(rule) + 1);
    setFormat(static_cast<int>(start), static_cast<int>(at - start), format(rules[rule].part));
  };
  if (const int open = previousBlockState(); open > 0 && static_cast<std::size_t>(open) <= rules.size())
    closeAt(static_cast<std::size_t>(open) - 1, 0, 0);
  while (at < text.size()) {
    QRegularExpressionMatch nearest;
    std::size_t rule = 0;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      auto match = rules[i].start.match(text, at);
      if (match.capturedLength() > 0 && (!nearest.hasMatch() || match.capturedStart() < nearest.capturedStart())) {
        nearest = std::move(match);
        rule = i;
      }
    }
    if (!nearest.hasMatch()) return;
    if (!rules[rule].end.pattern().isEmpty()) {
      closeAt(rule, nearest.capturedStart(), nearest.capturedEnd());
    } else {
      at = nearest.capturedEnd();
      setFormat(static_cast<int>(nearest.capturedStart()), static_cast<int>(nearest.capturedLength()),
                format(rules[rule].part));
    }
  }
}

}  // namespace virga::ui

#include "moc_code_highlighter.cpp"
