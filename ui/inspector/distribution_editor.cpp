#include "ui/inspector/distribution_editor.h"

#include <QLabel>
#include <QVBoxLayout>

#include "model/edit/convert_law.h"
#include "model/project/choice_view.h"
#include "ui/charts/quantity_text.h"
#include "ui/inspector/choice_form.h"
#include "ui/inspector/density_plot.h"

namespace virga::ui {

namespace {

PointTable::Rows rowsOf(const model::Distribution& distribution) {
  PointTable::Rows rows;
  if (const auto* empirical = std::get_if<model::Empirical>(&distribution))
    for (const auto& [share, time] : empirical->quantiles) {
      const auto per = QString::fromStdString(model::toText(share));
      rows.emplace_back("p" + QString(per).remove('%').trimmed(), QString::fromStdString(model::toText(time)));
    }
  return rows;
}

}  // namespace

DistributionEditor::DistributionEditor(const QString& field, QWidget* parent)
    : ValueEditor(parent),
      form_(new ChoiceForm(tr("law"), model::distributionWays())),
      plot_(new DensityPlot),
      figures_(new QLabel) {
  setObjectName("distributionEditor");
  setAccessibleName(tr("Law of %1").arg(field));
  figures_->setObjectName("figures");
  figures_->setWordWrap(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 2, 0, 4);
  layout->setSpacing(4);
  layout->addWidget(form_);
  layout->addWidget(plot_);
  layout->addWidget(figures_);
  connect(form_, &ChoiceForm::typing, this, [this] { show(form_->text()); });
  connect(form_, &ChoiceForm::committed, this, [this] { emit edited(form_->text(), {}); });
  connect(form_, &ChoiceForm::wayChosen, this, [this](std::size_t way) {
    const auto value = model::parseLaw(form_->text().toStdString());
    const auto other = model::withLaw(value.value_or(model::Distribution{}), way);
    setText(QString::fromStdString(model::toText(other)));
    emit edited(QString::fromStdString(model::toText(other)), {});
  });
  setText({});
}

void DistributionEditor::setText(const QString& text) {
  setError({});
  const auto value = model::parseLaw(text.toStdString());
  if (value) form_->setValue(value->index(), model::parameters(*value), rowsOf(*value));
  if (text.isEmpty()) form_->setValue(0, model::distributionWays().front().defaults, {});
  show(text);
}

void DistributionEditor::setError(const QString& message) { form_->setError(message); }

void DistributionEditor::show(const QString& text) {
  const auto value = model::parseLaw(text.toStdString());
  if (!value) {
    // What is half typed leaves the picture as it was; a field that is empty has none.
    if (text.isEmpty()) plot_->hide();
    figures_->setText(text.isEmpty() ? tr("Empty: as the platform has it.") : figures_->text());
    return;
  }
  const auto* empirical = std::get_if<model::Empirical>(&*value);
  const bool inFile = empirical && !empirical->file.empty();
  plot_->setVisible(!inFile);
  if (inFile) {
    figures_->setText(tr("The file is read when the design is simulated."));
    return;
  }
  plot_->setDistribution(*value);
  const auto& curve = plot_->curve();
  figures_->setText(tr("Mean %1; half below %2, 95 % below %3, 99 % below %4.")
                        .arg(millisecondsText(curve.mean), millisecondsText(curve.p50), millisecondsText(curve.p95),
                             millisecondsText(curve.p99)));
}

}  // namespace virga::ui
