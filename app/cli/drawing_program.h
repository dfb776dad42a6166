#pragma once

#include <filesystem>

namespace virga::cli {

// The program that draws: beside this one once both are installed, and in a folder of its own where they were built. Empty
// where there is none.
std::filesystem::path drawingProgram();

// What to say then.
inline constexpr const char* kNoDrawingProgram =
    "the drawing needs the program virga-render beside this one; it comes with the workbench";

}  // namespace virga::cli
