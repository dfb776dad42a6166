#include "ui/calibrate/names_view.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/calibrate/function_facts.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

enum Choice { asRecognised, noneOfTheDesign, firstFunction };
constexpr int kWidest = 380;  // pixels of a column, at first

}  // namespace

NamesView::NamesView(const model::Architecture& architecture, QWidget* parent)
    : QWidget(parent), list_(new QTreeWidget), label_(new QLabel(tr("The name &means"))), choice_(new QComboBox) {
  for (const auto& component : architecture.components)
    if (std::holds_alternative<model::Function>(component.kind)) functions_.push_back(component.id);
  list_->setObjectName("logNames");
  list_->setAccessibleName(tr("Names in the logs"));
  list_->setHeaderLabels({tr("In the logs"), tr("Invocations"), tr("In the design"), tr("How it was told")});
  list_->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  choice_->setObjectName("nameMeans");
  choice_->setAccessibleName(tr("Function that the name means"));
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  choice_->addItem(tr("what is recognised by its letters"));
  choice_->addItem(tr("no function of the design"));
  for (const auto& function : functions_) choice_->addItem(QString::fromStdString(function));
  label_->setBuddy(choice_);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(6, 0, 6, 0);
  row->addWidget(label_);
  row->addWidget(choice_);
  row->addStretch(1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 4);
  layout->addWidget(list_, 1);
  layout->addLayout(row);
  connect(list_, &QTreeWidget::currentItemChanged, this, &NamesView::showChoice);
  connect(choice_, &QComboBox::activated, this, &NamesView::take);
  showChoice();
}

void NamesView::setNames(const simulator::Calibration& calibration, const simulator::Observations& observations) {
  const int current = list_->indexOfTopLevelItem(list_->currentItem());
  {
    const QSignalBlocker blocker(list_);
    list_->clear();
    names_.clear();
    for (const auto& [name, observed] : observations.functions()) {
      const auto matched = std::find_if(calibration.functions.begin(), calibration.functions.end(),
                                        [&](const auto& function) { return function.logName == name; });
      const auto unmatched = std::find_if(calibration.unmatched.begin(), calibration.unmatched.end(),
                                          [&](const auto& other) { return other.first == name; });
      QString function = QStringLiteral("–"), how = tr("as you said");
      if (matched != calibration.functions.end()) {
        function = QString::fromStdString(matched->match.component);
        how = namedByText(matched->match.by);
      } else if (unmatched != calibration.unmatched.end()) {
        how = QString::fromStdString(unmatched->second);
      }
      auto* row = new QTreeWidgetItem(list_, {name.empty() ? tr("(without a name)") : QString::fromStdString(name),
                                              countText(static_cast<double>(observed.records)), function, how});
      row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
      for (const int column : {0, 3}) row->setToolTip(column, row->text(column));
      names_.push_back(name);
    }
    for (int column = 0; column < 3; ++column) {
      list_->resizeColumnToContents(column);
      if (list_->columnWidth(column) > kWidest) list_->setColumnWidth(column, kWidest);
    }
    if (!names_.empty())
      list_->setCurrentItem(list_->topLevelItem(std::clamp(current, 0, static_cast<int>(names_.size()) - 1)));
  }
  showChoice();
}

void NamesView::state(simulator::CalibrationOptions& options) const {
  options.names.clear();
  options.otherNames.clear();
  for (const auto& [name, component] : stated_)
    if (component.empty())
      options.otherNames.push_back(name);
    else
      options.names.emplace_back(name, component);
}

void NamesView::showChoice() {
  const int row = list_->indexOfTopLevelItem(list_->currentItem());
  choice_->setEnabled(row >= 0);
  if (row < 0) return;
  const auto stated = stated_.find(names_[static_cast<std::size_t>(row)]);
  int choice = asRecognised;
  if (stated != stated_.end()) {
    const auto at = std::find(functions_.begin(), functions_.end(), stated->second);
    choice = stated->second.empty() ? noneOfTheDesign : firstFunction + static_cast<int>(at - functions_.begin());
  }
  choice_->setCurrentIndex(choice);
}

void NamesView::take() {
  const int row = list_->indexOfTopLevelItem(list_->currentItem());
  if (row < 0) return;
  const auto& name = names_[static_cast<std::size_t>(row)];
  const auto before = stated_;
  if (choice_->currentIndex() == asRecognised) {
    stated_.erase(name);
  } else if (choice_->currentIndex() == noneOfTheDesign) {
    stated_[name] = {};
  } else {
    const auto& function = functions_[static_cast<std::size_t>(choice_->currentIndex() - firstFunction)];
    // A function is meant by one name alone: the last that was said.
    std::erase_if(stated_, [&](const auto& other) { return other.second == function; });
    stated_[name] = function;
  }
  if (stated_ != before) emit stated();
}

}  // namespace virga::ui
