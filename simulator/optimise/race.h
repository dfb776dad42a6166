#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

// Which of a few candidates is best, by no more replications than it takes. Knows nothing of simulations.
namespace virga::simulator {

// A candidate's replications; those of the same number have the same random numbers as the others' (common random numbers).
struct RaceSamples {
  std::vector<double> objective;             // to be small
  std::vector<std::vector<double>> margins;  // of each constraint, which holds where it is 0 or less
};

// The first `replications` of the candidates; nothing of one that is refused; nothing at all where it was stopped.
using RaceRunner = std::function<std::optional<std::vector<std::optional<RaceSamples>>>(
    const std::vector<std::size_t>& candidates, int replications)>;

struct RaceOptions {
  int first = 6, most = 16;  // replications, doubled from stage to stage
  double risk = 0.05;        // that any candidate is dropped wrongly
};

struct RaceOutcome {
  std::size_t winner = 0;
  std::vector<std::size_t> left;  // with the winner, that couldn't be told apart from it or can't be beaten by it
  int replications = 0;           // of those
  bool stopped = false;
};

// Drops those that are worse than the leader, or break a constraint, with a risk that all such tests share evenly
// (Bonferroni; paired Student-t tests), until one is left or the replications are used up. The leader has the least mean of
// those whose constraints hold on the average; where none do, the one that breaks them least. `candidates` is 1 or more.
RaceOutcome race(std::size_t candidates, const RaceOptions& options, const RaceRunner& run);

}  // namespace virga::simulator
