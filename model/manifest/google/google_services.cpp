// Container services: Cloud Run services with instance-based billing, as the catalog prices them.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/google/google_names.h"
#include "model/manifest/google/google_planner.h"
#include "model/manifest/handlers/code_text.h"

namespace virga::model {

namespace {

// Cloud Run, "Configure CPU limits" and "Configure memory limits", 2026: which memory a number of vCPUs goes with.
struct RunSize {
  double vcpus;
  std::int64_t leastMib, mostMib;
};
constexpr std::array kSizes = {RunSize{1, 512, 4096}, RunSize{2, 512, 8192}, RunSize{4, 2048, 16384},
                               RunSize{6, 4096, 24576}, RunSize{8, 4096, 32768}};
constexpr std::int64_t kTimeoutMax = 3600;  // s; Cloud Run, "Set request timeout"
constexpr int kConcurrencyMax = 1000;       // Cloud Run, "Maximum concurrent requests per instance"

}  // namespace

void GooglePlanner::addService(const FunctionPlan& plan) {
  const ComponentId& id = plan.component->id;
  const ContainerService& drawn = *plan.service;
  GoogleService service;
  GoogleFunction& code = service.code;
  code.component = id;
  code.name = functionName(id);
  code.identity = identityOf(id);
  code.source = "src/" + id;
  code.memoryMib = (drawn.memory.bytes + 1'048'575) / 1'048'576;
  code.cpu = fmt::format("{:g}", drawn.vcpus);
  const auto size =
      std::find_if(kSizes.begin(), kSizes.end(), [&](const RunSize& known) { return known.vcpus == drawn.vcpus; });
  if (size == kSizes.end())
    error("out-of-range", id + ".vcpus", fmt::format("Cloud Run has no instances of {:g} vCPUs", drawn.vcpus),
          "choose 1, 2, 4, 6 or 8");
  else if (code.memoryMib < size->leastMib || code.memoryMib > size->mostMib)
    error("out-of-range", id + ".memory",
          fmt::format("{} doesn't go with {:g} vCPUs on Cloud Run", toText(drawn.memory), drawn.vcpus),
          fmt::format("choose a value from {} MiB to {} MiB", size->leastMib, size->mostMib));
  code.timeoutS = seconds(id + ".timeout", drawn.timeout, 1, kTimeoutMax, "Cloud Run");
  code.concurrency = drawn.concurrency;
  if (drawn.concurrency > kConcurrencyMax)
    error("out-of-range", id + ".concurrency", fmt::format("an instance takes 1 to {} requests at once", kConcurrencyMax),
          fmt::format("choose a value from 1 to {}", kConcurrencyMax));
  code.minInstances = drawn.servers;
  code.maxInstances = mostServers(drawn);
  code.environment.emplace_back("GOOGLE_CLOUD_PROJECT", projectMark());
  code.environment.emplace_back("SERVICE_CONCURRENCY", std::to_string(drawn.concurrency));
  code.environment.emplace_back("SERVICE_TIMEOUT_MS", std::to_string((drawn.timeout.nanoseconds + 999'999) / 1'000'000));
  for (const Use& use : plan.uses) addUse(plan, use, code);
  if (code.connector) plan_.connector = true;
  service.image = environmentName(id, "IMAGE");
  if (plan.byClients) grant({"allUsers", "roles/run.invoker", GrantOn::service, code.name});
  if (drawn.autoscaling)
    note(Severity::info, "scaling-of-platform", id + ".autoscaling",
         fmt::format("Cloud Run follows the requests from {} to {} instances by its own rule; the target of {} can't be set",
                     code.minInstances, code.maxInstances, toText(drawn.autoscaling->target)));
  if (drawn.queueLimit)
    note(Severity::warning, "no-queue-limit", id + ".queue-limit",
         fmt::format("Cloud Run lets requests wait for a short time, not {} of them", *drawn.queueLimit),
         "leave it out to simulate what is deployed");
  plan_.services.push_back(std::move(service));
}

}  // namespace virga::model
