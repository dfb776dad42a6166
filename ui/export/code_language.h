#pragma once

#include <vector>

#include <QRegularExpression>
#include <QString>

namespace virga::ui {

enum class CodePart { comment, string, number, keyword, key };

struct CodeRule {
  CodePart part;
  QRegularExpression start;     // the whole of it where it has no end of its own
  QRegularExpression end = {};  // may come lines later
};

struct CodeLanguage {
  std::vector<CodeRule> rules;  // of two that match at one place, the first
};

// The language of a file by its name or path; null where none is known.
const CodeLanguage* languageOf(const QString& fileName);

}  // namespace virga::ui
