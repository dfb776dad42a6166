#pragma once

#include <string>

#include <tl/expected.hpp>

#include "model/architecture/messaging.h"

namespace virga::model {

// The schedule as Cloud Scheduler takes it: a cron expression or "every 90 minutes"; else why it can't be said.
tl::expected<std::string, std::string> googleSchedule(const Schedule& schedule);

}  // namespace virga::model
