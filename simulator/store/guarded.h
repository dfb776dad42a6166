#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <tl/expected.hpp>

namespace virga::simulator {

// Carries a sentence of ours through SQLite's exceptions.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What is wrong, as people say it; `kind` is what the file should be: "a file of kept runs".
std::string reasonOf(const SQLite::Exception& error, std::string_view kind);

// Calls `work`; what SQLite has against it becomes a sentence that names the file.
template <typename Work>
auto guarded(const std::string& name, std::string_view kind, const Work& work)
    -> tl::expected<std::invoke_result_t<Work>, std::string> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const SQLite::Exception& error) {
    return tl::unexpected(fmt::format("{}: {}", name, reasonOf(error, kind)));
  } catch (const Refused& error) {
    return tl::unexpected(fmt::format("{}: {}", name, error.what()));
  }
}

}  // namespace virga::simulator
