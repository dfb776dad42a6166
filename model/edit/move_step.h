#pragma once

#include <cstddef>
#include <string>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"

// Pure edits of the steps of functions, container services and workflows. A step is named by its path, a list of steps by
// the path that forEachBlock() gives it ("checkout.steps", "checkout.steps.2.parallel.1", "checkout.steps.0.catch"). The
// settings of all scenarios follow: their paths go on meaning the same step.
namespace virga::model {

// The new architecture, and the path at which the step stands now.
struct StepEdit {
  Architecture architecture;
  std::string path;
};
using StepEdited = tl::expected<StepEdit, std::string>;

// Puts the step into the list of the same component, before what is at `index` there now (the list's size: at its end). A
// branch that loses its last step stays, empty.
StepEdited moveStep(const Architecture& architecture, const std::string& step, const std::string& list, std::size_t index);

// One place up or down; from the edge of a block to the next block of the same step, if there is one.
StepEdited moveStepUp(const Architecture& architecture, const std::string& step);
StepEdited moveStepDown(const Architecture& architecture, const std::string& step);

// To the end of the last block of the step above it.
StepEdited indentStep(const Architecture& architecture, const std::string& step);
// Out of its block, to behind the step that the block belongs to.
StepEdited outdentStep(const Architecture& architecture, const std::string& step);

StepEdited insertStep(const Architecture& architecture, const std::string& list, std::size_t index, Step step);
// `path` of the result: the step that has its place now, or the one before, or what it was in.
StepEdited removeStep(const Architecture& architecture, const std::string& step);

// What a new block of the component begins with. A workflow has no processor of its own: it waits, and computes elsewhere.
Step usualStep(const Component& component);

// Adds a branch to a parallel or wait-for step, an option to a branch step, or a call's `catch`; `path` of the result is
// the new list's.
StepEdited addBlock(const Architecture& architecture, const std::string& step);
// Removes a branch, an option or a `catch` with all its steps; `path` of the result is the step's that it was in.
StepEdited removeBlock(const Architecture& architecture, const std::string& list);

}  // namespace virga::model
