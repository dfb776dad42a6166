#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/model/manifest_designs.h"

// The designs of manifest_designs.h as far as Google Cloud can express them, and one with hostile texts.
namespace virga::tests {

inline Architecture onGoogle(Architecture design, const std::string& plan = "cloud-run-functions") {
  design.target = {"gcp", "us-central1"};
  ProviderSettings settings;
  settings.provider = "gcp";
  settings.plan = plan;
  design.providers = {settings};
  return design;
}

inline Architecture googleAccess(const std::string& runtime, const std::string& plan = "cloud-run-functions") {
  return onGoogle(everyAccess(runtime), plan);
}

// Without what nothing of Google's can lead to: buses from schedules and buckets.
inline Architecture googleEvents(const std::string& runtime) {
  Architecture design = onGoogle(everyEvent(runtime));
  kindOf<Schedule>(design, "nightly").targets.pop_back();
  kindOf<ObjectStore>(design, "files").notifications.pop_back();
  return design;
}

// Without WebSockets, and with nobody waiting for a workflow.
inline Architecture googleTasks(const std::string& runtime) {
  Architecture design = onGoogle(everyTask(runtime));
  std::erase_if(design.components, [](const Component& component) { return component.id == "rooms"; });
  kindOf<Function>(design, "hear").steps = {send("flow")};
  Schedule weekly;
  weekly.cron = "0 6 * * 1";
  weekly.targets = {{{"flow"}}, {{"hear"}}};
  add(design, "weekly", weekly);
  kindOf<EventBus>(design, "bus").rules = {{{"other"}}};
  return design;
}

// Texts that shells, YAML, HCL, Markdown and JavaScript would take for something else.
inline std::string hostileText() { return "$(touch /tmp/virga-was-here) `id` ${HOME} %{if} \"'\\ <b> ---\n# {{x}} @ : é"; }

inline Architecture hostileDesign() {
  Architecture design = onGoogle(orderIntake());
  design.name = design.description = hostileText();
  for (auto& component : design.components) component.description = hostileText();
  kindOf<NosqlDb>(design, "orders").partitionKey = "order's \"key\"";
  add(design, "a-component-whose-id-is-as-long-as-an-id-may-be-sixty-three-ch",
      function("nodejs22", {call("orders", Operation::query)}));
  return design;
}

inline std::vector<std::pair<std::string, Architecture>> googleDesigns() {
  return {{"order-intake", onGoogle(orderIntake())},
          {"every-access-nodejs", googleAccess("nodejs22")},
          {"every-access-python", googleAccess("python3.12")},
          {"every-access-java", googleAccess("java21")},
          {"every-access-1st-gen", googleAccess("nodejs22", "1st-gen")},
          {"every-event-nodejs", googleEvents("nodejs22")},
          {"every-event-python", googleEvents("python3.12")},
          {"every-event-java", googleEvents("java17")},
          {"every-task-nodejs", googleTasks("nodejs22")},
          {"every-task-python", googleTasks("python3.12")},
          {"every-task-java", googleTasks("java21")},
          {"hostile", hostileDesign()}};
}

}  // namespace virga::tests
