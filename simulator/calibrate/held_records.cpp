#include "simulator/calibrate/held_records.h"

#include <utility>

namespace virga::simulator {

void HeldRecords::add(std::string_view id, const InvocationRecord& record) {
  if (held_.size() == kMostHeld) sendFirst();
  Held held;
  if (!spare_.empty()) {  // its strings have room already
    held = std::move(spare_.back());
    spare_.pop_back();
  }
  held.id = id;
  held.function = record.function;
  held.instance = record.instance;
  held.record = record;
  held_.push_back(std::move(held));
}

void HeldRecords::learn(std::string_view id, InvocationOutcome outcome) {
  for (auto held = held_.rbegin(); held != held_.rend(); ++held)
    if (held->id == id && held->record.outcome == InvocationOutcome::unknown) held->record.outcome = outcome;
}

void HeldRecords::flush() {
  while (!held_.empty()) sendFirst();
}

void HeldRecords::sendFirst() {
  auto& first = held_.front();
  first.record.function = first.function;
  first.record.instance = first.instance;
  (*sink_)(first.record);
  spare_.push_back(std::move(first));
  held_.pop_front();
}

}  // namespace virga::simulator
