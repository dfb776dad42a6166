#pragma once

#include <string>

#include "model/architecture/architecture.h"
#include "simulator/lessons/lesson.h"

// Conditions that a design alone decides: what is missing, in a few words; empty where nothing is.
namespace virga::simulator {

std::string missingOf(const ExistsCondition& condition, const model::Architecture& design);
std::string missingOf(const EdgeCondition& condition, const model::Architecture& design);
std::string missingOf(const ValueCondition& condition, const model::Architecture& design);
std::string missingOf(const StatedCondition& condition, const model::Architecture& design);

// Why "checkout.memory >= 1 GiB" compares nothing: a value of another unit than the field's; empty if it does.
std::string faultOf(const ValueCondition& condition, const model::Architecture& design);

}  // namespace virga::simulator
