#pragma once

#include <QColor>
#include <QPainter>
#include <QString>

#include "ui/canvas/card_state.h"

namespace virga::ui {

// Below these zooms a card's texts keep a readable size and give way, it keeps only its name, and only its block.
constexpr double kFullZoom = 0.75;
constexpr double kTextZoom = 0.45;
constexpr double kDetailZoom = 0.25;

// A card's texts as far as there is room for them; made once, not at each painting.
struct CardText {
  QString name, word, facts, overlay, cost;
};
CardText cutToWidth(const CardState& state);

// What a card is from far away: coloured by its worst problem, else by the strain of a run, or selected.
QColor blockColor(const CardState& state);

// Paints a card whose top left corner is the painter's origin, in as much detail as the painter's scale allows.
void paintCard(QPainter& painter, const CardState& state, const CardText& text);

}  // namespace virga::ui
