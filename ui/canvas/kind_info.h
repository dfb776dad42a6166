#pragma once

#include <string_view>

#include <QString>

#include "model/architecture/component.h"

namespace virga::ui {

// What people read for a kind: its word and one sentence. A kind not known here is shown by its name in files.
QString kindWord(std::string_view kind);
QString kindBrief(std::string_view kind);  // two or three words: what it is for
QString kindHelp(std::string_view kind);

// The few facts that tell a component from its neighbours, on one line: "nodejs22 · 512 MiB"; may be empty.
QString keyFacts(const model::Component& component);

}  // namespace virga::ui
