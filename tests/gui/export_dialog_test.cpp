#include "ui/export/export_dialog.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QTreeWidget>

#include "model/io/file.h"
#include "model/project/project_file.h"
#include "ui/export/code_view.h"
#include "ui/export/find_bar.h"

using namespace virga;
using namespace virga::ui;

namespace {

void choose(ExportDialog& dialog, const QString& format) {
  auto* formats = dialog.findChild<QListWidget*>("formats");
  formats->setCurrentItem(formats->findItems(format, Qt::MatchExactly).value(0));
}

// The dialog with an example as SAM.
std::unique_ptr<ExportDialog> shownDialog(ValidationRunner::Validate validate = ExportDialog::askInstalledTools) {
  const auto architecture = model::loadProject(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");
  if (!architecture) qFatal("the example can't be read");
  auto dialog = std::make_unique<ExportDialog>(std::make_shared<const model::Architecture>(*architecture),
                                               std::make_shared<CatalogCache>(), nullptr, std::move(validate));
  choose(*dialog, "sam");
  dialog->show();
  dialog->activateWindow();
  if (!QTest::qWaitForWindowActive(dialog.get())) qFatal("the dialog isn't shown");
  return dialog;
}

}  // namespace

class ExportDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void theDialogShowsAndWritesTheDesign() {
    const auto architecture = model::loadProject(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");
    QVERIFY(architecture.has_value());
    ExportDialog dialog(std::make_shared<const model::Architecture>(*architecture), std::make_shared<CatalogCache>());
    auto* formats = dialog.findChild<QListWidget*>("formats");
    const auto sam = formats->findItems("sam", Qt::MatchExactly);
    QCOMPARE(sam.size(), 1);
    formats->setCurrentItem(sam.front());
    auto* files = dialog.findChild<QListWidget*>("files");
    QVERIFY(files->count() > 0);
    QVERIFY(dialog.findChild<QPlainTextEdit*>("preview")->toPlainText().contains("AWS::Serverless"));
    const auto isColoured = [&dialog] {
      const auto* document = dialog.findChild<QPlainTextEdit*>("preview")->document();
      for (auto block = document->begin(); block.isValid(); block = block.next())
        if (!block.layout()->formats().isEmpty()) return true;
      return false;
    };
    QVERIFY(isColoured());

    auto* write = dialog.findChild<QPushButton*>("writeFiles");
    QSignalSpy written(&dialog, &ExportDialog::written);
    QTest::mouseClick(write, Qt::LeftButton);
    QCOMPARE(written.count(), 0);  // no folder yet
    QVERIFY(!dialog.findChild<QLabel*>("exportStatus")->text().isEmpty());

    QTemporaryDir folder;
    dialog.findChild<QLineEdit*>("folder")->setText(folder.path());
    QTest::mouseClick(write, Qt::LeftButton);
    QCOMPARE(written.count(), 1);
    const auto main = folder.filePath("template.yaml");
    QVERIFY(QFile::exists(main));

    // What was changed by hand since is shown, and kept.
    auto* status = dialog.findChild<QLabel*>("exportStatus");
    auto* preview = dialog.findChild<QPlainTextEdit*>("preview");
    const auto exported = *model::readFile(main.toStdString());
    QVERIFY(model::writeFileAtomically(main.toStdString(), "# ours\n" + exported).has_value());
    QTest::mouseClick(write, Qt::LeftButton);
    QVERIFY2(status->text().contains("Left as it is by hand: template.yaml"), qPrintable(status->text()));
    QCOMPARE(*model::readFile(main.toStdString()), "# ours\n" + exported);
    QVERIFY2(files->item(0)->text().contains("yours is kept"), qPrintable(files->item(0)->text()));

    // A file that no export wrote is asked about, and the difference is shown.
    QTemporaryDir other;
    const auto foreign = other.filePath("template.yaml");
    QVERIFY(model::writeFileAtomically(foreign.toStdString(), "mine\n").has_value());
    auto* folderField = dialog.findChild<QLineEdit*>("folder");
    folderField->setText(other.path());
    emit folderField->editingFinished();
    QVERIFY(files->item(0)->text().contains("not from Virga"));
    dialog.findChild<QCheckBox*>("onlyChanges")->setChecked(true);
    files->setCurrentRow(0);
    QVERIFY2(preview->toPlainText().contains("-mine\n") && preview->toPlainText().contains("+Transform: AWS::Serverless"),
             qPrintable(preview->toPlainText().left(300)));
    QVERIFY(!isColoured());  // a difference isn't YAML
    QStringList asked;
    dialog.setAskReplace([&](const QStringList& names) {
      asked = names;
      return false;
    });
    QTest::mouseClick(write, Qt::LeftButton);
    QCOMPARE(asked, QStringList{"template.yaml"});
    QCOMPARE(*model::readFile(foreign.toStdString()), "mine\n");
    dialog.setAskReplace([](const QStringList&) { return true; });
    QTest::mouseClick(write, Qt::LeftButton);
    QCOMPARE(*model::readFile(foreign.toStdString()), exported);
  }

  void aTextIsFoundInThePreview() {
    const auto dialog = shownDialog();
    auto* preview = dialog->findChild<CodeView*>("preview");
    auto* bar = dialog->findChild<FindBar*>("findBar");
    QVERIFY(!bar->isVisible());
    QTest::keyClick(preview, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(bar->isVisible());
    auto* text = dialog->findChild<QLineEdit*>("findText");
    auto* count = dialog->findChild<QLabel*>("findCount");
    const auto places = preview->toPlainText().count("aws::sqs::queue", Qt::CaseInsensitive);
    QVERIFY(places > 1);
    QTest::keyClicks(text, "aws::sqs::queue");
    QCOMPARE(count->text(), QString("1 of %1").arg(places));
    QCOMPARE(preview->extraSelections().size(), places);
    const auto line = [preview] { return preview->textCursor().block().text(); };
    QVERIFY(line().contains("AWS::SQS::Queue"));
    const int first = preview->textCursor().position();
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(count->text(), QString("2 of %1").arg(places));
    QVERIFY(preview->textCursor().position() > first && line().contains("AWS::SQS::Queue"));
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count->text(), QString("%1 of %1").arg(places));
    QTest::keyClicks(text, "?");
    QCOMPARE(count->text(), QString("not found"));
    QVERIFY(preview->extraSelections().isEmpty());
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!bar->isVisible() && dialog->isVisible());
  }

  void theLinesAreNumbered() {
    const auto dialog = shownDialog();
    auto* preview = dialog->findChild<CodeView*>("preview");
    QVERIFY(preview->blockCount() > 100);
    const int three = preview->numbersWidth();
    QVERIFY(three >= preview->fontMetrics().horizontalAdvance("100"));
    preview->setPlainText("one line");
    QVERIFY(preview->numbersWidth() < three);
  }

  void toolsAreAskedOnAWorker() {
    std::atomic<bool> stopped = false;
    const auto dialog = shownDialog([&](const model::Manifest& manifest, const std::string& format,
                                        const std::stop_token& stop) -> ValidationOutcome {
      if (format == "sam") {
        while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        stopped = true;
        return std::vector<model::ToolVerdict>{};
      }
      using Outcome = model::ToolVerdict::Outcome;
      return std::vector<model::ToolVerdict>{{"first", Outcome::passed, ""},
                                             {"second", Outcome::refused, manifest.files.front().path + ":1: wrong\nhere\n"},
                                             {"third", Outcome::absent, ""}};
    });
    auto* ask = dialog->findChild<QPushButton*>("askTools");
    auto* summary = dialog->findChild<QLabel*>("verdictSummary");
    auto* verdicts = dialog->findChild<QTreeWidget*>("verdicts");
    dialog->findChild<QTabWidget*>("said")->setCurrentIndex(1);

    QTest::mouseClick(ask, Qt::LeftButton);
    QCOMPARE(ask->text(), QString("Stop"));
    QTest::mouseClick(ask, Qt::LeftButton);
    QTRY_COMPARE(ask->text(), QString("Ask the tools"));
    QTRY_VERIFY(stopped);

    choose(*dialog, "openapi");
    QTest::mouseClick(ask, Qt::LeftButton);
    QTRY_COMPARE(summary->text(), QString("1 passed, 1 refused, 1 not installed"));
    QCOMPARE(verdicts->topLevelItemCount(), 3);
    QCOMPARE(verdicts->topLevelItem(1)->text(1), QString("refused"));
    QCOMPARE(verdicts->topLevelItem(1)->childCount(), 2);
    QVERIFY(verdicts->topLevelItem(1)->child(0)->text(0).endsWith(":1: wrong"));

    // Another format's verdicts are others.
    choose(*dialog, "mermaid");
    QCOMPARE(verdicts->topLevelItemCount(), 0);
    QVERIFY(summary->text().isEmpty());
  }
};

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
