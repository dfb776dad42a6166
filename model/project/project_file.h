#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/problem.h"

namespace virga::model {

// Reads a project from its text; `settings` are applied to it first, in order. All problems of the text come at once,
// each with line and column. Relative file names in the project stay as written.
tl::expected<Architecture, Problems> readProject(std::string_view text, std::string_view fileName,
                                                 const std::vector<Setting>& settings = {});

// readFile + readProject.
tl::expected<Architecture, Problems> loadProject(const std::filesystem::path& path,
                                                 const std::vector<Setting>& settings = {});

// The canonical text: keys in fixed order, defaults left out but for those that people look for, the drawing last.
// readProject(writeProject(a)) == a, and writing again gives the same bytes. With a `previousText` that can be read, only
// what differs is written anew: all else keeps its lines, order, comments and blank lines, and comments inside of what
// changed move with the entries they belong to. If it already says exactly `architecture`, it is returned as it is.
std::string writeProject(const Architecture& architecture, std::string_view previousText = {});

// The architecture with settings (a scenario's `set`, --set) applied, or what is wrong with them.
tl::expected<Architecture, Problems> withSettings(const Architecture& architecture, const std::vector<Setting>& settings);

// JSON Schema (draft 2020-12) of the project file, as pretty-printed JSON.
std::string projectSchema();

}  // namespace virga::model
