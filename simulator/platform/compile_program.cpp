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
    for (std::size_t i = 0; i < steps.size(); ++i)
      std::visit([&](const auto& step) { emit(step, fmt::format("{}.{}", path, i)); }, steps[i].what);
  }

  void end() { add({OpType::end, false, 0, 0}); }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(function_.program.size()); }
  std::uint32_t add(Op op) {
    op.ordinal = here();
    function_.program.push_back(op);
    return here() - 1;
  }

  void emit(const ComputeStep& step, const std::string& path) {
    function_.samplers.push_back(makeSampler_(step.work, path + ".compute"));
    if (inFork_) function_.sharesCpu = true;
    add({OpType::compute, step.per == Per::message, static_cast<std::uint32_t>(function_.samplers.size() - 1), 0});
  }

  void emit(const CallStep& step, const std::string& path) {
    CompiledEdge edge;
    if (!target(step.to.id, false, path + ".call", edge)) return;
    edge.operation = step.operation;
    edge.size = step.size.bytes;
    if (step.timeout) edge.timeout = step.timeout->nanoseconds;
    if (step.retry) {
      edge.retries = static_cast<std::uint32_t>(step.retry->attempts);
      edge.backoff = step.retry->backoff.nanoseconds;
    }
    if (step.breaker) {
      edge.breaker = BreakerRule{static_cast<std::uint32_t>(step.breaker->failures), step.breaker->within.nanoseconds,
                                 step.breaker->open.nanoseconds};
      edge.breakerIndex = function_.breakers++;
    }
    addEdge(OpType::call, step.per, std::move(edge));
  }

  void emit(const SendStep& step, const std::string& path) {
    CompiledEdge edge;
    if (!target(step.to.id, true, path + ".send", edge)) return;
    edge.operation = Operation::write;
    edge.size = step.size.bytes;
    addEdge(OpType::send, step.per, std::move(edge));
  }

  void emit(const ParallelStep& step, const std::string& path) {
    const auto table = static_cast<std::uint32_t>(function_.forks.size());
    function_.forks.emplace_back();
    add({OpType::fork, false, table, 0});
    const auto over = add({OpType::jump, false, 0, 0});
    const bool outer = inFork_;
    inFork_ = true;
    for (std::size_t i = 0; i < step.branches.size(); ++i) {
      function_.forks[table].entries.push_back(here());
      block(step.branches[i], fmt::format("{}.parallel.{}", path, i));
      end();
    }
    inFork_ = outer;
    function_.program[over].arg = here();
  }

  void emit(const BranchStep& step, const std::string& path) {
    const auto table = static_cast<std::uint32_t>(function_.choices.size());
    function_.choices.emplace_back();
    add({OpType::choose, false, table, 0});
    std::vector<std::uint32_t> jumps;
    double cumulative = 0;
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      cumulative += step.options[i].share.value;
      function_.choices[table].options.push_back({cumulative, here()});
      block(step.options[i].steps, fmt::format("{}.branch.{}.steps", path, i));
      jumps.push_back(add({OpType::jump, false, 0, 0}));
    }
    function_.choices[table].after = here();
    for (const auto jump : jumps) function_.program[jump].arg = here();
  }

  template <class Other>
  void emit(const Other&, const std::string&) {}

  bool target(const std::string& name, bool sends, const std::string& path, CompiledEdge& edge) {
    const auto* found = resolve_(name, sends, path);
    if (!found) return false;
    edge.kind = found->kind;
    edge.target = found->index;
    return true;
  }

  void addEdge(OpType type, Per per, CompiledEdge edge) {
    const auto index = static_cast<std::uint32_t>(function_.edges.size());
    const auto at = add({type, per == Per::message, index, 0});
    edge.ordinal = at;
    function_.edges.push_back(std::move(edge));
  }

  const ResolveTarget& resolve_;
  const MakeSampler& makeSampler_;
  CompiledFunction& function_;
  bool inFork_ = false;
};

}  // namespace

void compileProgram(const Steps& steps, const std::string& functionName, const ResolveTarget& resolve,
                    const MakeSampler& makeSampler, CompiledFunction& function) {
  ProgramCompiler compiler(resolve, makeSampler, function);
  compiler.block(steps, functionName + ".steps");
  compiler.end();
  function.sharesCpu = function.sharesCpu || function.instanceConcurrency > 1;
}

}  // namespace virga::simulator
