#pragma once

#include <optional>
#include <string>

#include <QString>

#include "model/problem.h"

namespace virga::ui {

// How many problems a component has, and how bad the worst is.
struct Badge {
  model::Severity severity = model::Severity::error;
  int count = 1;
  QString toolTip;  // the first problem
  bool operator==(const Badge&) const = default;
};

// How hard a component worked in a run: idle to overloaded. Shown as colour and as a number of bars.
enum class Strain { none, low, medium, high };

// A run's result on a card: one short line such as "312 inst · p99 1.2 s".
struct CardOverlay {
  QString line;
  Strain strain = Strain::none;
  bool operator==(const CardOverlay&) const = default;
};

// What a card says about being the other end of the edge that is being drawn.
enum class Mark { none, source, allowed, refused, chosen };

// All that a card shows.
struct CardState {
  std::string kind;  // as in project files
  QString name;
  QString word;   // the kind in words
  QString facts;  // key facts, one line
  std::optional<Badge> badge;
  std::optional<CardOverlay> overlay;
  Mark mark = Mark::none;
  bool hasInput = true;   // edges can lead to it
  bool hasOutput = true;  // edges can lead away from it
  bool pinned = false;    // tidying up leaves it where it is
  bool selected = false;
  bool hovered = false;
  bool operator==(const CardState&) const = default;
};

}  // namespace virga::ui
