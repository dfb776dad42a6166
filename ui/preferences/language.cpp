#include "ui/preferences/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include "model/io/resources.h"

namespace virga::ui {

namespace {

const QString kPrefix = QStringLiteral("virga_");

// Beside the other resources where the program is installed, else where it was built.
QStringList folders() {
  return {QDir(QString::fromStdString(model::resourceFolder().string())).filePath("translations"),
          QStringLiteral(VIRGA_TRANSLATIONS)};
}

bool load(const QLocale& locale, const QString& name, const QString& folder) {
  auto* translator = new QTranslator(QCoreApplication::instance());
  if (translator->load(locale, name, QStringLiteral("_"), folder)) return QCoreApplication::installTranslator(translator);
  delete translator;
  return false;
}

}  // namespace

QStringList languages() {
  QStringList found;
  for (const auto& folder : folders())
    for (const auto& file : QDir(folder).entryList({kPrefix + "*.qm"}, QDir::Files))
      if (const auto language = file.mid(kPrefix.size()).chopped(3); !found.contains(language)) found << language;
  found.sort();
  return found;
}

bool installLanguage(const QString& language) {
  for (auto* old : QCoreApplication::instance()->findChildren<QTranslator*>(Qt::FindDirectChildrenOnly)) {
    QCoreApplication::removeTranslator(old);
    delete old;
  }
  const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
  if (!language.isEmpty()) QLocale::setDefault(locale);
  if (locale.language() == QLocale::English || locale.language() == QLocale::C) return true;
  load(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  for (const auto& folder : folders())
    if (load(locale, QStringLiteral("virga"), folder)) return true;
  return false;
}

}  // namespace virga::ui
