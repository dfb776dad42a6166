#pragma once

#include "tests/model/manifest_designs.h"

// Designs of manifest_designs.h, as far as OCI and Knative can carry them out.
namespace virga::tests {

// Every access without what OCI hasn't: limits of one function's concurrency.
inline Architecture ociAccess(const std::string& runtime) {
  Architecture design = everyAccess(runtime);
  design.target = {"oci", "eu-frankfurt-1"};
  kindOf<Function>(design, "part").reservedConcurrency.reset();
  kindOf<Function>(design, "worker").reservedConcurrency.reset();
  add(design, "ledger", SqlDb{});
  add(design, "keys", SecretStore{2, minutes(10), {}});
  auto& steps = kindOf<Function>(design, "later").steps;
  steps.push_back(call("ledger", Operation::write));
  steps.push_back(call("ledger"));
  steps.push_back(call("ledger", Operation::query));
  steps.push_back(call("ledger", Operation::remove));
  steps.push_back(call("keys"));
  return design;
}

// Each way that messages and events take to functions on OCI.
inline Architecture ociEvents(const std::string& runtime) {
  Architecture design;
  design.name = "Every event";
  design.target = {"oci", "us-ashburn-1"};
  add(design, "sender",
      function(runtime, {send("news"), send("readings"), send("bus"), send("work"), call("files", Operation::write)}));
  Topic news;
  news.subscriptions = {{{"told"}}, {{"partner"}}};
  add(design, "news", news);
  StreamConsumer gather = reader("gatherer");
  gather.batch = 200;
  gather.window = seconds(2);
  Stream readings;
  readings.shards = 3;
  readings.retention = days(2);
  readings.consumers = {gather};
  add(design, "readings", readings);
  EventBus bus;
  bus.rules = {{{"told"}}, {{"worker"}, Share{0.2}}};
  add(design, "bus", bus);
  Schedule nightly;
  nightly.cron = "30 2 * * 1-5";
  nightly.timeZone = "Europe/Berlin";
  nightly.targets = {{{"told"}}};
  add(design, "nightly", nightly);
  Schedule often;
  often.every = minutes(90);
  often.targets = {{{"told"}}};
  add(design, "often", often);
  ObjectStore files;
  files.notifications = {
      {{"told"}, ObjectEvent::write}, {{"news"}, ObjectEvent::remove}, {{"readings"}, ObjectEvent::write}};
  add(design, "files", files);
  add(design, "told", function(runtime, {call("files", Operation::read)}));
  add(design, "gatherer", function(runtime, {call("things", Operation::write, Per::message)}));
  add(design, "worker", function(runtime, {compute(milliseconds(1), Per::message)}));
  add(design, "things", NosqlDb{});
  Queue work = queue(seconds(180), {consumer("worker")});
  work.deadLetter = ComponentRef{"lost"};
  work.maxReceives = 4;
  add(design, "work", work);
  add(design, "lost", Queue{});
  add(design, "partner", External{});
  return design;
}

// Every access, with the two limits that a Knative-like scaling is asked for.
inline Architecture knativeAccess(const std::string& runtime) {
  Architecture design = everyAccess(runtime);
  design.target = {"custom", "local"};
  add(design, "ledger", SqlDb{});
  add(design, "keys", SecretStore{2, minutes(10), {}});
  auto& steps = kindOf<Function>(design, "later").steps;
  steps.push_back(call("ledger", Operation::write));
  steps.push_back(call("ledger"));
  steps.push_back(call("ledger", Operation::query));
  steps.push_back(call("ledger", Operation::remove));
  steps.push_back(call("keys"));
  ProviderSettings settings;
  settings.provider = "custom";
  settings.scaling = Scaling::knative;
  settings.maxInstances = 30;
  design.providers = {settings};
  return design;
}

// What everyEvent has, as far as Knative can do it.
inline Architecture knativeEvents(const std::string& runtime) {
  Architecture design = everyEvent(runtime);
  design.target = {"custom", "local"};
  auto& gather = kindOf<Stream>(design, "readings").consumers.at(0);
  gather.parallelization = 1;
  gather.maxAge.reset();
  return design;
}

}  // namespace virga::tests
