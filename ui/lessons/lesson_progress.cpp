#include "ui/lessons/lesson_progress.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>
#include <QStringList>

#include "model/io/resources.h"
#include "simulator/lessons/lesson_file.h"

namespace virga::ui {

namespace {

// From the easy to the hard; lessons that aren't named come last, by name.
constexpr std::array<const char*, 8> kOrder{"first-drawing",
                                            "cold-starts",
                                            "bill-and-memory-tuning",
                                            "throttling-and-load-levelling",
                                            "retry-storm-and-circuit-breaker",
                                            "securing-an-api",
                                            "choosing-a-provider",
                                            "strangler-migration"};

std::size_t placeOf(const QString& file) {
  const auto id = QFileInfo(file).fileName().section('.', 0, 0);
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), id) - kOrder.begin());
}

// Virga's own lessons by their names, so that they are known after the program has moved; others by their place too.
QString groupOf(const QString& lessonFile) {
  const QFileInfo file(lessonFile);
  const auto own = QString::fromStdString((model::resourceFolder() / "lessons").string());
  const auto id = file.fileName().section('.', 0, 0);
  if (file.absolutePath() == QFileInfo(own).absoluteFilePath()) return "lessons/" + id;
  const auto hash = QCryptographicHash::hash(file.absoluteFilePath().toUtf8(), QCryptographicHash::Sha1).toHex().left(8);
  return "lessons/" + id + '-' + QString::fromLatin1(hash);
}

}  // namespace

LessonProgress LessonProgress::load(const QString& lessonFile) {
  QSettings settings;
  settings.beginGroup(groupOf(lessonFile));
  LessonProgress progress;
  progress.step = std::max(0, settings.value("step").toInt());
  progress.begun = settings.value("begun").toBool();
  progress.finished = settings.value("finished").toBool();
  for (const auto& step : settings.value("answered").toStringList()) progress.answered.insert(step.toInt());
  const auto shown = settings.value("shown").toMap();
  for (auto figure = shown.begin(); figure != shown.end(); ++figure)
    progress.shown[figure.key().toStdString()] = figure.value().toDouble();
  progress.design = settings.value("design").toString();
  progress.file = settings.value("file").toString();
  return progress;
}

void LessonProgress::save(const QString& lessonFile) const {
  QSettings settings;
  settings.beginGroup(groupOf(lessonFile));
  settings.setValue("step", step);
  settings.setValue("begun", begun);
  settings.setValue("finished", finished);
  QStringList steps;
  for (const int each : answered) steps << QString::number(each);
  settings.setValue("answered", steps);
  QVariantMap figures;
  for (const auto& [name, value] : shown) figures[QString::fromStdString(name)] = value;
  settings.setValue("shown", figures);
  settings.setValue("design", design);
  settings.setValue("file", file);
}

std::vector<LessonEntry> lessonEntries() {
  std::vector<LessonEntry> entries;
  for (const auto& path : simulator::lessonFiles()) {
    const auto lesson = simulator::loadLesson(path);
    if (!lesson) continue;
    const auto file = QString::fromStdString(path.string());
    entries.push_back({file, QString::fromStdString(lesson->title), QString::fromStdString(lesson->sentence),
                       lesson->minutes, static_cast<int>(lesson->steps.size()), LessonProgress::load(file)});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const LessonEntry& a, const LessonEntry& b) { return placeOf(a.file) < placeOf(b.file); });
  return entries;
}

}  // namespace virga::ui
