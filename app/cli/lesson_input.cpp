#include "app/cli/lesson_input.h"

#include <cstdio>

#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/messages.h"
#include "simulator/lessons/lesson_check.h"
#include "simulator/lessons/lesson_file.h"

namespace virga::cli {

Exit checkLessonFile(const std::string& file) {
  const auto lesson = simulator::loadLesson(file);
  if (!lesson) return badInput(lesson.error());
  const auto problems = checkLesson(*lesson);
  for (const auto& problem : problems) fmt::print("{}\n", toText(problem));
  const auto count = lesson->steps.size();
  fmt::print("{}: a lesson of {} step{}: {}\n", file, count, count == 1 ? "" : "s", countsText(problems));
  return hasErrors(problems) ? Exit::failed : Exit::done;
}

}  // namespace virga::cli
