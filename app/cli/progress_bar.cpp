#include "app/cli/progress_bar.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/figure_text.h"

namespace virga::cli {

namespace {

constexpr int kBarWidth = 30;
constexpr std::string_view kClearLine = "\r\033[K";

// As a person says it: "40 s", "12 min", "3 h 20 min", "5 d".
std::string roundTime(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  const auto minutes = static_cast<long long>(seconds / 60);
  if (minutes < 90) return fmt::format("{} min", minutes);
  if (minutes < 48 * 60) return fmt::format("{} h {} min", minutes / 60, minutes % 60);
  return fmt::format("{} d", minutes / (24 * 60));
}

}  // namespace

ProgressBar::ProgressBar() {
  const char* terminal = std::getenv("TERM");
  isTerminal_ = ::isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

ProgressBar::~ProgressBar() {
  if (isTerminal_) std::fputs(kClearLine.data(), stderr);
}

void ProgressBar::show(const simulator::Progress& progress) {
  auto what = fmt::format("{} events", countText(static_cast<double>(progress.events)));
  if (progress.replications > 1)
    what += fmt::format("  replication {} of {}", std::min(progress.replicationsDone + 1, progress.replications),
                        progress.replications);
  show(progress.share, what);
}

void ProgressBar::show(double part, std::string_view what) {
  if (!isTerminal_) return;
  const double share = std::clamp(part, 0.0, 1.0);
  const auto filled = static_cast<std::size_t>(share * kBarWidth);
  std::string line = fmt::format("{}[{}{}] {:3.0f} %  {}", kClearLine, std::string(filled, '#'),
                                 std::string(kBarWidth - filled, '.'), share * 100, what);
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  if (elapsed > 2 && share > 0 && share < 1) line += fmt::format("  {} left", roundTime(elapsed / share * (1 - share)));
  fmt::print(stderr, "{}", line);
  std::fflush(stderr);
}

}  // namespace virga::cli
