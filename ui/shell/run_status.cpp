#include "ui/shell/run_status.h"

#include <QLabel>
#include <QStatusBar>

#include "ui/bill/amount_text.h"

namespace virga::ui {

RunStatus::RunStatus(QStatusBar* bar)
    : QObject(bar), cost_(new QLabel), bottleneck_(new QLabel), age_(new QLabel(tr("Changed since the run"))) {
  cost_->setObjectName("billTotalLabel");
  bottleneck_->setObjectName("bottleneckLabel");
  age_->setObjectName("ageLabel");
  age_->setToolTip(tr("The figures are of the design or the catalog before the last changes; F5 simulates it anew."));
  age_->hide();
  for (auto* label : {age_, bottleneck_, cost_}) {
    label->setContentsMargins(10, 0, 10, 0);
    bar->addPermanentWidget(label);
  }
  connect(&AmountStyle::instance(), &AmountStyle::changed, this, &RunStatus::showCost);
}

void RunStatus::setRun(const simulator::Result& result, const std::optional<Bottleneck>& bottleneck) {
  bill_ = result.bill;
  showCost();
  bottleneck_->setText(bottleneck
                           ? tr("Weakest at %1: %2").arg(QString::fromStdString(bottleneck->component), bottleneck->reason)
                           : tr("No bottleneck"));
  bottleneck_->setToolTip(
      bottleneck ? QString()
                 : tr("No component throttles 0.1 % or fails 1 % of its requests, and 95 % of all messages wait less "
                      "than a second."));
}

void RunStatus::showCost() {
  if (!bill_) return cost_->clear();
  const bool unpriced = bill_->lines.empty() && !bill_->unpriced.empty();
  const auto total = amountText(bill_->total) + ' ' + QString::fromStdString(bill_->currency);
  cost_->setText(unpriced ? tr("No prices") : tr("%1 per month").arg(total));
}

void RunStatus::clear() {
  bill_.reset();
  cost_->clear();
  bottleneck_->clear();
  age_->hide();
}

void RunStatus::setAged(bool aged) { age_->setVisible(aged); }

}  // namespace virga::ui

#include "moc_run_status.cpp"
