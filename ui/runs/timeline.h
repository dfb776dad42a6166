#pragma once

#include <optional>

#include <QObject>

namespace virga::ui {

// The instant of a finished run that the canvas, all charts and the traces show together; none: the run as a whole.
class Timeline : public QObject {
  Q_OBJECT

 public:
  explicit Timeline(QObject* parent = nullptr);

  // The span of another run, seconds of simulated time, and the width of its buckets; the instant goes. 0: no run.
  void setSpan(double seconds, double step);
  double span() const { return span_; }
  double step() const { return step_; }
  // Seconds since the start of the run, 0 … span().
  std::optional<double> instant() const { return instant_; }

 public slots:
  void setInstant(std::optional<double> seconds);  // kept inside the span; ignored without a run

 signals:
  void spanChanged();
  void instantChanged(std::optional<double> seconds);

 private:
  double span_ = 0;
  double step_ = 0;
  std::optional<double> instant_;
};

}  // namespace virga::ui
