#pragma once

#include <string>

#include <tl/expected.hpp>

#include "model/architecture/messaging.h"

namespace virga::model {

// A schedule as EventBridge Scheduler writes it: "rate(5 minutes)" or "cron(30 2 ? * 2-6 *)". The error says why AWS
// can't express it.
tl::expected<std::string, std::string> awsSchedule(const Schedule& schedule);

}  // namespace virga::model
