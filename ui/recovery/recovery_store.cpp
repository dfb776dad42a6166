#include "ui/recovery/recovery_store.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QSysInfo>

#include "model/io/file.h"

namespace virga::ui {

namespace {

const QString kEnding = QStringLiteral(".recovery");
constexpr int kForeignDays = 1;

// The kernel's start time of the process, which no other of its number has; empty where there is no /proc.
QString startOf(qint64 pid) {
  QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const auto line = file.readAll();
  constexpr int kStartField = 19;  // behind the name in parentheses, which may hold anything
  return QString::fromLatin1(line.mid(line.lastIndexOf(')') + 2).split(' ').value(kStartField));
}

// One line of JSON, then the project's text.
QByteArray header(const RecoverySnapshot& snapshot) {
  const QJsonObject json{{"virga-recovery", 1},
                         {"project", snapshot.project},
                         {"base", snapshot.baseHash},
                         {"host", snapshot.host},
                         {"pid", snapshot.pid},
                         {"start", snapshot.processStart},
                         {"time", snapshot.time.toString(Qt::ISODateWithMs)}};
  return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

bool read(const QString& file, RecoverySnapshot& snapshot) {
  const auto content = model::readFile(file.toStdString());
  if (!content) return false;
  const auto end = content->find('\n');
  if (end == std::string::npos) return false;
  const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(content->substr(0, end))).object();
  if (json.value("virga-recovery").toInt() != 1) return false;
  snapshot = {file,
              json.value("project").toString(),
              json.value("base").toString(),
              json.value("host").toString(),
              json.value("pid").toInteger(),
              json.value("start").toString(),
              QDateTime::fromString(json.value("time").toString(), Qt::ISODateWithMs),
              content->substr(end + 1)};
  return true;
}

}  // namespace

QString RecoveryStore::usualFolder() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath("recovery");
}

tl::expected<QString, QString> RecoveryStore::write(RecoverySnapshot snapshot) const {
  if (!QDir().mkpath(folder_)) return tl::unexpected(QStringLiteral("%1 can't be made").arg(folder_));
  snapshot.host = QSysInfo::machineHostName();
  snapshot.pid = QCoreApplication::applicationPid();
  snapshot.processStart = startOf(snapshot.pid);
  snapshot.time = QDateTime::currentDateTimeUtc();
  auto content = header(snapshot).toStdString() + snapshot.text;
  if (auto written = model::writeFileAtomically(snapshot.file.toStdString(), content); !written)
    return tl::unexpected(QString::fromStdString(written.error()));
  return snapshot.file;
}

std::vector<RecoverySnapshot> RecoveryStore::leftovers() const {
  std::vector<RecoverySnapshot> found;
  for (const auto& info : QDir(folder_).entryInfoList({"*" + kEnding}, QDir::Files)) {
    RecoverySnapshot snapshot;
    if (read(info.absoluteFilePath(), snapshot) && !isAlive(snapshot)) found.push_back(std::move(snapshot));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.time > b.time; });
  return found;
}

void RecoveryStore::remove(const QString& file) { QFile::remove(file); }

bool isAlive(const RecoverySnapshot& snapshot) {
  if (snapshot.host != QSysInfo::machineHostName())
    return snapshot.time.daysTo(QDateTime::currentDateTimeUtc()) <= kForeignDays;
  if (snapshot.pid <= 0 || (::kill(static_cast<pid_t>(snapshot.pid), 0) != 0 && errno != EPERM)) return false;
  const auto start = startOf(snapshot.pid);
  return start.isEmpty() || snapshot.processStart.isEmpty() || start == snapshot.processStart;
}

QString hashOf(const std::string& text) {
  return QString::fromLatin1(
      QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256)
          .toHex());
}

}  // namespace virga::ui
