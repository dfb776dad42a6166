#include "ui/export/export_dialog.h"

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

#include "model/io/file.h"
#include "model/project/project_file.h"

using namespace virga;
using namespace virga::ui;

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
};

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
