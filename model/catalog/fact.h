#pragma once

namespace virga::model {

// How far a fact can be trusted: read in the source that it names, or general knowledge, which the source says.
enum class Confidence { sourced, general };

}  // namespace virga::model
