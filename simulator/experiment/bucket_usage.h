#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/experiment/meter.h"
#include "simulator/measure/series.h"

namespace virga::simulator {

// Reads the meters at the end of each bucket of a run, so that it is known when what was used. Costs nothing in between.
class BucketUsage {
 public:
  BucketUsage(const World& world, Grid grid);

  // When the present bucket ends; never for the last one.
  std::int64_t bucketEnd() const;
  // At bucketEnd().
  void passBucket(const World& world);

  // Before and after the counters begin anew, at the end of the warm-up.
  void readLast(const World& world) { read(world); }
  void beginAnew(const World& world);

  // By item of meter(world), the quantity in each bucket that has begun. At the end of the run.
  std::vector<std::vector<double>> take(const World& world);

 private:
  void read(const World& world);

  Grid grid_;
  std::size_t bucket_ = 0;
  std::int64_t since_ = 0;  // when the counters began
  std::vector<MeterReading> last_;
  std::vector<std::vector<double>> quantities_;
};

}  // namespace virga::simulator
