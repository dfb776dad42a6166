// Edits and saves a project at random moments until it is killed. Each edit is told of in a log, with a time, before the
// next is made: crash_victim PROJECT RECOVERY-FOLDER LOG INTERVAL-MS SEED FIRST-NUMBER
#include <cstdio>

#include <QCoreApplication>
#include <QDateTime>
#include <QRandomGenerator>
#include <QTimer>

#include "ui/recovery/autosave.h"

using namespace virga;

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  const auto arguments = QCoreApplication::arguments();
  if (arguments.size() != 7) return 2;
  std::FILE* log = std::fopen(qPrintable(arguments[3]), "a");
  if (!log) return 2;
  std::setvbuf(log, nullptr, _IONBF, 0);
  const auto tell = [log](const char* what, int number) {
    std::fprintf(log, "%s %d %lld\n", what, number, static_cast<long long>(QDateTime::currentMSecsSinceEpoch()));
  };

  ui::Document document;
  if (!document.open(arguments[1]).isEmpty()) return 3;
  ui::Autosave autosave(&document, arguments[2]);
  autosave.setInterval(std::chrono::milliseconds(arguments[4].toInt()));
  QRandomGenerator random(arguments[5].toUInt());
  int number = arguments[6].toInt();

  QTimer timer;
  timer.setSingleShot(true);
  QObject::connect(&timer, &QTimer::timeout, &application, [&] {
    constexpr int kOneIn = 40, kLongestPause = 40;
    if (random.bounded(kOneIn) == 0) {
      tell("saving", number);
      if (!document.save(document.filePath()).isEmpty()) QCoreApplication::exit(4);
      tell("saved", number);
    } else {
      auto next = document.architecture();
      next.description = "edit " + std::to_string(++number);
      document.apply(QStringLiteral("Edit"), std::move(next));
      tell("edit", number);
    }
    timer.start(random.bounded(kLongestPause));
  });
  timer.start(0);
  return QCoreApplication::exec();
}
