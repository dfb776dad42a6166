#pragma once

#include <string>

namespace virga::model {

struct TextMerge {
  std::string text;
  bool clean = true;  // else the text has conflict markers
};

// What both sides changed since their common base, laid together line by line as git does (git-merge-file).
TextMerge mergeTexts(const std::string& base, const std::string& ours, const std::string& theirs);

// A unified diff of two versions of a file, with its path in the head; empty where they are equal.
std::string unifiedDiff(const std::string& path, const std::string& before, const std::string& after);

}  // namespace virga::model
