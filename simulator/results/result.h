#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/pricing/bill.h"
#include "model/pricing/usage.h"
#include "model/units/duration.h"
#include "simulator/measure/trace.h"

namespace virga::simulator {

// A figure over replications: mean and, with two or more or by batch means, the 95 % Student-t interval.
struct Figure {
  double mean = 0;
  std::optional<std::pair<double, double>> ci95;
};

// The value at a dotted name, e.g. "latency_ms.p99"; no figure where nothing was observed. Units are in the names.
struct NamedFigure {
  std::string name;
  std::optional<Figure> figure;
  std::vector<std::optional<double>> samples = {};  // of each replication, in order
};

// Where a result's intervals come from.
enum class Intervals { none, replications, batchMeans };

// Values on the result's common time grid; NaN where nothing was observed in a bucket.
struct Series {
  std::string name;  // "requests_per_s", "latency_p95_ms", "instances", "concurrency", "cold_starts", "cost_per_h", …
  std::string unit;  // "1/s", "ms", "1", "USD/h"
  std::vector<double> values;
  // Least and greatest of the replications in each bucket; empty with one replication.
  std::vector<double> low = {}, high = {};
};

struct ComponentResult {
  std::string id;
  std::string kind;
  std::vector<NamedFigure> figures;  // in the order of the result JSON
  std::vector<Series> series;        // means over the replications
};

struct FlowResult {
  std::string name;  // "shoppers → api POST /orders"
  std::vector<NamedFigure> figures;
  std::vector<Series> series;
};

struct Result {
  std::string project, scenario, provider, region, catalogEdition;
  std::uint64_t seed = 1;
  int replications = 1;
  model::Duration simulated, warmup;
  bool warmupFound = false;  // by a pilot run
  Intervals intervals = Intervals::none;
  int batches = 0;  // of batch means
  // What was asked for, where the run was stopped before; the result is then of less.
  struct Whole {
    model::Duration simulated;
    int replications;
  };
  std::optional<Whole> partOf;
  std::vector<std::string> warnings;  // why figures may mean less than they seem to
  model::Duration bucket;             // width of a series bucket; the first starts at time 0 of the run
  std::vector<ComponentResult> components;
  std::vector<FlowResult> flows;
  model::Usage usage;                                      // mean over the replications, of the time after the warm-up
  model::Bill bill;                                        // of that mean
  std::vector<double> billTotals;                          // of each replication, in the bill's currency per month
  std::optional<std::pair<double, double>> billTotalCi95;  // of those; nothing with one
  std::optional<RequestTraces> traces;                     // where they were asked for, and the run wasn't stopped before
  std::uint64_t events = 0;
  std::optional<std::uint64_t> fingerprint;  // of the trajectories of all replications, if asked for; not in the JSON
  double wallSeconds = 0;
};

const std::optional<Figure>* findFigure(const std::vector<NamedFigure>& figures, const std::string& name);

// The figure's mean; nothing where there is no such figure or nothing was observed.
std::optional<double> valueOf(const std::vector<NamedFigure>& figures, const std::string& name);
// The same, 0 for nothing.
double meanOf(const std::vector<NamedFigure>& figures, const std::string& name);

// The flow with the most requests; null where there is none.
const FlowResult* mainFlowOf(const Result& result);

// design: result JSON; everything but work.wall_s is a function of the inputs alone.
std::string toJson(const Result& result);

// A bill alone, as it stands in the result JSON: {"virga": …, "bill": {…}}.
std::string toJson(const model::Bill& bill);

}  // namespace virga::simulator
