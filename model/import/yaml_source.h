#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/import/source_value.h"
#include "model/problem.h"

namespace virga::model {

inline constexpr std::size_t kLargestSourceBytes = 16U << 20;
inline constexpr int kDeepestSource = 200;
inline constexpr std::size_t kMostSourceValues = 1'000'000;  // aliases written out

// The one document of a YAML or JSON text. Scalars are kept as written, so that dates stay texts. The short functions of
// CloudFormation become maps: !Ref X is {Ref: X}, !GetAtt A.B is {Fn::GetAtt: [A, B]}, others {Fn::<name>: …}; other tags
// are dropped. Aliases and merge keys are written out. Refused, each with its place: text that isn't UTF-8 or has NUL
// bytes, syntax errors, several documents, keys that aren't scalars, nesting beyond kDeepestSource, more than
// kMostSourceValues.
tl::expected<SourceValue, Problems> parseSource(std::string_view text, std::shared_ptr<const std::string> fileName);

// The text of a file of at most kLargestSourceBytes; its size is looked at before it is read.
tl::expected<std::string, Problems> readSourceText(const std::filesystem::path& path);

// readSourceText + parseSource.
tl::expected<SourceValue, Problems> readSource(const std::filesystem::path& path);

}  // namespace virga::model
