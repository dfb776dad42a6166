#pragma once

#include "model/problem.h"
#include "simulator/lessons/lesson.h"

namespace virga::simulator {

// What only a look at the design and a run of a millisecond tells: whether the values that a readable lesson waits for
// have the units of their fields, and its figures are ones that a run has. Components that the learner is still to add
// aren't looked at.
model::Problems checkLesson(const Lesson& lesson);

}  // namespace virga::simulator
