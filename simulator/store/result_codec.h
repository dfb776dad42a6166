#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "simulator/results/result.h"

namespace virga::simulator {

// The whole result in bytes, with the version of their order and a sum that tells damage.
std::string encodeResult(const Result& result);

// decodeResult(encodeResult(r)) is r in every member, or why the bytes can't be read: damaged, or of a newer version.
tl::expected<Result, std::string> decodeResult(std::string_view bytes);

}  // namespace virga::simulator
