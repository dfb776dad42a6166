#include "ui/document/document.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace virga;
using ui::Document;

namespace {

const QString kExample = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(content);
}

model::Architecture named(const Document& document, const std::string& name) {
  auto value = document.architecture();
  value.name = name;
  return value;
}

}  // namespace

class DocumentTest : public QObject {
  Q_OBJECT

 private slots:
  void startsWithAnEmptyUnmodifiedProject() {
    const Document document;
    QVERIFY(document.filePath().isEmpty());
    QVERIFY(!document.isModified());
    QCOMPARE(document.architecture(), model::emptyProject());
  }

  void anEditIsOneStepAndUndoneWhole() {
    Document document;
    const auto before = document.architecture();
    QSignalSpy changed(&document, &Document::changed);
    document.apply(QStringLiteral("Name"), named(document, "first"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(document.architecture().name, "first");
    QVERIFY(document.isModified());
    document.undoStack().undo();
    QCOMPARE(document.architecture(), before);
    QVERIFY(!document.isModified());
    document.undoStack().redo();
    QCOMPARE(document.architecture().name, "first");
  }

  void anEditThatChangesNothingIsNoStep() {
    Document document;
    QSignalSpy changed(&document, &Document::changed);
    document.apply(QStringLiteral("Nothing"), document.architecture());
    QCOMPARE(document.undoStack().count(), 0);
    QCOMPARE(changed.count(), 0);
  }

  void stepsWithOneKeyMerge() {
    Document document;
    const auto before = document.architecture();
    document.apply(QStringLiteral("Name"), named(document, "a"), QStringLiteral("name"));
    document.apply(QStringLiteral("Name"), named(document, "ab"), QStringLiteral("name"));
    QCOMPARE(document.undoStack().count(), 1);
    document.apply(QStringLiteral("Name"), named(document, "abc"), QStringLiteral("other"));
    document.apply(QStringLiteral("Name"), named(document, "abcd"));
    document.apply(QStringLiteral("Name"), named(document, "abcde"));
    QCOMPARE(document.undoStack().count(), 4);
    for (int i = 0; i < 4; ++i) document.undoStack().undo();
    QCOMPARE(document.architecture(), before);
  }

  void mergedStepsThatEndWhereTheyBeganVanish() {
    Document document;
    const auto before = document.architecture();
    document.apply(QStringLiteral("Name"), named(document, "a"), QStringLiteral("name"));
    document.apply(QStringLiteral("Name"), before, QStringLiteral("name"));
    QCOMPARE(document.undoStack().count(), 0);
    QCOMPARE(document.architecture(), before);
  }

  void aRefusalIsToldAndChangesNothing() {
    Document document;
    QSignalSpy refused(&document, &Document::refused);
    QVERIFY(!document.apply(QStringLiteral("No"), model::Edited(tl::unexpect, "because")));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.front().front().toString(), QStringLiteral("because"));
    QCOMPARE(document.undoStack().count(), 0);
  }

  void theSelectionHoldsOnlyWhatExists() {
    Document document;
    QVERIFY(document.open(kExample).isEmpty());
    QSignalSpy selected(&document, &Document::selectionChanged);
    document.select({"checkout", "no-such", "orders"});
    QCOMPARE(document.selection(), (std::set<model::ComponentId>{"checkout", "orders"}));
    document.apply(QStringLiteral("Delete"), model::removeComponents(document.architecture(), {"orders"}));
    QCOMPARE(document.selection(), std::set<model::ComponentId>{"checkout"});
    QCOMPARE(selected.count(), 2);
  }

  void savingAnUneditedProjectChangesNoByte() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("a.virga.yaml"));
    QVERIFY(QFile::copy(kExample, path));
    Document document;
    QCOMPARE(document.open(path), QString());
    QVERIFY(!document.isModified());
    QCOMPARE(document.save(path), QString());
    QCOMPARE(contentOf(path), contentOf(kExample));
  }

  void anEditIsSavedAndReadBack() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("a.virga.yaml"));
    Document document;
    QVERIFY(document.open(kExample).isEmpty());
    document.apply(QStringLiteral("Name"), named(document, "Other name"));
    QSignalSpy told(&document, &Document::fileChanged);
    QCOMPARE(document.save(path), QString());
    QVERIFY(told.count() >= 1);
    QVERIFY(!document.isModified());
    QCOMPARE(document.filePath(), path);
    Document second;
    QCOMPARE(second.open(path), QString());
    QCOMPARE(second.architecture(), document.architecture());
  }

  void aFailedOpenLeavesTheDocument() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("bad.virga.yaml"));
    write(path, "virga: 1\ncomponents:\n  a: {kind: no-such-kind}\n");
    Document document;
    document.apply(QStringLiteral("Name"), named(document, "mine"));
    const auto before = document.architecture();
    QSignalSpy replaced(&document, &Document::replaced);
    const auto message = document.open(path);
    QVERIFY2(message.contains(QLatin1String("bad.virga.yaml:3")), qPrintable(message));
    QVERIFY(!document.open(folder.filePath(QStringLiteral("missing.yaml"))).isEmpty());
    QCOMPARE(document.architecture(), before);
    QVERIFY(document.isModified());
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(replaced.count(), 0);
  }

  void aFileThatChangedMeanwhileIsNotOverwrittenUnasked() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("a.virga.yaml"));
    QVERIFY(QFile::copy(kExample, path));
    Document document;
    QVERIFY(document.open(path).isEmpty());
    QVERIFY(!document.changedOnDisk());
    const auto foreign = contentOf(path) + "# a colleague's remark\n";
    write(path, foreign);
    document.apply(QStringLiteral("Name"), named(document, "mine"));
    QVERIFY(document.changedOnDisk());
    const auto message = document.save(path);
    QVERIFY(message.contains(path));
    QCOMPARE(contentOf(path), foreign);
    QVERIFY(document.isModified());
    QCOMPARE(document.save(path, Document::OnConflict::overwrite), QString());
    QVERIFY(!document.changedOnDisk());
    QVERIFY(!document.isModified());
  }

  void aPlaceThatCannotBeWrittenIsSaid() {
    const QTemporaryDir folder;
    Document document;
    document.apply(QStringLiteral("Name"), named(document, "mine"));
    QVERIFY(!document.save(folder.filePath(QStringLiteral("no/such/folder/a.yaml"))).isEmpty());
    QVERIFY(document.isModified());
    QVERIFY(document.filePath().isEmpty());
    QVERIFY(!document.save({}).isEmpty());
  }

  void openingAnotherProjectForgetsHistoryAndSelection() {
    Document document;
    document.apply(QStringLiteral("Name"), named(document, "mine"));
    document.select({document.architecture().components.front().id});
    QSignalSpy replaced(&document, &Document::replaced);
    QVERIFY(document.open(kExample).isEmpty());
    QCOMPARE(replaced.count(), 1);
    QVERIFY(document.selection().empty());
    QVERIFY(!document.undoStack().canUndo());
    QVERIFY(!document.isModified());
    document.newProject();
    QVERIFY(document.filePath().isEmpty());
    QCOMPARE(document.architecture(), model::emptyProject());
  }
};

QTEST_MAIN(DocumentTest)
#include "document_test.moc"
