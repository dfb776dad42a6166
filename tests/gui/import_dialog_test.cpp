#include "ui/import/import_dialog.h"

#include <atomic>
#include <chrono>
#include <thread>

#include <QDir>
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

using namespace virga;
using namespace virga::ui;

namespace {

const char* const kTemplate =
    "Transform: AWS::Serverless-2016-10-31\n"
    "Parameters:\n"
    "  TableName:\n"
    "    Type: String\n"
    "Resources:\n"
    "  Mailer:\n"
    "    Type: AWS::Serverless::Function\n"
    "    Properties:\n"
    "      Runtime: nodejs22.x\n"
    "      Handler: index.handler\n"
    "      Events:\n"
    "        Receipts:\n"
    "          Type: SQS\n"
    "          Properties:\n"
    "            Queue: !GetAtt Receipts.Arn\n"
    "  Receipts:\n"
    "    Type: AWS::SQS::Queue\n"
    "  Strange:\n"
    "    Type: Custom::Thing\n";

void write(const QString& path, const QByteArray& text) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(text);
}

}  // namespace

class ImportDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void aTemplateIsShownAndHandedOn() {
    QTemporaryDir folder;
    const auto path = folder.filePath("template.yaml");
    write(path, kTemplate);
    ImportDialog dialog(model::importDesign);
    dialog.show();
    auto* open = dialog.findChild<QPushButton*>("openImported");
    QVERIFY(!open->isEnabled());
    QTest::keyClicks(dialog.findChild<QLineEdit*>("importSource"), path);
    QTest::keyClick(dialog.findChild<QLineEdit*>("importSource"), Qt::Key_Return);
    QTRY_VERIFY(open->isEnabled());
    QVERIFY2(dialog.findChild<QLabel*>("importStatus")->text().contains("2"),
             qPrintable(dialog.findChild<QLabel*>("importStatus")->text()));
    QVERIFY(!dialog.findChild<QLabel*>("importPicture")->pixmap().isNull());

    // What isn't understood is listed with its place, and leads to the line.
    auto* report = dialog.findChild<QListWidget*>("importReport");
    const auto strange = report->findItems("template.yaml:18", Qt::MatchContains);
    QVERIFY(!strange.isEmpty());
    emit report->itemActivated(strange.front());
    auto* source = dialog.findChild<QDialog*>("importedSource");
    QVERIFY(source);
    QVERIFY(source->findChild<QPlainTextEdit*>()->textCursor().selectedText().contains("Strange"));
    source->close();

    QSignalSpy wanted(&dialog, &ImportDialog::designWanted);
    QTest::mouseClick(open, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    // Nothing was written beside the source.
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"template.yaml"});
  }

  void whatCannotBeReadIsSaid() {
    QTemporaryDir folder;
    const auto path = folder.filePath("template.yaml");
    write(path, "Resources: [\n");
    ImportDialog dialog(model::importDesign);
    dialog.show();
    dialog.setSource(path);
    auto* report = dialog.findChild<QListWidget*>("importReport");
    QTRY_VERIFY(report->count() > 0);
    QVERIFY(!dialog.findChild<QPushButton*>("openImported")->isEnabled());
    QCOMPARE(dialog.findChild<QTabWidget*>()->currentWidget(), report);
    QVERIFY(report->item(0)->text().contains("template.yaml"));
  }

  void aLongImportIsStopped() {
    std::atomic<bool> release{false};
    ImportDialog dialog([&](const auto&, const auto&) -> tl::expected<model::Imported, model::Problems> {
      while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      return model::Imported{};
    });
    dialog.show();
    dialog.setSource("/nowhere");
    auto* stop = dialog.findChild<QPushButton*>("stopImport");
    QTRY_VERIFY(stop->isVisible());
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(!stop->isVisible());
    QVERIFY(!dialog.findChild<QPushButton*>("openImported")->isEnabled());
    QVERIFY(dialog.findChild<QLabel*>("importStatus")->text().contains("nothing", Qt::CaseInsensitive));
    release = true;
  }
};

QTEST_MAIN(ImportDialogTest)
#include "import_dialog_test.moc"
