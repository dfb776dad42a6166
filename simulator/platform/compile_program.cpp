#include "simulator/platform/compile_program.h"

#include <fmt/format.h>

namespace virga::simulator {
namespace {

using namespace model;

class ProgramCompiler {
 public:
  ProgramCompiler(const ResolveTarget& resolve, const MakeSampler& makeSampler, CompiledFunction& function)
      : resolve_(resolve), makeSampler_(makeSampler), function_(function) {}

  void block(const Steps& steps, const std::string& path) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (function_.role == Role::workflow) add({OpType::transition, false, 0, 0});
      std::visit([&](const auto& step) { emit(step, fmt::format("{}.{}", path, i)); }, steps[i].what);
    }
  }

  void end() { add({OpType::end, false, 0, 0}); }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(function_.program.size()); }
  std::uint32_t add(Op op) {
    op.ordinal = here();
    function_.program.push_back(op);
    return here() - 1;
  }
  std::uint32_t addSampler(const Distribution& law, const std::string& path) {
    function_.samplers.push_back(makeSampler_(law, path));
    return static_cast<std::uint32_t>(function_.samplers.size() - 1);
  }
  bool perMessage(Per per) const { return per == Per::message && !inCatch_; }

  void emit(const ComputeStep& step, const std::string& path) {
    if (inFork_) function_.sharesCpu = true;
    add({OpType::compute, perMessage(step.per), addSampler(step.work, path + ".compute"), 0});
  }

  void emit(const WaitStep& step, const std::string& path) {
    add({OpType::pause, false, addSampler(step.time, path + ".wait"), 0});
  }

  void emit(const CallStep& step, const std::string& path) {
    CompiledEdge edge;
    if (!target(step.to.id, false, path + ".call", edge)) return;
    edge.operation = step.operation;
    edge.size = step.size.bytes;
    if (step.timeout) edge.timeout = step.timeout->nanoseconds;
    if (step.retry) {
      edge.retry = RetryRule{static_cast<std::uint32_t>(step.retry->attempts),
                             step.retry->backoff.nanoseconds,
                             step.retry->growth,
                             step.retry->cap ? step.retry->cap->nanoseconds : -1,
                             step.retry->jitter,
                             step.retry->budget ? step.retry->budget->value : -1};
    }
    if (step.breaker)
      edge.breaker = BreakerRule{static_cast<std::uint32_t>(step.breaker->failures), step.breaker->within.nanoseconds,
                                 step.breaker->open.nanoseconds, static_cast<std::uint32_t>(step.breaker->probes)};
    if (step.breaker || (step.retry && step.retry->budget)) edge.memory = function_.memories++;
    const auto call = addEdge(OpType::call, step.per, std::move(edge));
    if (!step.caught) return;
    // What is caught is one call's failure, not a batch's: a step that runs once a message runs once there.
    const auto over = add({OpType::jump, false, 0, 0});
    function_.edges[function_.program[call].arg].caught = here();
    const bool outer = inCatch_;
    inCatch_ = true;
    block(*step.caught, path + ".catch");
    inCatch_ = outer;
    add({OpType::caught, false, call, 0});
    function_.program[over].arg = here();
  }

  void emit(const SendStep& step, const std::string& path) {
    CompiledEdge edge;
    if (!target(step.to.id, true, path + ".send", edge)) return;
    edge.operation = Operation::write;
    edge.size = step.size.bytes;
    addEdge(OpType::send, step.per, std::move(edge));
  }

  void emit(const ParallelStep& step, const std::string& path) {
    branches(step.branches, static_cast<std::uint32_t>(step.branches.size()), path + ".parallel");
  }

  void emit(const WaitForStep& step, const std::string& path) {
    branches(step.branches, static_cast<std::uint32_t>(step.count), path + ".of");
  }

  void emit(const LoopStep& step, const std::string& path) {
    rounds(OpType::repeat, static_cast<std::uint32_t>(step.times), 1, step.steps, path);
  }

  void emit(const MapStep& step, const std::string& path) {
    const auto items = static_cast<std::uint32_t>(step.items);
    const bool outer = inFork_;
    inFork_ = true;
    rounds(OpType::repeat, items, step.limit > 0 ? static_cast<std::uint32_t>(step.limit) : items, step.steps, path);
    inFork_ = outer;
  }

  void branches(const std::vector<Steps>& list, std::uint32_t needed, const std::string& path) {
    const auto table = addFork();
    function_.forks[table].needed = needed;
    add({OpType::fork, false, table, 0});
    const auto over = add({OpType::jump, false, 0, 0});
    const bool outer = inFork_;
    inFork_ = true;
    for (std::size_t i = 0; i < list.size(); ++i) {
      function_.forks[table].entries.push_back(here());
      block(list[i], fmt::format("{}.{}", path, i));
      end();
    }
    inFork_ = outer;
    function_.program[over].arg = here();
  }

  void rounds(OpType type, std::uint32_t count, std::uint32_t atOnce, const Steps& steps, const std::string& path) {
    const auto table = addFork();
    function_.forks[table].rounds = count;
    function_.forks[table].atOnce = atOnce;
    add({type, false, table, 0});
    const auto over = add({OpType::jump, false, 0, 0});
    function_.forks[table].entries.push_back(here());
    block(steps, path + ".steps");
    end();
    function_.program[over].arg = here();
  }

  std::uint32_t addFork() {
    function_.forks.emplace_back();
    return static_cast<std::uint32_t>(function_.forks.size() - 1);
  }

  void emit(const BranchStep& step, const std::string& path) {
    const auto table = static_cast<std::uint32_t>(function_.choices.size());
    function_.choices.emplace_back();
    add({OpType::choose, false, table, 0});
    std::vector<std::uint32_t> jumps;
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      const auto& option = step.options[i];
      function_.choices[table].options.push_back({MovingShare(option.share, option.shift), here()});
      block(option.steps, fmt::format("{}.branch.{}.steps", path, i));
      jumps.push_back(add({OpType::jump, false, 0, 0}));
    }
    function_.choices[table].after = here();
    for (const auto jump : jumps) function_.program[jump].arg = here();
  }

  bool target(const std::string& name, bool sends, const std::string& path, CompiledEdge& edge) {
    const auto* found = resolve_(name, sends, path);
    if (!found) return false;
    edge.kind = found->kind;
    edge.target = found->index;
    return true;
  }

  std::uint32_t addEdge(OpType type, Per per, CompiledEdge edge) {
    const auto index = static_cast<std::uint32_t>(function_.edges.size());
    const auto at = add({type, perMessage(per), index, 0});
    edge.ordinal = at;
    function_.edges.push_back(std::move(edge));
    return at;
  }

  const ResolveTarget& resolve_;
  const MakeSampler& makeSampler_;
  CompiledFunction& function_;
  bool inFork_ = false;
  bool inCatch_ = false;
};

}  // namespace

void compileProgram(const Steps& steps, const std::string& functionName, const ResolveTarget& resolve,
                    const MakeSampler& makeSampler, CompiledFunction& function) {
  ProgramCompiler compiler(resolve, makeSampler, function);
  compiler.block(steps, functionName + (function.role == Role::workflow ? ".states" : ".steps"));
  compiler.end();
  // A workflow's states take no CPU of anybody's.
  function.sharesCpu = function.role != Role::workflow &&
                       (function.sharesCpu || function.instanceConcurrency > 1 || function.scaling.vcpusPerInstance > 0);
}

}  // namespace virga::simulator
