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

// What a run shows on a card, as a whole or at an instant: one short line such as "312 inst · p99 1.2 s", and what is drawn
// beside it. What a component doesn't have is nothing.
struct CardOverlay {
  QString line = {};
  Strain strain = Strain::none;
  std::optional<double> utilisation = {};          // share of the live instances that execute, 0 … 1
  std::optional<double> instances = {};            // live: busy, warm and starting
  std::optional<double> busy = {}, starting = {};  // of them; executions, and instances in their cold start
  std::optional<double> depth = {};                // messages, records or requests that wait
  double depthShare = 0;                           // of what fills the bar, 0 … 1
  std::optional<double> oldestAgeMs = {};          // of what waits
  double throttlesPerSecond = 0, errorsPerSecond = 0, coldStartsPerSecond = 0;
  std::optional<double> costPerHour = {};
  QString currency = {};
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
