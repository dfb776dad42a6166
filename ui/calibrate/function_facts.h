#pragma once

#include <QString>

#include "simulator/calibrate/calibration.h"

namespace virga::ui {

// What the logs say of the function, as rich text: a table of names and values, and remarks under it.
QString functionFacts(const simulator::FunctionCalibration& function);

// How a log's name was taken for the function.
QString namedByText(simulator::NamedBy by);

}  // namespace virga::ui
