#pragma once

#include <QString>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

#include "ui/export/code_language.h"

namespace virga::ui {

// Colours a read-only text by its language, in the theme's colours and anew where the theme changes.
class CodeHighlighter : public QSyntaxHighlighter {
  Q_OBJECT

 public:
  explicit CodeHighlighter(QTextDocument* document);

  // The language goes by the file's name; a name that none goes by leaves the text plain. Colours the text anew.
  void setFileName(const QString& name);

 protected:
  void highlightBlock(const QString& text) override;

 private:
  QTextCharFormat format(CodePart part) const;

  const CodeLanguage* language_ = nullptr;
};

}  // namespace virga::ui
