#include "ui/gallery/pattern_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace virga::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

QString escaped(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }

QString listOf(const QString& title, const QStringList& entries) {
  if (entries.isEmpty()) return {};
  return QString("<h4 style='margin:12px 0 2px 0'>%1</h4>").arg(title) +
         "<ul style='margin:0 0 0 14px; -qt-list-indent:0'><li style='margin-bottom:3px'>" +
         entries.join("</li><li style='margin-bottom:3px'>") + "</li></ul>";
}

QStringList sentencesOf(const std::vector<std::string>& sentences) {
  QStringList entries;
  for (const auto& sentence : sentences) entries << escaped(sentence);
  return entries;
}

}  // namespace

QString kindText(model::PatternKind kind) { return kind == model::PatternKind::pattern ? tr("Pattern") : tr("Use case"); }

QString patternText(const model::Pattern& pattern) {
  QStringList scenarios, sources;
  for (const auto& [scenario, shows] : pattern.scenarios)
    scenarios << QString("<b>%1</b>: %2").arg(escaped(scenario), escaped(shows));
  for (const auto& source : pattern.sources) sources << QString("<a href='%1'>%1</a>").arg(escaped(source));
  return QString("<h2 style='margin:0'>%1</h2><p style='margin:2px 0 0 0'>%2</p>")
             .arg(escaped(pattern.title), escaped(pattern.sentence)) +
         listOf(tr("When to use it"), sentencesOf(pattern.when)) + listOf(tr("When not"), sentencesOf(pattern.whenNot)) +
         listOf(tr("What its scenarios show"), scenarios) + listOf(tr("What holds in it"), sentencesOf(pattern.claims)) +
         listOf(tr("Sources"), sources);
}

}  // namespace virga::ui
