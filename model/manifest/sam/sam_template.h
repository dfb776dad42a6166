#pragma once

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

// The whole template, whose parts stay in the context; what it hasn't is told in the notes. Once for a context.
Tree samTemplate(SamContext& sam);

}  // namespace virga::model
