#include "simulator/sweep/array_job.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "model/unknown_name.h"

namespace virga::simulator {
namespace {

constexpr std::array<std::pair<ArrayPlatform, std::string_view>, 3> kNames = {
    {{ArrayPlatform::slurm, "slurm"}, {ArrayPlatform::kubernetes, "kubernetes"}, {ArrayPlatform::awsBatch, "aws-batch"}}};

// For a POSIX shell; what it would read in another way is put in quotes.
std::string shellWord(const std::string& text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,%+@";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'')
      word += "'\\''";
    else
      word += c;
  }
  return word + '\'';
}

// The shell's words for one task whose number the shell knows as $task.
std::string commandOf(const ArrayJob& job, std::string_view threads) {
  std::string words = "virga";
  for (const auto& argument : job.arguments) words += ' ' + shellWord(argument);
  return fmt::format("{} \\\n  --threads {} --shard \"$task/{}\" --store \"{}\"", words, threads, job.tasks,
                     shardFile(job, "$task"));
}

std::string mergeOf(const ArrayJob& job) {
  return fmt::format("virga merge {}-*-of-{}.virga-sweep --output {}.virga-sweep", job.name, job.tasks, job.name);
}

std::string indented(std::string_view text, std::size_t by) {
  std::string out;
  bool atStart = true;
  for (const char c : text) {
    if (atStart && c != '\n') out.append(by, ' ');
    out += c;
    atStart = c == '\n';
  }
  return out;
}

// A task that a signal has ended is begun again, three times at the most; it goes on with the points that it has.
std::string slurm(const ArrayJob& job) {
  return fmt::format(
      R"(#!/bin/bash
# Submit with: sbatch {0}.sbatch
# When all tasks are done: {3}
#SBATCH --job-name={0}
#SBATCH --array=1-{1}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output={0}-%a.log
set -u
task=$SLURM_ARRAY_TASK_ID
for attempt in 1 2 3; do
  {2} >/dev/null
  code=$?
  # Up to 128 it has ended by itself: done, or with an error that trying again doesn't mend.
  if [ "$code" -le 128 ]; then exit "$code"; fi
  echo "task $task was killed by signal $((code - 128)) in attempt $attempt" >&2
done
exit "$code"
)",
      job.name, job.tasks, commandOf(job, "\"${SLURM_CPUS_PER_TASK:-1}\""), mergeOf(job));
}

std::string kubernetes(const ArrayJob& job) {
  const auto script =
      fmt::format("set -eu\ntask=$((JOB_COMPLETION_INDEX + 1))\ncd /sweep\nexec {} >/dev/null\n", commandOf(job, "1"));
  return fmt::format(
      R"(# Apply with: kubectl apply --filename {0}.yaml
# It needs an image with virga, and a volume claim "virga-sweep" (ReadWriteMany) that has the project file.
# When all tasks are done, in the volume: {3}
apiVersion: batch/v1
kind: Job
metadata:
  name: {0}
spec:
  completionMode: Indexed
  completions: {1}
  parallelism: {1}
  backoffLimitPerIndex: 3
  maxFailedIndexes: {1}
  podFailurePolicy:
    rules:
      # Bad input is bad input for each task.
      - action: FailJob
        onExitCodes: {{containerName: virga, operator: In, values: [2]}}
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: virga
          image: virga:latest
          command: [sh, -c]
          args:
            - |
{2}          resources:
            requests: {{cpu: "1", memory: 512Mi}}
            limits: {{cpu: "1", memory: 2Gi}}
          volumeMounts:
            - {{name: sweep, mountPath: /sweep}}
      volumes:
        - name: sweep
          persistentVolumeClaim: {{claimName: virga-sweep}}
)",
      job.name, job.tasks, indented(script, 14), mergeOf(job));
}

// A JSON string's inside.
std::string jsonText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

std::string awsBatch(const ArrayJob& job) {
  const auto script =
      fmt::format("set -eu\ntask=$((AWS_BATCH_JOB_ARRAY_INDEX + 1))\ncd /sweep\nexec {} >/dev/null\n", commandOf(job, "1"));
  return fmt::format(
      R"~(#!/bin/bash
# IMAGE: one with virga. FILE_SYSTEM: an EFS file system that has the project file. QUEUE: the job queue.
# When all tasks are done, in the file system: {3}
set -euo pipefail
: "${{IMAGE:?}}" "${{FILE_SYSTEM:?}}" "${{QUEUE:?}}"
script=$(cat <<'END'
"{2}"
END
)
definition=$(cat <<END
{{
  "jobDefinitionName": "{0}",
  "type": "container",
  "containerProperties": {{
    "image": "$IMAGE",
    "command": ["sh", "-c", $script],
    "resourceRequirements": [{{"type": "VCPU", "value": "1"}}, {{"type": "MEMORY", "value": "2048"}}],
    "volumes": [{{"name": "sweep", "efsVolumeConfiguration": {{"fileSystemId": "$FILE_SYSTEM"}}}}],
    "mountPoints": [{{"sourceVolume": "sweep", "containerPath": "/sweep"}}]
  }},
  "retryStrategy": {{
    "attempts": 3,
    "evaluateOnExit": [{{"onExitCode": "2", "action": "EXIT"}}, {{"onExitCode": "*", "action": "RETRY"}}]
  }}
}}
END
)
aws batch register-job-definition --cli-input-json "$definition"
aws batch submit-job --job-name "{0}" --job-definition "{0}" --job-queue "$QUEUE" --array-properties size={1}
)~",
      job.name, job.tasks, jsonText(script), mergeOf(job));
}

}  // namespace

const std::vector<std::string>& arrayPlatforms() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [platform, name] : kNames) all.emplace_back(name);
    return all;
  }();
  return names;
}

tl::expected<ArrayPlatform, std::string> parseArrayPlatform(const std::string& name) {
  for (const auto& [platform, own] : kNames)
    if (own == name) return platform;
  return tl::unexpected(model::unknownName("platform", name, arrayPlatforms()));
}

std::string shardFile(const ArrayJob& job, std::string_view number) {
  return fmt::format("{}-{}-of-{}.virga-sweep", job.name, number, job.tasks);
}

std::string arrayJobText(const ArrayJob& job, ArrayPlatform platform) {
  switch (platform) {
    case ArrayPlatform::slurm: return slurm(job);
    case ArrayPlatform::kubernetes: return kubernetes(job);
    case ArrayPlatform::awsBatch: break;
  }
  return awsBatch(job);
}

}  // namespace virga::simulator
