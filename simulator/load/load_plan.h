#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/problem.h"

namespace virga::simulator {

// A time in which the rate goes from one value to another along a line.
struct LoadStage {
  double seconds = 0;       // whole
  double from = 0, to = 0;  // requests per second
};

// What a load generator sends of one flow: to an HTTP API requests, to a WebSocket API connections.
struct LoadFlow {
  std::string name;         // "shoppers-0": the client and the flow's place
  std::string description;  // "shoppers → api POST /orders"
  model::ComponentId api;
  bool socket = false;
  bool token = false;        // the API verifies one
  std::string method, path;  // parameters are filled in; of a socket the word of its messages as the path
  std::int64_t payloadBytes = 0;
  std::vector<LoadStage> stages;                     // of open arrivals
  std::optional<int> users;                          // of a closed population, which has no stages
  double thinkSeconds = 0;                           // mean pause of a user
  double connectionSeconds = 0, messageSeconds = 0;  // means of a connection: how long, and between messages (0: none)

  double peak() const;      // requests per second
  double expected() const;  // requests in all; of open arrivals
};

struct LoadScenario {
  std::string name;
  std::int64_t seconds = 0;
  std::vector<LoadFlow> flows;
};

struct LoadPlan {
  std::vector<LoadScenario> scenarios;
  model::Problems notes;  // what isn't sent, or otherwise than it is simulated
};

// The traffic of each scenario as load generators can send it: rates along lines (bursts by their long-run mean), the
// scenario's traffic and settings applied. Flows to anything but APIs and arrivals out of files are left out, with a note.
// Errors: no flow to an API, settings or arrivals that are impossible.
tl::expected<LoadPlan, model::Problems> planLoad(const model::Architecture& architecture);

}  // namespace virga::simulator
