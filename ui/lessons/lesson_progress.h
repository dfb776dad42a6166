#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <QString>

namespace virga::ui {

// How far a learner has got in one lesson; kept in the settings.
struct LessonProgress {
  int step = 0;  // index
  bool begun = false;
  bool finished = false;                // once, whatever was done since
  std::set<int> answered;               // steps whose question was answered right
  std::map<std::string, double> shown;  // figures of earlier steps' runs, for later ones to compare with
  QString design;                       // as a project file's text; empty: as the lesson begins
  QString file;                         // that the learner saved it to; empty: none
  bool operator==(const LessonProgress&) const = default;

  static LessonProgress load(const QString& lessonFile);
  void save(const QString& lessonFile) const;
};

// A lesson of the list, with how far it is done.
struct LessonEntry {
  QString file, title, sentence;
  int minutes = 0;
  int steps = 0;
  LessonProgress progress;
};

// The lessons that come with Virga, in the order to be taken; those that can't be read are left out.
std::vector<LessonEntry> lessonEntries();

}  // namespace virga::ui
