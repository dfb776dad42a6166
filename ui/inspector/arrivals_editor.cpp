#include "ui/inspector/arrivals_editor.h"

#include <algorithm>
#include <cmath>

#include <QLabel>
#include <QVBoxLayout>

#include "model/edit/convert_arrivals.h"
#include "model/project/choice_view.h"
#include "ui/charts/quantity_text.h"
#include "ui/inspector/choice_form.h"
#include "ui/inspector/rate_plot.h"

namespace virga::ui {

namespace {

constexpr int kSamples = 240;

PointTable::Rows rowsOf(const model::Arrivals& arrivals) {
  PointTable::Rows rows;
  if (const auto* profile = std::get_if<model::ProfileArrivals>(&arrivals))
    for (const auto& point : profile->points)
      rows.emplace_back(QString::fromStdString(model::toText(point.at)), QString::fromStdString(model::toText(point.rate)));
  return rows;
}

model::Duration durationOf(double seconds) { return {std::llround(seconds * 1e3) * 1'000'000}; }

// What a picture can't say.
QString noteOn(const model::Arrivals& arrivals) {
  if (const auto* closed = std::get_if<model::ClosedArrivals>(&arrivals)) {
    const double think = model::mean(closed->think).seconds();
    if (think > 0)
      return ArrivalsEditor::tr("The answers decide the rate: %1 at most. The scenario's traffic doesn't change it.")
          .arg(valueText(closed->users / think, QStringLiteral("1/s")));
    return ArrivalsEditor::tr("The answers alone decide the rate. The scenario's traffic doesn't change it.");
  }
  if (std::holds_alternative<model::TraceArrivals>(arrivals) || std::holds_alternative<model::CountsArrivals>(arrivals))
    return ArrivalsEditor::tr("The file is read when the design is simulated.");
  if (std::holds_alternative<model::BurstyArrivals>(arrivals))
    return ArrivalsEditor::tr("Drawn is the mean over bursts and pauses.");
  return {};
}

}  // namespace

ArrivalsEditor::ArrivalsEditor(const QString& field, QWidget* parent)
    : ValueEditor(parent), form_(new ChoiceForm(tr("kind"), model::arrivalsWays())), plot_(new RatePlot), note_(new QLabel) {
  setObjectName("arrivalsEditor");
  setAccessibleName(tr("Kind of %1").arg(field));
  note_->setObjectName("note");
  note_->setWordWrap(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 2, 0, 4);
  layout->setSpacing(4);
  layout->addWidget(form_);
  layout->addWidget(plot_);
  layout->addWidget(note_);
  connect(form_, &ChoiceForm::typing, this, [this] { show(form_->text()); });
  connect(form_, &ChoiceForm::committed, this, [this] { emit edited(form_->text(), {}); });
  connect(form_, &ChoiceForm::wayChosen, this, [this](std::size_t way) {
    // What was typed counts; what can't be read, as a way without its file, leaves the project's value.
    auto value = model::parseArrivals(form_->text().toStdString());
    if (!value) value = model::parseArrivals(text_.toStdString());
    const auto other = model::withWay(value.value_or(model::PoissonArrivals{model::Rate{1}}), way, scenario_.duration);
    form_->setValue(other.index(), model::parameters(other), rowsOf(other));
    show(form_->text());
    // Ways that read a file wait for its name.
    if (model::parseArrivals(form_->text().toStdString())) emit edited(form_->text(), {});
  });
  connect(plot_, &RatePlot::pointDragged, this,
          [this](std::size_t index, const simulator::RatePoint& to) { show(withPoint(index, to)); });
  connect(plot_, &RatePlot::dragCancelled, this, [this] { show(text_); });
  connect(plot_, &RatePlot::pointMoved, this, [this](std::size_t index, const simulator::RatePoint& to, bool byKeyboard) {
    emit edited(withPoint(index, to), byKeyboard ? QString("point %1").arg(index) : QString());
  });
  connect(plot_, &RatePlot::pointAdded, this, [this](const simulator::RatePoint& at) {
    const auto point = stated(at);
    const auto text = withPoints([&point](ProfilePoints& points) {
      const auto behind = std::find_if(points.begin(), points.end(), [&](const auto& each) { return each.at > point.at; });
      points.insert(behind, point);
    });
    emit edited(text, {});
  });
  connect(plot_, &RatePlot::pointRemoved, this, [this](std::size_t index) {
    const auto text = withPoints([index](ProfilePoints& points) {
      if (index < points.size()) points.erase(points.begin() + static_cast<std::ptrdiff_t>(index));
    });
    emit edited(text, {});
  });
}

void ArrivalsEditor::setText(const QString& text) {
  setError({});
  text_ = text;
  if (const auto value = model::parseArrivals(text.toStdString()))
    form_->setValue(value->index(), model::parameters(*value), rowsOf(*value));
  show(text);
}

void ArrivalsEditor::setError(const QString& message) { form_->setError(message); }

void ArrivalsEditor::setScenario(const model::Scenario& scenario) {
  if (scenario == scenario_) return;
  scenario_ = scenario;
  show(text_);
}

void ArrivalsEditor::show(const QString& text) {
  const auto value = model::parseArrivals(text.toStdString());
  if (!value) return;  // what is half typed leaves the picture as it was
  const auto rates = simulator::expectedRate(*value, scenario_, kSamples);
  const bool drawn = rates && !rates->empty();
  plot_->setVisible(drawn);
  note_->setText(rates ? noteOn(*value) : QString::fromStdString(rates.error()));
  note_->setVisible(!note_->text().isEmpty());
  if (!drawn) return;
  RatePlot::Points points;
  if (const auto* profile = std::get_if<model::ProfileArrivals>(&*value))
    for (const auto& point : profile->points) points.push_back({point.at.seconds(), point.rate.perSecond * drawnFactor()});
  plot_->setRates(*rates, rates->back().time);
  plot_->setPoints(std::move(points));
}

double ArrivalsEditor::drawnFactor() const { return scenario_.traffic.factor > 0 ? scenario_.traffic.factor : 1; }

model::ProfilePoint ArrivalsEditor::stated(const simulator::RatePoint& drawn) const {
  return {durationOf(drawn.time), {QString::number(drawn.perSecond / drawnFactor(), 'g', 6).toDouble()}};
}

QString ArrivalsEditor::withPoints(const std::function<void(ProfilePoints&)>& change) const {
  auto arrivals = model::parseArrivals(text_.toStdString());
  auto* profile = arrivals ? std::get_if<model::ProfileArrivals>(&*arrivals) : nullptr;
  if (!profile) return text_;
  change(profile->points);
  return QString::fromStdString(model::toText(*arrivals));
}

QString ArrivalsEditor::withPoint(std::size_t index, const simulator::RatePoint& drawn) const {
  return withPoints([&](ProfilePoints& points) {
    if (index < points.size()) points[index] = stated(drawn);
  });
}

}  // namespace virga::ui
