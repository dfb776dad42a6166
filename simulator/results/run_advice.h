#pragma once

#include "model/architecture/architecture.h"
#include "model/problem.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// What a run says of the design beside its limits: queues and streams that grow without end, retries that make up a good
// part of all calls, connections near the limit, and what is paid for and hardly used: provisioned instances, memory, empty
// receives. Ids begin with "run-".
model::Problems runAdvice(const Result& result, const model::Architecture& architecture);

}  // namespace virga::simulator
