#pragma once

#include <string>
#include <vector>

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QTemporaryDir>
#include <QtGlobal>

namespace virga::test {

// Holds YAML texts against JSON Schemas by a validator of its own, python3 with jsonschema.
class SchemaJudge {
 public:
  QString write(const QString& name, const std::string& text) const {
    const QString path = folder_.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) qFatal("can't write %s", qPrintable(path));
    file.write(text.data(), static_cast<qint64>(text.size()));
    return path;
  }

  // Why nothing can be judged by the schema that was written under that name; empty where it can. A schema that isn't one
  // ends the test.
  QString whyNot(const QString& schema) {
    if (python_.isEmpty()) return "no python3: the JSON Schema isn't checked";
    run(schema, {});
    constexpr int kNoModules = 77;
    if (exitCode_ == kNoModules) return "python3 lacks jsonschema or yaml: the JSON Schema isn't checked";
    if (exitCode_ != 0) qFatal("%s isn't a JSON Schema", qPrintable(schema));
    return {};
  }

  // "valid", or "invalid" and why, of each text.
  QStringList judge(const QString& schema, const std::vector<std::string>& texts) {
    QStringList files;
    for (std::size_t i = 0; i < texts.size(); ++i) files << write(QString("%1.yaml").arg(i), texts[i]);
    const auto verdicts = run(schema, files);
    if (verdicts.size() != files.size()) qFatal("%lld verdicts on %lld files", verdicts.size(), files.size());
    return verdicts;
  }

 private:
  QStringList run(const QString& schema, const QStringList& files) {
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(python_, QStringList{VIRGA_SOURCE "/tests/model/validate_yaml.py", folder_.filePath(schema)} + files);
    if (!process.waitForFinished(300'000)) qFatal("python3 doesn't end");
    exitCode_ = process.exitCode();
    return exitCode_ == 0 ? QString::fromUtf8(process.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts)
                          : QStringList();
  }

  QTemporaryDir folder_;
  QString python_ = QStandardPaths::findExecutable("python3");
  int exitCode_ = 0;
};

}  // namespace virga::test
