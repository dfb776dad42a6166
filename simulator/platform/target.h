#pragma once

#include <cstddef>
#include <cstdint>

#include "simulator/kernel/slot_pool.h"

namespace virga::simulator {

// What a call, a send, a flow or a delivery may lead to.
//  service    answers calls by itself: tables, object stores, caches, secret stores, third parties
//  function   runs steps: functions, workflows, container services
//  topic      hands messages on: topics, event buses
enum class TargetKind : std::uint8_t {
  client,
  service,
  database,
  function,
  queue,
  stream,
  topic,
  api,
  socket,
  auth,
  schedule
};
inline constexpr std::size_t kTargetKinds = 11;

// A component by its index among its kind.
struct Target {
  TargetKind kind = TargetKind::service;
  std::uint32_t index = kNone;
};

}  // namespace virga::simulator
