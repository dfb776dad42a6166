#include "ui/inspector/faults_editor.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "model/architecture/fields_project.h"
#include "model/project/choice_view.h"
#include "ui/inspector/passing_wheel.h"
#include "ui/inspector/rename_field.h"
#include "ui/inspector/sign_button.h"
#include "ui/theme/error_label.h"

namespace virga::ui {

namespace {

QString text(const std::string& value) { return QString::fromStdString(value); }

QString timeInto(model::Duration& to, const QString& typed) {
  const auto read = model::parseDuration(typed.toStdString());
  if (!read) return text(read.error());
  to = *read;
  return {};
}

QString shareInto(model::Share& to, const QString& typed) {
  const auto read = typed.isEmpty() ? model::Share{} : model::parseShare(typed.toStdString());
  if (!read) return text(read.error());
  to = *read;
  return {};
}

}  // namespace

FaultsEditor::FaultsEditor(Commit commit, QWidget* parent)
    : QWidget(parent), commit_(std::move(commit)), list_(new QTreeWidget), message_(new QLabel), values_(new QWidget) {
  setObjectName("faultsEditor");
  list_->setObjectName("faultList");
  list_->setAccessibleName(tr("Faults"));
  list_->setHeaderLabels({tr("Component"), tr("From"), tr("To")});
  list_->setRootIsDecorated(false);
  list_->setMaximumHeight(90);
  message_->setObjectName("faultMessage");
  message_->setWordWrap(true);
  message_->hide();
  auto* add = signButton("+", tr("Add a fault"), "addFault");
  remove_ = signButton("−", tr("Remove the chosen fault"), "removeFault");
  auto* head = new QHBoxLayout;
  head->addWidget(new QLabel(tr("Faults")), 1);
  head->addWidget(add);
  head->addWidget(remove_);
  auto* form = new QVBoxLayout(values_);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(4);
  component_ = addChoice(tr("component"), "faultComponent");
  const auto timeField = [this](const QString& label, const char* name, model::Duration model::Fault::*member) {
    return addField(label, name,
                    [member](model::Fault& fault, const QString& typed) { return timeInto(fault.*member, typed); });
  };
  const auto shareField = [this](const QString& label, const char* name, model::Share model::Fault::*member) {
    return addField(label, name,
                    [member](model::Fault& fault, const QString& typed) { return shareInto(fault.*member, typed); });
  };
  from_ = timeField(tr("from"), "faultFrom", &model::Fault::from);
  to_ = timeField(tr("to"), "faultTo", &model::Fault::to);
  errors_ = shareField(tr("errors"), "faultErrors", &model::Fault::errors);
  latency_ = addField(tr("latency"), "faultLatency", [](model::Fault& fault, const QString& typed) -> QString {
    fault.latency.reset();
    if (typed.isEmpty()) return {};
    const auto law = model::parseLaw(typed.toStdString());
    if (!law) return text(law.error());
    fault.latency = *law;
    return {};
  });
  throttles_ = shareField(tr("throttles"), "faultThrottles", &model::Fault::throttles);
  outage_ = addChoice(tr("outage"), "faultOutage");
  for (const auto name : model::kEnumNames<model::Outage>)
    outage_->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
  std::apply(
      [this](const auto&... fields) {
        (..., [this](const auto& field) {
          const auto key = QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size()));
          const auto help = QString::fromUtf8(field.help.data(), static_cast<qsizetype>(field.help.size()));
          auto* row = values_->findChild<QWidget*>("fault" + key.left(1).toUpper() + key.mid(1));
          if (row) row->setToolTip(help);
          if (row) row->setAccessibleDescription(help);
        }(fields));
      },
      model::kFields<model::Fault>);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(head);
  layout->addWidget(list_);
  layout->addWidget(message_);
  layout->addWidget(values_);
  connect(add, &QToolButton::clicked, this, &FaultsEditor::add);
  connect(remove_, &QToolButton::clicked, this, &FaultsEditor::remove);
  connect(list_, &QTreeWidget::currentItemChanged, this, [this] {
    for (auto* field : values_->findChildren<RenameField*>()) field->discard();
    showFault();
  });
  connect(component_, &QComboBox::activated, this, [this] {
    change(tr("Change the component of a fault"),
           [this](model::Fault& fault) { fault.component = {component_->currentText().toStdString()}; });
  });
  connect(outage_, &QComboBox::activated, this, [this](int index) {
    change(tr("Change the outage of a fault"),
           [index](model::Fault& fault) { fault.outage = static_cast<model::Outage>(index); });
  });
}

RenameField* FaultsEditor::addField(const QString& label, const char* name,
                                    std::function<QString(model::Fault&, const QString&)> set) {
  auto* field = new RenameField(label, [this, label, set = std::move(set)](const QString& typed) -> QString {
    if (current() < 0) return {};
    auto faults = faults_;
    if (auto refusal = set(faults[static_cast<std::size_t>(current())], typed); !refusal.isEmpty()) return refusal;
    return commit_(tr("Change %1 of a fault").arg(label), std::move(faults));
  });
  field->setObjectName(name);
  values_->layout()->addWidget(field);
  return field;
}

QComboBox* FaultsEditor::addChoice(const QString& label, const char* name) {
  auto* choice = new QComboBox;
  choice->setObjectName(name);
  choice->setAccessibleName(label);
  keepFromPassingWheel(choice);
  choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  choice->setMinimumContentsLength(6);
  auto* caption = new QLabel(label);
  caption->setFixedWidth(132);
  caption->setBuddy(choice);
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(caption);
  row->addWidget(choice, 1);
  static_cast<QVBoxLayout*>(values_->layout())->addLayout(row);
  return choice;
}

int FaultsEditor::current() const { return list_->indexOfTopLevelItem(list_->currentItem()); }

void FaultsEditor::setFaults(const model::Architecture& architecture, const model::Scenario& scenario) {
  showError(message_, {});
  faults_ = scenario.faults;
  duration_ = scenario.duration;
  components_.clear();
  for (const auto& component : architecture.components)
    if (!std::holds_alternative<model::Client>(component.kind)) components_.push_back(component.id);
  const int chosen = std::max(0, current());
  {
    const QSignalBlocker blocker(list_);
    list_->clear();
    for (const auto& fault : faults_)
      new QTreeWidgetItem(list_, {text(fault.component.id), text(model::toText(fault.from)), text(model::toText(fault.to))});
    if (!faults_.empty()) list_->setCurrentItem(list_->topLevelItem(std::min(chosen, list_->topLevelItemCount() - 1)));
  }
  list_->setVisible(!faults_.empty());
  component_->clear();
  for (const auto& id : components_) component_->addItem(text(id));
  showFault();
}

void FaultsEditor::showFault() {
  const int index = current();
  values_->setVisible(index >= 0);
  remove_->setEnabled(index >= 0);
  if (index < 0) return;
  const auto& fault = faults_[static_cast<std::size_t>(index)];
  component_->setCurrentText(text(fault.component.id));
  from_->setValue(text(model::toText(fault.from)));
  to_->setValue(text(model::toText(fault.to)));
  errors_->setValue(text(model::toText(fault.errors)));
  latency_->setValue(fault.latency ? text(model::toText(*fault.latency)) : QString());
  throttles_->setValue(text(model::toText(fault.throttles)));
  outage_->setCurrentIndex(static_cast<int>(fault.outage));
}

void FaultsEditor::change(const QString& name, const std::function<void(model::Fault&)>& set) {
  if (current() < 0) return;
  auto faults = faults_;
  set(faults[static_cast<std::size_t>(current())]);
  if (!commit(name, std::move(faults))) showFault();
}

bool FaultsEditor::commit(const QString& name, std::vector<model::Fault> faults) {
  const auto refusal = commit_(name, std::move(faults));
  showError(message_, refusal);
  return refusal.isEmpty();
}

// In the middle of the run, at the first component: for the user to change.
void FaultsEditor::add() {
  if (components_.empty()) return showError(message_, tr("A fault needs a component other than a client: add one first."));
  auto faults = faults_;
  model::Fault fault;
  fault.component = {components_.front()};
  fault.from = {duration_.nanoseconds / 3};
  fault.to = {duration_.nanoseconds / 3 * 2};
  fault.errors = {1};
  faults.push_back(std::move(fault));
  const int last = static_cast<int>(faults.size()) - 1;
  if (commit(tr("Add a fault"), std::move(faults))) list_->setCurrentItem(list_->topLevelItem(last));
}

void FaultsEditor::remove() {
  const int index = current();
  if (index < 0) return;
  auto faults = faults_;
  faults.erase(faults.begin() + index);
  commit(tr("Remove a fault"), std::move(faults));
}

}  // namespace virga::ui
