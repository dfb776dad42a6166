#include <QCheckBox>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/gui/sample_result.h"
#include "ui/canvas/canvas_view.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"
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
