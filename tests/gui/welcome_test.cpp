#include <QCheckBox>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include "model/gallery/pattern.h"
#include "tests/gui/sample_result.h"
#include "ui/canvas/canvas_view.h"
#include "ui/gallery/pattern_gallery.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"
#include "ui/welcome/example_list.h"
#include "ui/welcome/welcome_page.h"

using namespace virga;
using namespace virga::ui;

namespace {

SimulationRunner::Simulate immediately() {
  return [](const auto&, const auto&, const auto&, std::stop_token,
            const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); };
}

}  // namespace

class WelcomeTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }
  void init() { QSettings().clear(); }

  void theGalleryHasEveryExampleWithItsDrawing() {
    WelcomePage page;
    page.resize(1000, 700);
    page.show();
    auto* gallery = page.findChild<QListWidget*>("welcomeGallery");
    QCOMPARE(gallery->count(), static_cast<int>(examples().size()));
    QVERIFY(gallery->count() >= 9);
    const auto picture = [&](int row) { return gallery->item(row)->icon().pixmap(220, 130).toImage(); };
    const auto blank = picture(gallery->count() - 1);
    QTRY_VERIFY_WITH_TIMEOUT(picture(gallery->count() - 1) != blank, 20'000);
    for (int row = 1; row < gallery->count(); ++row) QVERIFY(picture(row) != picture(row - 1));
    for (int row = 0; row < gallery->count(); ++row) QVERIFY(gallery->item(row)->text().contains('\n'));
  }

  // Each section's drawings come when it is looked at.
  void theSectionsHaveThePatternsAndTheUseCases() {
    WelcomePage page;
    page.resize(1000, 700);
    auto* more = new QListWidget;
    page.addSection(more, "More");
    page.show();
    auto* sections = page.findChild<QTabWidget*>("welcomeSections");
    QCOMPARE(sections->count(), 4);
    QVERIFY(sections->widget(3) == more);
    const auto patterns = model::loadPatterns();
    QVERIFY(patterns.has_value());
    QStringList told;
    for (const auto* name : {"welcomePatterns", "welcomeUseCases"}) {
      auto* list = page.findChild<QListWidget*>(name);
      for (int row = 0; row < list->count(); ++row)
        told << list->item(row)->data(Qt::UserRole).toString() + "\n" + list->item(row)->text();
    }
    QCOMPARE(told.size(), static_cast<int>(patterns->size()));
    for (const auto& pattern : *patterns)
      QVERIFY(told.contains(QString::fromStdString(pattern.id + "\n" + pattern.title + "\n" + pattern.sentence)));
    auto* useCases = page.findChild<QListWidget*>("welcomeUseCases");
    QVERIFY(useCases->count() >= 4);
    const auto picture = [&] { return useCases->item(useCases->count() - 1)->icon().pixmap(220, 130).toImage(); };
    const auto blank = picture();
    sections->setCurrentWidget(useCases);
    QTRY_VERIFY_WITH_TIMEOUT(picture() != blank, 20'000);
  }

  void aUseCaseIsShownInTheGallery() {
    MainWindow window(immediately());
    window.show();
    window.showWelcome();
    auto* page = window.findChild<WelcomePage*>();
    auto* useCases = page->findChild<QListWidget*>("welcomeUseCases");
    page->findChild<QTabWidget*>("welcomeSections")->setCurrentWidget(useCases);
    useCases->setFocus();
    useCases->setCurrentRow(1);
    const auto id = useCases->item(1)->data(Qt::UserRole).toString();
    QTest::keyClick(useCases, Qt::Key_Return);
    auto* gallery = window.findChild<PatternGallery*>();
    QVERIFY(gallery && gallery->isVisible());
    QCOMPARE(gallery->findChild<QListWidget*>("patternList")->currentItem()->data(Qt::UserRole).toString(), id);
    QTest::keyClick(gallery, Qt::Key_Escape);
    QVERIFY(page->isVisible());
  }

  void anExampleIsOpenedByKeyboard() {
    MainWindow window(immediately());
    window.show();
    window.showWelcome();
    auto* page = window.findChild<WelcomePage*>();
    QVERIFY(page->isVisible());
    QVERIFY(!window.canvas().isVisible());
    auto* gallery = page->findChild<QListWidget*>("welcomeGallery");
    gallery->setFocus();
    gallery->setCurrentRow(2);
    const auto path = gallery->item(2)->data(Qt::UserRole).toString();
    QTest::keyClick(gallery, Qt::Key_Return);
    QCOMPARE(window.document().filePath(), path);
    QVERIFY(!page->isVisible());
    QVERIFY(window.canvas().isVisible());
  }

  void recentFilesThatAreGoneAreMarked() {
    const auto there = folder_.filePath("there.virga.yaml"), gone = folder_.filePath("gone.virga.yaml");
    QVERIFY(QFile::copy(VIRGA_SOURCE "/resources/examples/chat.virga.yaml", there));
    WelcomePage page;
    page.setRecent({gone, there});
    page.show();
    auto* recent = page.findChild<QListWidget*>("welcomeRecent");
    QCOMPARE(recent->count(), 2);
    QCOMPARE(recent->item(0)->text(), "gone.virga.yaml (missing)");
    QVERIFY(!recent->item(0)->flags().testFlag(Qt::ItemIsEnabled));
    QSignalSpy wanted(&page, &WelcomePage::projectWanted);
    recent->setCurrentRow(1);
    QTest::keyClick(recent, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toString(), there);
  }

  void itClosesAndRemembersWhetherToCome() {
    MainWindow window(immediately());
    window.show();
    window.showWelcome();
    auto* page = window.findChild<WelcomePage*>();
    QTest::mouseClick(page->findChild<QPushButton*>("welcomeClose"), Qt::LeftButton);
    QVERIFY(!page->isVisible());
    window.showWelcome();
    QTest::mouseClick(page->findChild<QPushButton*>("welcomeNew"), Qt::LeftButton);
    QVERIFY(!page->isVisible());
    page->findChild<QCheckBox*>("welcomeAtStart")->setChecked(false);
    QVERIFY(!Preferences::load().showWelcome);
  }
};

QTEST_MAIN(WelcomeTest)
#include "welcome_test.moc"
