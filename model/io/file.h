#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::model {

// What is read whole is written by hand or by Virga itself; more than this is a device or another kind of file.
constexpr std::size_t kLargestFile = std::size_t{64} << 20;

// The file's bytes, or what the system said. A folder, a missing, an unreadable or a larger file is an error.
tl::expected<std::string, std::string> readFile(const std::filesystem::path& path);

// Writes to a new file beside the target, flushes it to the disk and renames it: readers see the old or the new file,
// never a part. The old file's permissions are kept. On an error the old file is untouched.
tl::expected<void, std::string> writeFileAtomically(const std::filesystem::path& path, std::string_view content);

}  // namespace virga::model
