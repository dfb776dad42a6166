#pragma once

#include <QObject>

namespace virga::ui {

// How the whole window writes measured times; whoever shows some writes them anew when it changes.
class TimeStyle : public QObject {
  Q_OBJECT

 public:
  enum class Unit { readable, milliseconds };  // 312 ms, 1.25 s, 3.4 min; or all of them in ms, to be compared

  static TimeStyle& instance();

  Unit unit() const { return unit_; }
  void setUnit(Unit unit);

 signals:
  void changed();

 private:
  TimeStyle() = default;

  Unit unit_ = Unit::readable;
};

}  // namespace virga::ui
