#pragma once

#include <string>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

// The states of a workflow in Amazon States Language, and the statements that its tasks need and nothing more.
struct StateMachine {
  Tree definition;
  Tree statements = Tree::array();
};

// Workflows that samProblems has nothing against.
StateMachine stateMachineOf(SamContext& sam, const ComponentId& id, const Workflow& workflow);

}  // namespace virga::model
