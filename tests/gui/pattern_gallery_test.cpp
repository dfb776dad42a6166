#include "ui/gallery/pattern_gallery.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#include "model/project/project_file.h"
#include "tests/gui/sample_result.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

namespace {

SimulationRunner::Simulate immediately() {
  return [](const auto&, const auto&, const auto&, std::stop_token,
            const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); };
}

// The dialog's parts, as a user finds them.
struct Parts {
  explicit Parts(PatternGallery& gallery)
      : search(gallery.findChild<QLineEdit*>("patternSearch")),
        list(gallery.findChild<QListWidget*>("patternList")),
        text(gallery.findChild<QTextBrowser*>("patternText")),
        name(gallery.findChild<QLineEdit*>("patternProjectName")),
        create(gallery.findChild<QPushButton*>("createFromPattern")) {}

  QStringList shown() const {
    QStringList ids;
    for (int row = 0; row < list->count(); ++row)
      if (!list->item(row)->isHidden()) ids << list->item(row)->data(Qt::UserRole).toString();
    return ids;
  }
  QString current() const { return list->currentItem() ? list->currentItem()->data(Qt::UserRole).toString() : QString(); }

  QLineEdit* search;
  QListWidget* list;
  QTextBrowser* text;
  QLineEdit* name;
  QPushButton* create;
};

}  // namespace

class PatternGalleryTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }
  void init() { QSettings().clear(); }

  void eachIsThereWithItsDrawing() {
    PatternGallery gallery;
    gallery.show();
    const Parts parts(gallery);
    auto ids = parts.shown();
    ids.sort();
    QStringList known;
    for (const auto& id : model::patternIds()) known << QString::fromStdString(id);
    QVERIFY(known.size() >= 4);
    QCOMPARE(ids, known);
    QVERIFY(!gallery.findChild<QLabel*>("unreadablePatterns")->isVisible());
    const int last = parts.list->count() - 1;
    const auto picture = [&](int row) { return parts.list->item(row)->icon().pixmap(220, 130).toImage(); };
    const auto blank = picture(last);
    QTRY_VERIFY_WITH_TIMEOUT(picture(last) != blank, 20'000);
    for (int row = 1; row <= last; ++row) QVERIFY(picture(row) != picture(row - 1));
  }

  void allThatIsSaidOfItIsShown() {
    PatternGallery gallery;
    gallery.show();
    gallery.choose("real-time-data");
    const Parts parts(gallery);
    const auto pattern = model::loadPattern("real-time-data");
    QVERIFY(pattern.has_value());
    const auto text = parts.text->toPlainText();
    QStringList said{QString::fromStdString(pattern->title), QString::fromStdString(pattern->sentence)};
    for (const auto* list : {&pattern->when, &pattern->whenNot, &pattern->claims, &pattern->sources})
      for (const auto& sentence : *list) said << QString::fromStdString(sentence);
    for (const auto& [scenario, shows] : pattern->scenarios) said << QString::fromStdString(scenario + ": " + shows);
    for (const auto& sentence : said) QVERIFY2(text.contains(sentence), qPrintable(sentence));
    const auto html = parts.text->toHtml();
    for (const auto& source : pattern->sources)
      QVERIFY(html.contains("href=\"" + QString::fromStdString(source).toHtmlEscaped()));
    QVERIFY(parts.text->openExternalLinks());
    QCOMPARE(parts.name->text(), QString::fromStdString(pattern->title));
  }

  void theSearchNarrowsAndFindsNothing() {
    PatternGallery gallery;
    gallery.show();
    const Parts parts(gallery);
    const auto all = parts.shown();
    QTest::keyClicks(parts.search, "FINANCIAL ticks");
    QCOMPARE(parts.shown(), QStringList{"real-time-data"});
    QCOMPARE(parts.current(), "real-time-data");
    QVERIFY(parts.text->toPlainText().startsWith("Real-time data"));
    QTest::keyClicks(parts.search, " zzz");
    QVERIFY(parts.shown().isEmpty());
    QVERIFY(!parts.list->isVisible());
    QVERIFY(gallery.findChild<QLabel*>("noPattern")->isVisible());
    QVERIFY(!parts.create->isEnabled());
    QVERIFY(parts.text->toPlainText().isEmpty());
    parts.search->clear();
    QCOMPARE(parts.shown(), all);
    QVERIFY(parts.create->isEnabled());
    QTest::keyClicks(parts.search, "use case");
    QVERIFY(parts.shown().contains("chatbot"));
    QVERIFY(parts.shown().size() <= all.size());
  }

  void aNameIsNeededAndIsTheUsers() {
    PatternGallery gallery;
    gallery.show();
    gallery.choose("chatbot");
    const Parts parts(gallery);
    parts.name->selectAll();
    QTest::keyClick(parts.name, Qt::Key_Delete);
    QVERIFY(!parts.create->isEnabled());
    QTest::keyClicks(parts.name, "Help desk");
    QVERIFY(parts.create->isEnabled());
    gallery.choose("scheduled-tasks");
    QCOMPARE(parts.name->text(), "Help desk");
    QSignalSpy wanted(&gallery, &PatternGallery::patternWanted);
    QTest::mouseClick(parts.create, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toString(), "scheduled-tasks");
    QCOMPARE(wanted[0][1].toString(), "Help desk");
    QVERIFY(!gallery.isVisible());
  }

  // By keyboard alone: the menu's command, a word, the list, Return. The project has no file, the pattern's stays.
  void aProjectIsMadeAndSavedUnderANameOfItsOwn() {
    MainWindow window(immediately());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QString asked = "nothing";
    const auto target = folder_.filePath("mine.virga.yaml");
    window.files().setAskPath([&](bool toSave) {
      asked = toSave ? "save" : "open";
      return target;
    });
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    auto* gallery = window.findChild<PatternGallery*>();
    QVERIFY(gallery && gallery->isVisible());
    const Parts parts(*gallery);
    QVERIFY(QTest::qWaitForWindowActive(gallery));
    QTRY_VERIFY2(parts.search->hasFocus(),
                 QApplication::focusWidget() ? qPrintable(QApplication::focusWidget()->objectName()) : "none");
    QTest::keyClicks(QApplication::focusWidget(), "scheduled");
    QVERIFY(parts.shown().contains("scheduled-tasks"));
    gallery->choose("scheduled-tasks");
    parts.name->setText("My crontab");
    QSignalSpy wanted(gallery, &PatternGallery::patternWanted);
    QTest::keyClick(parts.list, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);

    const auto& document = window.document();
    QVERIFY(document.filePath().isEmpty());
    QVERIFY(document.isModified());
    auto expected = model::loadPattern("scheduled-tasks")->design;
    expected.name = "My crontab";
    QVERIFY(document.architecture() == expected);
    window.files().saveAction()->trigger();
    QCOMPARE(asked, "save");
    QCOMPARE(document.filePath(), target);
    const auto saved = model::loadProject(target.toStdString());
    QVERIFY(saved && *saved == expected);
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("# parts, eight at a time"));
    QVERIFY(model::loadPattern("scheduled-tasks")->design.name == "Scheduled tasks");
  }

  void unsavedWorkIsAskedFor() {
    MainWindow window(immediately());
    window.show();
    auto edited = window.document().architecture();
    edited.name = "Unsaved";
    window.document().apply("Rename", edited);
    int asked = 0;
    window.files().setAskUnsaved([&](const QString&) {
      ++asked;
      return asked == 1 ? FileController::Answer::cancel : FileController::Answer::discard;
    });
    for (const auto* name : {"Unsaved", "Chatbot or virtual assistant"}) {
      window.files().showPatterns("chatbot");
      auto* gallery = window.findChildren<PatternGallery*>().last();
      QTest::mouseClick(gallery->findChild<QPushButton*>("createFromPattern"), Qt::LeftButton);
      QCOMPARE(window.document().architecture().name, std::string(name));
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QCOMPARE(asked, 2);
  }

  void whatCannotBeReadIsTold() {
    QTemporaryDir resources;
    QVERIFY(QDir(resources.path()).mkdir("patterns"));
    QFile broken(resources.filePath("patterns/broken.about.yaml"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.close();
    const auto before = qgetenv("VIRGA_RESOURCES");
    qputenv("VIRGA_RESOURCES", resources.path().toUtf8());
    PatternGallery gallery;
    qputenv("VIRGA_RESOURCES", before);
    gallery.show();
    const auto* told = gallery.findChild<QLabel*>("unreadablePatterns");
    QVERIFY(told->isVisible());
    QVERIFY2(told->text().contains("broken.virga.yaml"), qPrintable(told->text()));
    QVERIFY(!Parts(gallery).create->isEnabled());
  }
};

QTEST_MAIN(PatternGalleryTest)
#include "pattern_gallery_test.moc"
