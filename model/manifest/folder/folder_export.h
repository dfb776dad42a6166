#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/manifest/manifest.h"

// An export into a folder that may hold an earlier one and what people changed in it since. What was exported last is kept
// in the folder's .virga/FORMAT, and is what both sides are compared with.
namespace virga::model {

// What becomes of one file of the folder.
enum class FileChange {
  unchanged,  // it holds what is exported
  add,        // it isn't there yet
  replace,    // nobody changed it since the last export
  merge,      // changed by hand and by the design, in different places: both are kept
  keep,       // changed or deleted by hand, and the design has nothing new for it
  conflict,   // both changed the same place: it stays, and what is exported is written beside it
  remove,     // exported once, not any more, and nobody changed it
  foreign,    // it holds something else, and no export wrote it
};

struct FilePlan {
  std::string path;  // relative to the folder, with '/'
  FileChange change = FileChange::unchanged;
  std::string present = {};   // what the folder's file holds; empty where there is none
  std::string content = {};   // what it is to hold; for a conflict, the text with git's conflict markers
  std::string exported = {};  // what the design makes of it, or made of it last
  bool executable = false;
  bool isExported = true;  // the design has it still
  bool isDeleted = false;  // by hand, since the last export
};

struct FolderPlan {
  std::string format;
  std::vector<FilePlan> files;  // those of the manifest in its order, then those that it hasn't any more

  std::vector<std::string> withChange(FileChange change) const;  // their paths
};

// The name of the file beside a conflict's.
std::string besideName(const std::string& path);

// Compares the manifest with the folder; writes nothing. An error where a path leads out of the folder, through links as
// well, or a file can't be read.
tl::expected<FolderPlan, std::string> planFolder(const Manifest& manifest, const std::string& format,
                                                 const std::filesystem::path& folder);

// The same with every file as it is exported, whatever the folder holds.
FolderPlan overwriting(FolderPlan plan);

// Writes what the plan says, each file as a whole, and keeps what was exported for the next time. `foreign` files are
// left alone.
tl::expected<void, std::string> carryOut(const FolderPlan& plan, const std::filesystem::path& folder);

// What carrying out the plan changes in the file, as a unified diff.
std::string diffOf(const FilePlan& file);

}  // namespace virga::model
