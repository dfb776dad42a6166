#pragma once

// What the tests of the program share: running it, and looking at what it wrote.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTest>

namespace virga::test {

struct Outcome {
  int exitCode = -1;
  QByteArray out;
  QByteArray err;
};

inline const QString kExample = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");

// The real program, run to its end; `input` goes to its standard input.
inline Outcome runVirga(const QStringList& arguments, const QByteArray& input = {}) {
  QProcess process;
  process.start(QStringLiteral(VIRGA_PROGRAM), arguments);
  if (!process.waitForStarted()) return {};
  process.write(input);
  process.closeWriteChannel();
  constexpr int kPatience = 120'000;
  if (!process.waitForFinished(kPatience) || process.exitStatus() != QProcess::NormalExit) return {};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

inline QByteArray content(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool write(const QString& path, const QByteArray& text) {
  QFile file(path);
  return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

inline QJsonValue at(const QJsonValue& value, const QStringList& way) {
  QJsonValue found = value;
  for (const auto& key : way) found = found.isArray() ? found.toArray().at(key.toInt()) : found.toObject().value(key);
  return found;
}

inline QJsonObject json(const QByteArray& text) { return QJsonDocument::fromJson(text).object(); }

inline constexpr auto kTiny = R"(virga: 1
name: Tiny
target: {provider: aws, region: us-east-1}
components:
  users:
    kind: client
    sends:
      - {to: work, arrivals: {constant: {rate: 10/s}}}
  work:
    kind: function
    runtime: nodejs22
    memory: 512 MiB
    steps:
      - compute: 20 ms
scenarios:
  minute: {duration: 1 min}
  other: {duration: 2 min, set: {work.memory: 1 GiB}}
)";

// Columns of a table of bad command lines, and what is true of each of them: exit code 2, nothing on standard output, and
// a message that says what is wrong.
inline void badCommandLineColumns() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("says");
}
inline void badCommandLine(const char* name, const QStringList& arguments, const char* says) {
  QTest::newRow(name) << arguments << says;
}
inline void expectRefusal() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, says);
  const auto outcome = runVirga(arguments);
  QCOMPARE(outcome.exitCode, 2);
  QVERIFY2(outcome.out.isEmpty(), outcome.out.constData());
  QVERIFY2(outcome.err.contains(says.toUtf8()), outcome.err.constData());
  QVERIFY2(!outcome.err.contains("internal error"), outcome.err.constData());
  // That echoes the command line, so the words looked for must not come from there.
  QVERIFY2(!outcome.err.contains("not understood") || says.contains("understood") || says.contains("did you mean"),
           outcome.err.constData());
}

}  // namespace virga::test
