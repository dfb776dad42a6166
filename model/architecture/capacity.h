#pragma once

namespace virga::model {

// Paid by what is used, or kept ready and paid by the hour.
enum class Capacity { onDemand, provisioned };

}  // namespace virga::model
