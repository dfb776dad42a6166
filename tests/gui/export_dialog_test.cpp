#include "ui/export/export_dialog.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "model/io/file.h"
#include "model/project/project_file.h"
#include "ui/export/manifest_writer.h"

using namespace virga;
using namespace virga::ui;

class ExportDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void filesAreWrittenBelowTheFolder() {
    QTemporaryDir folder;
    const std::filesystem::path root = folder.filePath("out").toStdString();
    const model::Manifest manifest{{{"template.yaml", "a: 1\n", false}, {"src/run.sh", "#!/bin/sh\n", true}}, {}};
    QVERIFY(filesThatDiffer(manifest, root).empty());
    QVERIFY(writeManifest(manifest, root).has_value());
    QCOMPARE(*model::readFile(root / "template.yaml"), "a: 1\n");
    QVERIFY(QFile::permissions(folder.filePath("out/src/run.sh")) & QFileDevice::ExeOwner);
    QVERIFY(filesThatDiffer(manifest, root).empty());
    const model::Manifest other{{{"template.yaml", "a: 2\n", false}}, {}};
    QCOMPARE(filesThatDiffer(other, root), std::vector<std::string>{"template.yaml"});
  }

  void nothingIsWrittenOutsideTheFolder() {
    QTemporaryDir folder;
    const std::filesystem::path root = folder.filePath("out").toStdString();
    for (const auto* path : {"../escaped", "a/../../escaped", "/escaped", ""}) {
      const model::Manifest manifest{{{"fine", "x", false}, {path, "x", false}}, {}};
      QVERIFY2(!writeManifest(manifest, root), path);
    }
    QVERIFY(!std::filesystem::exists(root));
  }

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

    auto* write = dialog.findChild<QPushButton*>("writeFiles");
    QSignalSpy written(&dialog, &ExportDialog::written);
    QTest::mouseClick(write, Qt::LeftButton);
    QCOMPARE(written.count(), 0);  // no folder yet
    QVERIFY(!dialog.findChild<QLabel*>("exportStatus")->text().isEmpty());

    QTemporaryDir folder;
    dialog.findChild<QLineEdit*>("folder")->setText(folder.path());
    QTest::mouseClick(write, Qt::LeftButton);
    QCOMPARE(written.count(), 1);
    const auto main = folder.filePath(files->item(0)->text());
    QVERIFY(QFile::exists(main));

    QVERIFY(model::writeFileAtomically(main.toStdString(), "mine\n").has_value());
    QStringList asked;
    dialog.setAskReplace([&](const QStringList& names) {
      asked = names;
      return false;
    });
    QTest::mouseClick(write, Qt::LeftButton);
    QCOMPARE(asked, QStringList{files->item(0)->text()});
    QCOMPARE(*model::readFile(main.toStdString()), "mine\n");
    dialog.setAskReplace([](const QStringList&) { return true; });
    QTest::mouseClick(write, Qt::LeftButton);
    QVERIFY(*model::readFile(main.toStdString()) != "mine\n");
  }
};

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
