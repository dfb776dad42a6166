#pragma once

#include <cstdint>

#include "model/manifest/function_plan.h"

namespace virga::model {

// Where the skeleton of a server listens, and what it answers to while it lives.
inline constexpr int kServicePort = 8080;
inline constexpr const char* kHealthPath = "/health";

// Seconds that API Gateway waits for an integration at most (Developer Guide, "Quotas for HTTP APIs", 2026).
inline constexpr std::int64_t kApiWaitMax = 30;

// Whether Fargate has tasks of this size (Amazon ECS Developer Guide, "Amazon ECS task definition differences for Fargate:
// Task CPU and memory", 2026): units of CPU, 1024 to a vCPU, and MiB.
bool fargateHas(std::int64_t units, std::int64_t mebibytes);
std::int64_t cpuUnits(const ContainerService& service);

}  // namespace virga::model
