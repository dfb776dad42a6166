#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/results/result.h"

namespace virga::simulator {

// Which way a figure gets better.
enum class Better { lower, higher, neither };
Better betterWay(std::string_view figureName);

enum class Change {
  none,      // not observed in both runs
  same,      // equal
  notShown,  // the interval of the difference holds 0
  better,
  worse,
  other,  // it differs, and neither way is better
};

// One figure of two runs.
struct FigureChange {
  std::string name;  // as in the result JSON; "bill.total"
  std::optional<Figure> before, after;
  std::optional<Figure> difference;  // after - before
  Change change = Change::none;
  // Of the value before; nothing where that is 0.
  std::optional<double> relative;

  // An interval tells the difference from chance.
  bool isProved() const { return difference && difference->ci95.has_value(); }
};

// A component or a flow that both runs have.
struct PartChange {
  std::string name;
  std::string kind;  // empty: a flow
  std::vector<FigureChange> figures;
  FigureChange cost;  // of a component, per month; no change where neither run pays for it
};

struct RunDifference {
  bool paired = false;              // the same random numbers: differences are taken replication by replication
  int replications = 1;             // of the run with fewer
  std::string currency;             // of the bills
  std::string mainFlow;             // the one with the most requests in the run before; empty where there is none
  std::vector<FigureChange> whole;  // bill.total, throttles, failed, cold_start_share
  std::vector<PartChange> flows, components;
  std::vector<std::string> onlyBefore, onlyAfter;  // flows and components
  std::vector<std::string> remarks;                // why figures may mean less than they seem to, in sentences
};

const FigureChange* findChange(const std::vector<FigureChange>& figures, std::string_view name);
const PartChange* findPart(const std::vector<PartChange>& parts, std::string_view name);

// Those that a verdict tells of: the main flow's 95th percentile, the cost, the throttles, and failures and cold starts
// where they changed.
std::vector<const FigureChange*> toldChanges(const RunDifference& difference);

}  // namespace virga::simulator
