#include "model/checks/function_access.h"

#include <algorithm>
#include <map>

#include "model/architecture/fields_protection.h"
#include "model/edit/edges.h"
#include "model/edit/references.h"

namespace virga::model {
namespace {

GrantedAccess accessOf(Operation operation) {
  switch (operation) {
    case Operation::write: return GrantedAccess::write;
    case Operation::remove: return GrantedAccess::remove;
    case Operation::read:
    case Operation::query: break;
  }
  return GrantedAccess::read;
}

bool isInvoked(const ComponentKind& kind) {
  return std::holds_alternative<Function>(kind) || std::holds_alternative<Workflow>(kind);
}

class Gatherer {
 public:
  explicit Gatherer(const Architecture& architecture) : architecture_(architecture) {
    for (const auto& component : architecture.components) kinds_.emplace(component.id, &component.kind);
    for (const auto& component : architecture.components) {
      if (!std::holds_alternative<Function>(component.kind)) continue;
      places_.emplace(component.id, result_.size());
      result_.push_back({component.id, {}});
    }
  }

  std::vector<FunctionAccess> gathered() {
    for (const auto& component : architecture_.components) {
      if (const auto* function = std::get_if<Function>(&component.kind)) ofSteps(component.id, *function);
      if (const auto* queue = std::get_if<Queue>(&component.kind))
        for (const auto& consumer : queue->consumers)
          add(consumer.to.id, component.id, {GrantedAccess::read, GrantedAccess::remove});
      if (const auto* stream = std::get_if<Stream>(&component.kind)) ofRecords(component.id, stream->consumers);
      if (const auto* table = std::get_if<NosqlDb>(&component.kind)) ofRecords(component.id, table->changes);
    }
    return std::move(result_);
  }

 private:
  void ofSteps(const ComponentId& id, const Function& function) {
    forEachStep(function.steps, {}, [&](const Step& step, const std::string&) {
      if (const auto* call = std::get_if<CallStep>(&step.what)) ofCall(id, *call);
      if (const auto* send = std::get_if<SendStep>(&step.what))
        if (const auto kind = kinds_.find(send->to.id); kind != kinds_.end())
          add(id, send->to.id, {isInvoked(*kind->second) ? GrantedAccess::invoke : GrantedAccess::send});
    });
  }

  void ofCall(const ComponentId& id, const CallStep& call) {
    const auto kind = kinds_.find(call.to.id);
    if (kind == kinds_.end()) return;
    const auto& target = *kind->second;
    if (std::holds_alternative<External>(target) || std::holds_alternative<ContainerService>(target)) return;
    if (isInvoked(target))
      add(id, call.to.id, {GrantedAccess::invoke});
    else
      add(id, call.to.id, {hasOperations(target) ? accessOf(call.operation) : GrantedAccess::read});
  }

  void ofRecords(const ComponentId& source, const std::vector<StreamConsumer>& consumers) {
    for (const auto& consumer : consumers) {
      add(consumer.to.id, source, {GrantedAccess::read});
      if (consumer.onFailure) add(consumer.to.id, consumer.onFailure->id, {GrantedAccess::send});
    }
  }

  void add(const ComponentId& function, const ComponentId& on, std::initializer_list<GrantedAccess> kinds) {
    const auto place = places_.find(function);
    if (place == places_.end()) return;
    auto& accesses = result_[place->second].accesses;
    auto access = std::find_if(accesses.begin(), accesses.end(), [&](const DrawnAccess& each) { return each.on == on; });
    if (access == accesses.end()) access = accesses.insert(access, {on, {}});
    access->kinds.insert(kinds);
  }

  const Architecture& architecture_;
  std::map<ComponentId, const ComponentKind*> kinds_;
  std::map<ComponentId, std::size_t> places_;
  std::vector<FunctionAccess> result_;
};

}  // namespace

const DrawnAccess* FunctionAccess::find(const ComponentId& on) const {
  const auto found = std::find_if(accesses.begin(), accesses.end(), [&](const DrawnAccess& each) { return each.on == on; });
  return found == accesses.end() ? nullptr : &*found;
}

std::vector<FunctionAccess> functionAccesses(const Architecture& architecture) { return Gatherer(architecture).gathered(); }

std::string accessName(GrantedAccess access) {
  return std::string(kEnumNames<GrantedAccess>[static_cast<std::size_t>(access)]);
}

}  // namespace virga::model
