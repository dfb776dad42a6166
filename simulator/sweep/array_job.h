#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

// A sweep as an array of tasks, one of them a shard, for those who have more machines than one.
namespace virga::simulator {

enum class ArrayPlatform { slurm, kubernetes, awsBatch };

// "slurm", "kubernetes", "aws-batch".
const std::vector<std::string>& arrayPlatforms();
tl::expected<ArrayPlatform, std::string> parseArrayPlatform(const std::string& name);

struct ArrayJob {
  std::string name;                    // of the job: letters, digits and hyphens
  std::vector<std::string> arguments;  // of virga, "sweep" and its file first, without --shard, --store and --threads
  std::size_t tasks = 2;               // 2 … 10,000
};

// AWS Batch allows arrays of 2 to 10,000 children (AWS Batch User Guide, "Array jobs", 2026-11).
inline constexpr std::size_t kFewestTasks = 2, kMostTasks = 10'000;

// A script to submit, or a manifest to apply, that simulates shard i of the sweep in task i and says how the shards are put
// together. A task that is killed is run again and goes on where it was.
// Slurm: slurm.schedmd.com/job_array.html. Kubernetes: an Indexed Job (batch/v1) with a backoff limit per index and a
// volume claim "virga-sweep" (kubernetes.io/docs/concepts/workloads/controllers/job). AWS Batch: a shell script that
// registers a job definition and submits an array job, with the files on EFS
// (docs.aws.amazon.com/batch/latest/userguide/array_jobs.html).
std::string arrayJobText(const ArrayJob& job, ArrayPlatform platform);

// The file of a task's points, as the scripts name them: "order-intake-3-of-16.virga-sweep".
std::string shardFile(const ArrayJob& job, std::string_view number);

}  // namespace virga::simulator
