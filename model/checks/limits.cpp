#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/nearest_runtime.h"
#include "model/checks/rules.h"
#include "model/edit/references.h"
#include "model/nearest_name.h"

namespace virga::model {
namespace {

void checkMemory(const Checked& checked, const ComponentId& id, const Function& function, Problems& problems) {
  const auto& catalog = checked.catalog;
  const auto min = catalog.size("function.memory-min"), max = catalog.size("function.memory-max");
  const auto step = catalog.size("function.memory-step");
  const auto path = id + ".memory";
  if (function.memory < min || function.memory > max) {
    report(
        problems, Severity::error, "memory-limit", path,
        fmt::format("{} takes {} to {} of memory, not {}", catalog.name, toText(min), toText(max), toText(function.memory)),
        fmt::format("write {}", toText(std::clamp(function.memory, min, max))),
        toText(std::clamp(function.memory, min, max)));
  } else if (step.bytes > 0 && function.memory.bytes % step.bytes != 0) {
    const auto rounded = std::min(bytes((function.memory.bytes / step.bytes + 1) * step.bytes), max);
    report(problems, Severity::error, "memory-step", path,
           fmt::format("{} takes memory in steps of {}, and {} isn't a multiple", catalog.name, toText(step),
                       toText(function.memory)),
           fmt::format("write {}", toText(rounded)), toText(rounded));
  }
}

constexpr int kSoon = 3;  // months

// By the catalog's month and not by today, so that the same input always gives the same findings.
bool hasEnded(const RuntimeFact& runtime, const Catalog& catalog) {
  return !runtime.endOfSupport.empty() && runtime.endOfSupport.substr(0, 7) < catalog.edition;
}

// Months from the catalog's own to that in which support ends; nothing where no end is published.
std::optional<int> monthsOfSupport(const RuntimeFact& runtime, const Catalog& catalog) {
  const auto month = [](const std::string& date) {
    return 12 * std::stoi(date.substr(0, 4)) + std::stoi(date.substr(5, 2));
  };
  if (runtime.endOfSupport.size() < 7 || catalog.edition.size() < 7) return std::nullopt;
  return month(runtime.endOfSupport) - month(catalog.edition);
}

std::string supportedIfAny(const std::string& runtime, const std::vector<std::string>& supported,
                           const std::vector<std::string>& known) {
  const auto nearest = nearestRuntime(runtime, supported);
  return nearest.empty() ? nearestRuntime(runtime, known) : nearest;
}

void checkRuntime(const Checked& checked, const ComponentId& id, const Function& function, Problems& problems) {
  const auto& catalog = checked.catalog;
  if (catalog.runtimes.empty()) return;
  const auto path = id + ".runtime";
  std::vector<std::string> known, supported;
  for (const auto& runtime : catalog.runtimes) {
    known.push_back(runtime.id);
    if (!hasEnded(runtime, catalog)) supported.push_back(runtime.id);
  }
  if (function.runtime.empty()) {
    report(problems, Severity::info, "no-runtime", path,
           fmt::format("'{}' states no runtime, so its cold starts are those of a stand-in", id),
           fmt::format("write one of {}", fmt::join(known, ", ")));
    return;
  }
  const auto runtime = std::find_if(catalog.runtimes.begin(), catalog.runtimes.end(),
                                    [&](const RuntimeFact& fact) { return fact.id == function.runtime; });
  if (runtime == catalog.runtimes.end()) {
    const auto near = nearestName(function.runtime, known);
    report(problems, Severity::error, "unknown-runtime", path,
           fmt::format("{} has no runtime '{}'", catalog.name, function.runtime),
           near.empty() ? fmt::format("it has {}", fmt::join(known, ", ")) : fmt::format("did you mean '{}'?", near),
           supportedIfAny(function.runtime, supported, known));
  } else if (hasEnded(*runtime, catalog)) {
    report(problems, Severity::warning, "runtime-unsupported", path,
           fmt::format("support of '{}' ended on {}", runtime->id, runtime->endOfSupport),
           "move to a newer version of the language", nearestRuntime(function.runtime, supported));
  } else if (const auto months = monthsOfSupport(*runtime, catalog); months && *months <= kSoon) {
    std::vector<std::string> longer;
    for (const auto& other : catalog.runtimes)
      if (const auto left = monthsOfSupport(other, catalog); !left || *left > kSoon) longer.push_back(other.id);
    report(problems, Severity::info, "runtime-support-ends", path,
           fmt::format("support of '{}' ends on {}", runtime->id, runtime->endOfSupport),
           "plan the move to a newer version of the language", nearestRuntime(function.runtime, longer));
  }
}

// What a project may ask for less of carries the limit as the nearest value.
enum class Reducible { yes, no };

void reportAbove(Problems& problems, const char* id, const std::string& path, const std::string& what,
                 const std::string& value, const std::string& limit, Reducible reducible) {
  report(problems, Severity::error, id, path, fmt::format("{} ({}) is above the limit of {}", what, value, limit),
         fmt::format("at most {}", limit), reducible == Reducible::yes ? limit : std::string());
}

// Where only asynchronous invocations reach the function, theirs is the limit.
void checkTimeout(const Checked& checked, const ComponentId& id, const Function& function, Problems& problems) {
  const auto max = checked.catalog.duration("function.timeout-max");
  const auto detached = checked.catalog.optionalDuration("function.detached-timeout-max");
  if (function.timeout <= max) return;
  const auto path = id + ".timeout";
  const bool waitedFor = checked.hasEdgeTo(id, {EdgeRole::flow, EdgeRole::route, EdgeRole::call, EdgeRole::consumer});
  const auto limit = toText(detached && !waitedFor ? std::max(max, *detached) : max);
  if (!detached || function.timeout > std::max(max, *detached))
    report(problems, Severity::error, "timeout-limit", path,
           fmt::format("the timeout ({}) is above the limit of {}", toText(function.timeout), limit),
           fmt::format("at most {}", limit), limit);
  else if (waitedFor)
    report(problems, Severity::error, "timeout-limit", path,
           fmt::format("the timeout ({}) is above the limit of {} for invocations that somebody waits for",
                       toText(function.timeout), toText(max)),
           fmt::format("at most {}; up to {} where only asynchronous invocations reach '{}'", toText(max), toText(*detached),
                       id),
           toText(max));
}

// The largest message that a service other than a queue takes; nothing of others.
struct SizeLimit {
  ByteSize size;
  const char* what;
};

std::optional<SizeLimit> limitAt(const Checked& checked, const ComponentId& id) {
  const auto& catalog = checked.catalog;
  if (checked.find<Topic>(id)) return SizeLimit{catalog.size("topic.message-max"), "a message to the topic"};
  if (checked.find<EventBus>(id)) return SizeLimit{catalog.size("event-bus.message-max"), "an event for the bus"};
  if (checked.find<Stream>(id)) return SizeLimit{catalog.size("stream.message-max"), "a record of the stream"};
  if (checked.find<WebsocketApi>(id))
    return SizeLimit{catalog.size("websocket-api.message-max"), "a message to a connection"};
  return std::nullopt;
}

}  // namespace

void checkFunctionLimits(const Checked& checked, Problems& problems) {
  const std::optional<ByteSize> zipMax = checked.catalog.size("function.package-max");
  const auto imageMax = checked.catalog.optionalSize("function.image-max");
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function) continue;
    checkMemory(checked, id, *function, problems);
    checkRuntime(checked, id, *function, problems);
    checkTimeout(checked, id, *function, problems);
    const auto packageMax = function->packaging == Packaging::image ? imageMax : zipMax;
    if (packageMax && function->package > *packageMax)
      reportAbove(problems, "package-limit", id + ".package", "the package", toText(function->package), toText(*packageMax),
                  Reducible::no);
  }
}

void checkConsumerLimits(const Checked& checked, Problems& problems) {
  const double batchMax = checked.catalog.number("queue.batch-max");
  const double unwindowedMax = checked.catalog.number("queue.batch-max-without-window");
  const auto windowMax = checked.catalog.duration("queue.window-max");
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* queue = std::get_if<Queue>(&kind);
    if (!queue) continue;
    for (std::size_t i = 0; i < queue->consumers.size(); ++i) {
      const auto& consumer = queue->consumers[i];
      const auto path = fmt::format("{}.consumers.{}", id, i);
      if (consumer.batch > batchMax)
        reportAbove(problems, "batch-limit", path + ".batch", "the batch", fmt::format("{} messages", consumer.batch),
                    fmt::format("{:g}", batchMax), Reducible::yes);
      else if (consumer.batch > unwindowedMax && consumer.window < seconds(1))
        report(problems, Severity::error, "batch-needs-window", path + ".batch",
               fmt::format("a batch of more than {:g} messages needs a window of at least 1 s", unwindowedMax),
               fmt::format("add window: 1 s, or take batches of {:g}", unwindowedMax), fmt::format("{:g}", unwindowedMax));
      if (consumer.window > windowMax)
        reportAbove(problems, "window-limit", path + ".window", "the window", toText(consumer.window), toText(windowMax),
                    Reducible::yes);
    }
  }
}

void checkPayloadLimits(const Checked& checked, Problems& problems) {
  const auto& catalog = checked.catalog;
  const auto syncMax = catalog.size("function.sync-payload-max");
  const auto asyncMax = catalog.size("function.async-payload-max");
  const auto messageMax = catalog.size("queue.message-max");
  const auto gatewayMax = catalog.size("http-api.payload-max");
  const auto compare = [&](const std::string& path, ByteSize size, ByteSize limit, const std::string& what) {
    if (size > limit) reportAbove(problems, "payload-limit", path, what, toText(size), toText(limit), Reducible::no);
  };
  for (const auto& component : checked.architecture.components) {
    const auto& [id, description, kind] = component;
    if (const auto* schedule = std::get_if<Schedule>(&kind))
      for (std::size_t i = 0; i < schedule->targets.size(); ++i) {
        const auto& target = schedule->targets[i];
        const auto path = fmt::format("{}.targets.{}.payload", id, i);
        if (checked.find<Function>(target.to.id)) compare(path, target.payload, asyncMax, "the event for the function");
        if (checked.find<Queue>(target.to.id)) compare(path, target.payload, messageMax, "a message to the queue");
      }
    if (const auto* client = std::get_if<Client>(&kind)) {
      for (std::size_t i = 0; i < client->sends.size(); ++i) {
        const auto& flow = client->sends[i];
        const auto path = fmt::format("{}.sends.{}.payload", id, i);
        if (checked.find<HttpApi>(flow.to.id))
          compare(path, flow.payload, std::min(gatewayMax, syncMax), "a request to the API and the function behind it");
        else if (checked.find<Function>(flow.to.id))
          compare(path, flow.payload, syncMax, "a request to the function");
        else if (checked.find<Queue>(flow.to.id))
          compare(path, flow.payload, messageMax, "a message to the queue");
        else if (const auto limit = limitAt(checked, flow.to.id))
          compare(path, flow.payload, limit->size, limit->what);
      }
    }
    if (const auto* steps = stepsOf(component))
      forEachStep(*steps, stepsPath(component), [&](const Step& step, const std::string& path) {
        const auto* call = std::get_if<CallStep>(&step.what);
        const auto* send = std::get_if<SendStep>(&step.what);
        if (call && checked.find<Function>(call->to.id))
          compare(path + ".size", call->size, syncMax, "the payload of the call");
        else if (send && checked.find<Function>(send->to.id))
          compare(path + ".size", send->size, asyncMax, "the event for the function");
        else if (send && checked.find<Queue>(send->to.id))
          compare(path + ".size", send->size, messageMax, "a message to the queue");
        else if (const auto limit = send ? limitAt(checked, send->to.id) : std::nullopt)
          compare(path + ".size", send->size, limit->size, limit->what);
        else if (call && call->operation == Operation::write && checked.find<NosqlDb>(call->to.id))
          compare(path + ".size", call->size, catalog.size("nosql-db.item-max"), "the item");
      });
    if (const auto* function = std::get_if<Function>(&kind)) {
      const bool behindGateway = checked.hasEdgeTo(id, {EdgeRole::route});
      compare(id + ".response", function->response, behindGateway ? std::min(gatewayMax, syncMax) : syncMax, "the response");
    }
  }
}

void checkGatewayLimits(const Checked& checked, Problems& problems) {
  const auto timeoutMax = checked.catalog.duration("http-api.timeout-max");
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* api = std::get_if<HttpApi>(&kind);
    if (api && api->timeout && *api->timeout > timeoutMax)
      reportAbove(problems, "gateway-timeout-limit", id + ".timeout", "the integration timeout", toText(*api->timeout),
                  toText(timeoutMax), Reducible::yes);
  }
}

void checkInstanceConcurrency(const Checked& checked, Problems& problems) {
  const auto* lacking = checked.catalog.lacks("function.instance-concurrency");
  if (!lacking) return;
  const auto refuse = [&](const std::string& path) {
    report(problems, Severity::error, "instance-concurrency", path, withoutFullStop(lacking->what),
           "leave it out, or state it for a provider that has it, as providers.<name>.instance-concurrency", "1");
  };
  for (const auto& [id, description, kind] : checked.architecture.components)
    if (const auto* function = std::get_if<Function>(&kind); function && function->instanceConcurrency.value_or(1) > 1)
      refuse(id + ".instance-concurrency");
  for (const auto& settings : checked.architecture.providers)
    if (settings.provider == checked.catalog.provider && settings.instanceConcurrency.value_or(1) > 1)
      refuse("providers." + settings.provider + ".instance-concurrency");
}

void checkConcurrencyLimits(const Checked& checked, Problems& problems) {
  std::optional<double> limit = checked.catalog.optionalNumber("function.account-concurrency");
  for (const auto& settings : checked.architecture.providers)
    if (settings.provider == checked.catalog.provider && settings.concurrencyLimit) limit = *settings.concurrencyLimit;
  double sum = 0;
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function) continue;
    const auto reserved = function->reservedConcurrency, provisioned = function->provisionedConcurrency;
    if (reserved && provisioned && *provisioned > *reserved)
      report(problems, Severity::error, "provisioned-above-reserved", id + ".provisioned-concurrency",
             fmt::format("{} provisioned instances don't fit a reserved concurrency of {}", *provisioned, *reserved),
             "provision at most what is reserved", std::to_string(*reserved));
    const double before = sum;
    sum += reserved ? *reserved : provisioned.value_or(0);
    if (limit && sum > *limit && before <= *limit)
      report(problems, Severity::error, "concurrency-limit",
             id + (reserved ? ".reserved-concurrency" : ".provisioned-concurrency"),
             fmt::format("with '{}', the functions reserve a concurrency of {:.0f}, and the account has {:.0f}", id, sum,
                         *limit),
             "reserve less, or state the raised quota as providers.<name>.concurrency-limit",
             before < *limit ? fmt::format("{:.0f}", *limit - before) : std::string());
  }
}

}  // namespace virga::model
