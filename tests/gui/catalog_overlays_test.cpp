#include "ui/runs/catalog_overlays.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include "model/io/file.h"
#include "ui/document/document.h"
#include "ui/problems/problems_panel.h"
#include "ui/runs/overlay_dialog.h"

using namespace virga;
using namespace virga::ui;

namespace {

std::string overlay(const std::string& provider, int concurrency) {
  return "provider: " + provider +
         "\nsources:\n  agreed: {cite: \"Agreement for a test\", as-of: 2026-03-01, confidence: general}\nvalues:\n"
         "  function.account-concurrency: {value: " +
         std::to_string(concurrency) + ", source: agreed}\n";
}

double accountConcurrency(CatalogCache& catalogs, const std::string& provider) {
  return (*catalogs.load(provider))->number("function.account-concurrency");
}

}  // namespace

class CatalogOverlaysTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  QString write(const QString& name, const std::string& text) {
    const auto path = folder_.filePath(name);
    [&] { QVERIFY(model::writeFileAtomically(path.toStdString(), text)); }();
    return path;
  }

 private slots:
  void init() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
    QCoreApplication::setOrganizationName("Virga");
    QCoreApplication::setApplicationName("Virga");
    QSettings().clear();
  }

  void catalogsComeWithTheOverlaysForTheirProvider() {
    auto catalogs = std::make_shared<CatalogCache>();
    const double own = accountConcurrency(*catalogs, "aws");
    CatalogOverlays overlays(catalogs);
    const auto first = write("first.yaml", overlay("aws", 4321)), second = write("second.yaml", overlay("aws", 1234));
    QVERIFY(overlays.add(first).empty());
    QCOMPARE(accountConcurrency(*catalogs, "aws"), 4321.0);
    QCOMPARE((*catalogs->load("aws"))->overlays, std::vector<std::string>{first.toStdString()});
    QVERIFY((*catalogs->load("custom"))->overlays.empty());
    QVERIFY(overlays.add(second).empty());
    QCOMPARE(accountConcurrency(*catalogs, "aws"), 1234.0);
    QVERIFY(overlays.add(first).empty());  // moves to the end
    QCOMPARE(overlays.files().size(), std::size_t(2));
    QCOMPARE(accountConcurrency(*catalogs, "aws"), 4321.0);
    overlays.remove(1);
    QCOMPARE(accountConcurrency(*catalogs, "aws"), 1234.0);
    overlays.remove(0);
    QCOMPARE(accountConcurrency(*catalogs, "aws"), own);
  }

  void aFileWithErrorsIsShownAndNotUsed() {
    auto catalogs = std::make_shared<CatalogCache>();
    CatalogOverlays overlays(catalogs);
    // The sixth line names a value that no catalog has.
    const auto path = write("broken.yaml", overlay("aws", 4321) + "  function.colour: {value: 1, source: agreed}\n");
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    ProblemsPanel problems(&document, catalogs);
    connect(&overlays, &CatalogOverlays::changed, &problems, [&] { problems.setOverlayProblems(overlays.problems()); });
    const auto found = overlays.add(path);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].line, 6);
    QVERIFY((*catalogs->load("aws"))->overlays.empty());
    const auto* list = problems.findChild<QTreeWidget*>("problemList");
    QCOMPARE(list->topLevelItem(0)->child(0)->text(0), "broken.yaml:6");
    QVERIFY(list->topLevelItem(0)->child(0)->toolTip(1).contains(path + ":6:"));

    OverlayDialog dialog(&overlays);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto* files = dialog.findChild<QTreeWidget*>("overlayFiles");
    const auto* text = dialog.findChild<QPlainTextEdit*>("overlayProblems");
    QCOMPARE(files->topLevelItemCount(), 1);
    QVERIFY(files->topLevelItem(0)->text(2).startsWith("Not used"));
    QVERIFY(text->isVisible());
    QVERIFY2(text->toPlainText().contains(path + ":6:"), qPrintable(text->toPlainText()));

    // Repaired by another program, read again, then taken out.
    write("broken.yaml", overlay("aws", 4321));
    QTest::mouseClick(dialog.findChild<QPushButton*>("reloadOverlays"), Qt::LeftButton);
    QCOMPARE(files->topLevelItem(0)->text(2), "Used");
    QVERIFY(!text->isVisible());
    QCOMPARE(accountConcurrency(*catalogs, "aws"), 4321.0);
    QVERIFY(!list->topLevelItem(0) || list->topLevelItem(0)->text(0) != "broken.yaml:6");
    QTest::mouseClick(dialog.findChild<QPushButton*>("removeOverlay"), Qt::LeftButton);
    QCOMPARE(files->topLevelItemCount(), 0);
    QVERIFY((*catalogs->load("aws"))->overlays.empty());
  }

  void whatIsNoOverlayIsAnError_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("no provider") << "sources: {}\n"
                                 << "provider";
    QTest::newRow("unknown provider") << "provider: asw\n"
                                      << "aws";
    QTest::newRow("no YAML") << "provider: [\n"
                             << "overlay.yaml:";
  }
  void whatIsNoOverlayIsAnError() {
    QFETCH(QString, text);
    QFETCH(QString, message);
    CatalogOverlays overlays(std::make_shared<CatalogCache>());
    const auto problems = overlays.add(write("overlay.yaml", text.toStdString()), false);
    QVERIFY(!problems.empty());
    const auto said = QString::fromStdString(model::toText(problems[0]));
    QVERIFY2(said.contains(message), qPrintable(said));
  }

  void aMissingFileIsAnError() {
    CatalogOverlays overlays(std::make_shared<CatalogCache>());
    QVERIFY(!overlays.add(folder_.filePath("missing.yaml"), false).empty());
  }

  void theyAreRememberedUnlessOnlyForTheSession() {
    const auto kept = write("kept.yaml", overlay("aws", 4321)), passing = write("passing.yaml", overlay("aws", 1234));
    {
      CatalogOverlays overlays(std::make_shared<CatalogCache>());
      overlays.add(kept);
      overlays.add(passing, false);
    }
    auto catalogs = std::make_shared<CatalogCache>();
    CatalogOverlays overlays(catalogs);
    overlays.add(passing, false);
    overlays.restore();
    QCOMPARE(overlays.files().size(), std::size_t(2));
    QCOMPARE(overlays.files()[0].path, kept);
    QCOMPARE(accountConcurrency(*catalogs, "aws"), 1234.0);  // the command line's lies above
  }
};

QTEST_MAIN(CatalogOverlaysTest)
#include "catalog_overlays_test.moc"
