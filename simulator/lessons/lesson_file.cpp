#include "simulator/lessons/lesson_file.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "model/io/resources.h"
#include "model/project/document.h"
#include "model/project/project_file.h"
#include "model/project/yaml_text.h"
#include "simulator/lessons/lesson_reader.h"

namespace virga::simulator {

namespace {

std::string idOf(const std::filesystem::path& file) {
  auto name = file.filename().string();
  if (name.ends_with(kLessonEnding)) name.erase(name.size() - std::string_view(kLessonEnding).size());
  return name;
}

// The project that the lesson begins with; what is wrong with it goes to `others`.
void readDesign(model::Reader& reader, const model::Tree& root, Lesson& lesson, model::Problems& others) {
  const auto* project = root.find("project");
  const auto* inline_ = root.find("design");
  if (project && inline_)
    reader.error(project->origin, "two-designs", "the lesson has a 'project' and a 'design'", "leave one of them out");
  if (inline_) {
    model::Reader own(lesson.file.string());  // a design's paths begin at its own top
    if (own.expectMap(*inline_, "a project, as in a project file"))
      lesson.design = std::make_shared<const model::Architecture>(readDocument(own, *inline_));
    others = own.problems();
    return;
  }
  if (!project) return;
  const auto name = readLessonText(reader, root, "project", true);
  if (name.empty()) return;
  const model::Reader::At at(reader, "project");
  lesson.designFile = (lesson.file.parent_path() / name).lexically_normal();
  const auto text = model::readFile(lesson.designFile);
  if (!text) {
    reader.error(project->origin, "no-project", text.error(), "name a project file, relative to the lesson");
    return;
  }
  auto design = model::readProject(*text, lesson.designFile.string());
  if (design)
    lesson.design = std::make_shared<const model::Architecture>(std::move(*design));
  else
    others = std::move(design.error());
}

}  // namespace

tl::expected<Lesson, model::Problems> readLesson(std::string_view text, const std::filesystem::path& file) {
  const auto root = model::parseYaml(text, file.string());
  if (!root) return tl::unexpected(model::Problems{root.error()});
  model::Reader reader(file.string());
  model::Problems others;
  Lesson lesson;
  lesson.file = file;
  lesson.id = idOf(file);
  if (reader.expectMap(*root, "a lesson: a map that begins with 'lesson'")) {
    reader.refuseDuplicateKeys(*root);
    reader.refuseUnknownKeys(*root, {"lesson", "title", "sentence", "minutes", "project", "design", "steps"});
    const auto named = readLessonText(reader, *root, "lesson", true);
    if (!named.empty() && named != lesson.id) {
      const model::Reader::At at(reader, "lesson");
      reader.error(root->find("lesson")->origin, "wrong-name",
                   fmt::format("the lesson is called '{}', but its file '{}'", named, file.filename().string()),
                   fmt::format("write 'lesson: {}', or rename the file to {}{}", lesson.id, named, kLessonEnding));
    }
    lesson.title = readLessonText(reader, *root, "title", true);
    lesson.sentence = readLessonText(reader, *root, "sentence", true);
    lesson.minutes = readLessonNumber(reader, *root, "minutes", 1, 0);
    readDesign(reader, *root, lesson, others);
    const auto* steps = root->find("steps");
    const auto begun = lesson.design ? lesson.design : std::make_shared<const model::Architecture>(model::emptyProject());
    if (!steps)
      reader.error(root->origin, "missing-key", "the key 'steps' is missing", "a lesson has a list of steps");
    else if (others.empty())  // with a project that can't be read, what steps say of it can't be judged
      lesson.steps = LessonReader(reader, begun).readSteps(*steps);
  }
  others.insert(others.begin(), reader.problems().begin(), reader.problems().end());
  if (!others.empty()) return tl::unexpected(std::move(others));
  return lesson;
}

tl::expected<Lesson, model::Problems> loadLesson(const std::filesystem::path& file) {
  const auto text = model::readFile(file);
  if (!text)
    return tl::unexpected(
        model::Problems{{model::Severity::error, "unreadable", file.string(), 0, 0, "", text.error(), ""}});
  return readLesson(*text, file);
}

bool isLessonFile(const std::filesystem::path& file) { return file.filename().string().ends_with(kLessonEnding); }

std::vector<std::filesystem::path> lessonFiles() {
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(model::resourceFolder() / "lessons", none))
    if (isLessonFile(entry.path())) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace virga::simulator
