#include "model/manifest/folder/text_merge.h"

#include <memory>
#include <new>

#include <git2.h>

namespace virga::model {

namespace {

// libgit2 wants to be told when its use begins.
void begin() {
  static const int begun = git_libgit2_init();
  if (begun < 0) throw std::bad_alloc();
}

git_merge_file_input inputOf(const std::string& text) {
  git_merge_file_input input = GIT_MERGE_FILE_INPUT_INIT;
  input.ptr = text.data();
  input.size = text.size();
  input.path = "";
  return input;
}

}  // namespace

TextMerge mergeTexts(const std::string& base, const std::string& ours, const std::string& theirs) {
  begin();
  const auto ancestor = inputOf(base), mine = inputOf(ours), other = inputOf(theirs);
  git_merge_file_options options = GIT_MERGE_FILE_OPTIONS_INIT;
  options.our_label = "yours";
  options.their_label = "exported";
  git_merge_file_result result = {};
  // Fails for want of memory alone: the texts are in it.
  if (git_merge_file(&result, &ancestor, &mine, &other, &options) != 0) throw std::bad_alloc();
  TextMerge merge{std::string(result.ptr ? result.ptr : "", result.len), result.automergeable != 0};
  git_merge_file_result_free(&result);
  return merge;
}

std::string unifiedDiff(const std::string& path, const std::string& before, const std::string& after) {
  if (before == after) return {};
  begin();
  git_patch* made = nullptr;
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  if (git_patch_from_buffers(&made, before.data(), before.size(), path.c_str(), after.data(), after.size(), path.c_str(),
                             &options) != 0)
    throw std::bad_alloc();
  const std::unique_ptr<git_patch, void (*)(git_patch*)> patch(made, git_patch_free);
  git_buf text = {};
  if (git_patch_to_buf(&text, patch.get()) != 0) throw std::bad_alloc();
  std::string diff(text.ptr, text.size);
  git_buf_dispose(&text);
  return diff;
}

}  // namespace virga::model
