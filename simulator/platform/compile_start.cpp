#include "simulator/platform/compile_start.h"

namespace virga::simulator {

CompiledStart compileStart(Compilation& c, const std::string& id, const model::Function& function) {
  CompiledStart start;
  const bool restores = function.start == model::InstanceStart::snapshot;
  if (c.settings.coldStart) {  // the whole start, whatever the instance is made from
    start.init = c.law(*c.settings.coldStart, "providers." + c.catalog.provider + ".cold-start");
    start.initBilled = c.catalog.text("function.cold-start-init-billed") == "yes";
  } else if (const auto why = c.catalog.whyNoStart(function)) {
    c.problem(id + (restores ? ".start" : ".packaging"), *why,
              "state providers." + c.catalog.provider + ".cold-start, or leave it out");
  } else {
    const auto coldStart = c.catalog.coldStart(function);
    start.provision = Sampler(coldStart.provision);
    start.init = Sampler(coldStart.init);
    start.attach = coldStart.attach.nanoseconds;
    start.firstCall = coldStart.firstCall.nanoseconds;
    start.initBilled = coldStart.initBilled;
  }
  if (restores) return start;  // its own work is in the snapshot, and the limit is on initialisation
  if (function.extraInit) start.extraInit.emplace(c.law(*function.extraInit, id + ".extra-init"));
  if (const auto longest = c.catalog.optionalDuration("function.init-timeout")) start.initTimeout = longest->nanoseconds;
  start.retriesInInvocation = c.catalog.text("function.init-timeout-then") == "retry-in-invocation";
  return start;
}

}  // namespace virga::simulator
