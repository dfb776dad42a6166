#include "simulator/lessons/lesson.h"

namespace virga::simulator {

const std::vector<std::string>& lessonPanels() {
  static const std::vector<std::string> names{"palette", "outline", "canvas",  "inspector", "problems", "simulation",
                                              "bill",    "compare", "history", "traces",    "playback"};
  return names;
}

const std::vector<std::string>& lessonControls() {
  static const std::vector<std::string> names{"run",  "stop", "scenario", "provider", "runs",   "seed",
                                              "undo", "save", "add",      "fit",      "compare"};
  return names;
}

const std::vector<std::string>& lessonChecks() {
  static const std::vector<std::string> ids{"batch-limit",
                                            "batch-needs-window",
                                            "branch-shares",
                                            "call-cycle",
                                            "concurrency-limit",
                                            "connection-limit",
                                            "cors-any-origin",
                                            "dead-letter-cycle",
                                            "duplicate-route",
                                            "gateway-timeout-limit",
                                            "idle-step",
                                            "instance-concurrency",
                                            "lost-records",
                                            "memory-below-concurrency",
                                            "memory-limit",
                                            "memory-step",
                                            "message-loop",
                                            "never-invoked",
                                            "never-read",
                                            "no-arm64",
                                            "no-dead-letter",
                                            "no-flows",
                                            "no-images",
                                            "no-own-events",
                                            "no-provisioned-concurrency",
                                            "no-routes",
                                            "no-rules",
                                            "no-runtime",
                                            "no-snapshot",
                                            "no-states",
                                            "no-subscribers",
                                            "no-targets",
                                            "no-throttle",
                                            "no-trigger",
                                            "no-vpc",
                                            "no-workflow",
                                            "out-of-memory",
                                            "package-limit",
                                            "payload-limit",
                                            "poison-record",
                                            "pool-above-limit",
                                            "provisioned-above-reserved",
                                            "public-route",
                                            "retries-beyond-timeout",
                                            "runtime-unsupported",
                                            "snapshot-not-billed",
                                            "snapshot-with-provisioned",
                                            "snapshot-without-init",
                                            "timeout-beyond-age",
                                            "timeout-beyond-gateway",
                                            "timeout-beyond-response",
                                            "timeout-limit",
                                            "unknown-region",
                                            "unknown-route",
                                            "unknown-runtime",
                                            "visibility-too-short",
                                            "vpc-unmeasured",
                                            "wait-beyond-timeout",
                                            "wait-for-all",
                                            "wait-for-count",
                                            "window-limit"};
  return ids;
}

}  // namespace virga::simulator
