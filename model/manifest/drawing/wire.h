#pragma once

#include "model/edit/edges.h"

namespace virga::model {

// How drawings tell edges apart: whether the source waits for an answer.
enum class Wire { waits, asynchronous, deadLetter };

Wire wireOf(const Edge& edge, const Architecture& architecture);

}  // namespace virga::model
