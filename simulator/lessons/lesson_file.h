#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/problem.h"
#include "simulator/lessons/lesson.h"

namespace virga::simulator {

// Reads a lesson from its text; `file` is where it is from: its name says the lesson's id, and the project that the
// lesson begins with lies relative to it. All problems of the text come at once, each with line and column; those of the
// project it begins with name that file.
tl::expected<Lesson, model::Problems> readLesson(std::string_view text, const std::filesystem::path& file);

// model::readFile + readLesson.
tl::expected<Lesson, model::Problems> loadLesson(const std::filesystem::path& file);

// The files of the lessons that come with Virga, by name. Empty where there are none.
std::vector<std::filesystem::path> lessonFiles();

// Whether the file's name is a lesson's.
bool isLessonFile(const std::filesystem::path& file);

}  // namespace virga::simulator
