#include "ui/preferences/language.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QLibraryInfo>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include "tests/gui/sample_result.h"
#include "ui/problems/problems_panel.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

class LanguageTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  const QLocale before_;

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
    if (!languages().contains("de")) QSKIP("the translations weren't built: lrelease is missing");
  }
  void cleanup() {
    installLanguage("en");
    QLocale::setDefault(before_);
  }

  void theWindowSpeaksGerman() {
    QVERIFY(installLanguage("de"));
    MainWindow window(
        [](const auto&, const auto&, const auto&, std::stop_token,
           const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); });
    QStringList menus;
    for (const auto* menu : window.menuBar()->actions()) menus << menu->text().remove('&');
    QCOMPARE(menus, (QStringList{"Datei", "Bearbeiten", "Lauf", "Ansicht", "Hilfe"}));
    QVERIFY(window.windowTitle().startsWith("Unbenannt"));
  }

  void pluralsHaveTheirForms() {
    QVERIFY(installLanguage("de"));
    QCOMPARE(ProblemsPanel::tr("%n problems", nullptr, 1), "1 Problem");
    QCOMPARE(ProblemsPanel::tr("%n problems", nullptr, 2), "2 Probleme");
    QCOMPARE(ProblemsPanel::tr("%n warnings", nullptr, 1), "1 Warnung");
    QCOMPARE(ProblemsPanel::tr("%n warnings", nullptr, 17), "17 Warnungen");
    QCOMPARE(QLocale().toString(1234.5, 'f', 1), "1.234,5");
  }

  // So do the buttons that Qt names, where its own translations are installed.
  void standardButtonsSpeakGerman() {
    if (!QFile::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + "/qtbase_de.qm"))
      QSKIP("Qt's translations aren't installed");
    QVERIFY(installLanguage("de"));
    const QDialogButtonBox box(QDialogButtonBox::Close);
    QCOMPARE(box.button(QDialogButtonBox::Close)->text().remove('&'), "Schließen");
  }

  void englishIsWhatThereIsWithoutATranslation() {
    QVERIFY(installLanguage("en"));
    QCOMPARE(ProblemsPanel::tr("%n problems", nullptr, 2), "2 problems");
    QVERIFY(!installLanguage("is"));
    QCOMPARE(ProblemsPanel::tr("No problems found."), "No problems found.");
  }
};

QTEST_MAIN(LanguageTest)
#include "language_test.moc"
