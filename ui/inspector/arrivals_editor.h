#pragma once

#include <functional>
#include <vector>

#include "model/architecture/arrivals.h"
#include "model/architecture/scenario.h"
#include "simulator/workload/expected_rate.h"
#include "ui/inspector/value_editor.h"

class QLabel;

namespace virga::ui {

class ChoiceForm;
class RatePlot;

// Arrivals by their kind and parameters, with a picture of the rate that a scenario makes of them. The points of a profile
// are rows of a table and handles in the picture.
class ArrivalsEditor : public ValueEditor {
  Q_OBJECT

 public:
  explicit ArrivalsEditor(const QString& field, QWidget* parent = nullptr);

  void setText(const QString& text) override;
  void setError(const QString& message) override;
  void setScenario(const model::Scenario& scenario);

 private:
  void show(const QString& text);
  using ProfilePoints = std::vector<model::ProfilePoint>;

  // How many times as high a profile's points are drawn as they are stated: where the scenario lets nothing arrive, as
  // they are, so that they can still be moved.
  double drawnFactor() const;
  model::ProfilePoint stated(const simulator::RatePoint& drawn) const;
  // The value with its profile's points changed; as it is if it has no profile.
  QString withPoints(const std::function<void(ProfilePoints&)>& change) const;
  QString withPoint(std::size_t index, const simulator::RatePoint& drawn) const;

  ChoiceForm* form_;
  RatePlot* plot_;
  QLabel* note_;
  model::Scenario scenario_;
  QString text_;
};

}  // namespace virga::ui
