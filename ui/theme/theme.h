#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>

namespace virga::ui {

// The only place where colours come from: one table, a column per theme. Names say what a colour is for.
enum class Role {
  window,
  panel,
  field,
  text,
  mutedText,
  border,
  accent,
  accentText,
  selection,
  focus,
  canvas,
  canvasGrid,
  card,
  cardBorder,
  cardTitle,
  edge,
  edgeLabel,
  port,
  portAllowed,
  portRefused,
  error,
  warning,
  info,
  success,
  series1,
  series2,
  series3,
  series4,
  series5,
  series6,
  chartGrid,
  chartBackground,
};

class Theme : public QObject {
  Q_OBJECT

 public:
  enum class Mode { light, dark, contrast };

  static Theme& instance();
  Mode mode() const { return mode_; }
  void setMode(Mode mode);  // repaints everything: sets the application palette and style sheet, emits changed()
  QColor color(Role role) const;
  QPalette palette() const;

 signals:
  void changed();

 private:
  Mode mode_ = Mode::light;
};

}  // namespace virga::ui
