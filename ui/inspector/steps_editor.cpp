#include "ui/inspector/steps_editor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "model/edit/edges.h"
#include "model/edit/references.h"
#include "ui/inspector/sign_button.h"
#include "ui/inspector/step_tree.h"

namespace virga::ui {

namespace {

// What can be added.
struct StepChoice {
  QString name;
  model::Step step;
};

std::vector<StepChoice> stepChoices(const model::Architecture& architecture, const model::ComponentId& owner) {
  const auto* component = architecture.find(owner);
  if (!component) return {};
  const model::Steps usual{model::usualStep(*component)};
  const bool computes = std::holds_alternative<model::ComputeStep>(usual.front().what);
  std::vector<StepChoice> choices;
  if (computes) choices.push_back({StepsEditor::tr("Compute"), usual.front()});
  for (const auto& other : architecture.components) {
    const auto role = model::canConnect(architecture, owner, other.id);
    if (!role) continue;
    const auto name = QString::fromStdString(other.id);
    if (*role == model::EdgeRole::call) {
      model::CallStep call;
      call.to = {other.id};
      choices.push_back({StepsEditor::tr("Call %1").arg(name), {call}});
    }
    if (*role == model::EdgeRole::send)
      choices.push_back({StepsEditor::tr("Send to %1").arg(name), {model::SendStep{{other.id}}}});
  }
  choices.push_back({StepsEditor::tr("Wait"), {model::WaitStep{model::Constant{model::seconds(1)}}}});
  choices.push_back({StepsEditor::tr("In parallel"), {model::ParallelStep{{usual, usual}}}});
  choices.push_back({StepsEditor::tr("First of several"), {model::WaitForStep{1, {usual, usual}}}});
  choices.push_back({StepsEditor::tr("Branch"), {model::BranchStep{{{model::Share{0.5}, usual}}}}});
  choices.push_back({StepsEditor::tr("Loop"), {model::LoopStep{2, usual}}});
  choices.push_back({StepsEditor::tr("For each item"), {model::MapStep{10, 0, usual}}});
  return choices;
}

}  // namespace

StepsEditor::StepsEditor(Document* document, QWidget* parent) : QWidget(parent), document_(document), tree_(new StepTree) {
  setObjectName("stepsEditor");
  auto* title = new QLabel(tr("steps"));
  title->setToolTip(tr("What one invocation does, in order."));
  auto* add = signButton("+", tr("Add a step"), "addStep");
  block_ = signButton("⊞", tr("Add a branch, an option or what is done if the call fails"), "addBlock");
  remove_ = signButton("−", tr("Remove the chosen step or branch (Delete)"), "removeStep");
  up_ = signButton("↑", tr("Move the step up (Alt+Up)"), "stepUp");
  down_ = signButton("↓", tr("Move the step down (Alt+Down)"), "stepDown");
  outdent_ = signButton("←", tr("Move the step out of its block (Alt+Left)"), "stepOut");
  indent_ = signButton("→", tr("Move the step into the block above (Alt+Right)"), "stepIn");
  auto* head = new QHBoxLayout;
  head->setSpacing(0);
  head->addWidget(title, 1);
  for (auto* button : {up_, down_, outdent_, indent_, block_, add, remove_}) head->addWidget(button);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addLayout(head);
  layout->addWidget(tree_);

  const auto up = [this] { move(tr("Move a step up"), &model::moveStepUp); };
  const auto down = [this] { move(tr("Move a step down"), &model::moveStepDown); };
  const auto in = [this] { move(tr("Move a step into a block"), &model::indentStep); };
  const auto out = [this] { move(tr("Move a step out of its block"), &model::outdentStep); };
  connect(tree_, &StepTree::upWanted, this, up);
  connect(tree_, &StepTree::downWanted, this, down);
  connect(tree_, &StepTree::indentWanted, this, in);
  connect(tree_, &StepTree::outdentWanted, this, out);
  connect(up_, &QToolButton::clicked, this, up);
  connect(down_, &QToolButton::clicked, this, down);
  connect(indent_, &QToolButton::clicked, this, in);
  connect(outdent_, &QToolButton::clicked, this, out);
  connect(add, &QToolButton::clicked, this, &StepsEditor::add);
  connect(remove_, &QToolButton::clicked, this, &StepsEditor::remove);
  connect(tree_, &StepTree::removeWanted, this, &StepsEditor::remove);
  connect(block_, &QToolButton::clicked, this, [this] {
    apply(tr("Add a branch"), model::addBlock(document_->architecture(), tree_->chosen().step.toStdString()), true);
  });
  connect(tree_, &StepTree::moveWanted, this, [this](const QString& step, const QString& list, std::size_t index) {
    apply(tr("Move a step"), model::moveStep(document_->architecture(), step.toStdString(), list.toStdString(), index));
  });
  connect(tree_, &StepTree::chosenChanged, this, [this] {
    showAbilities();
    emit chosenChanged();
  });
}

void StepsEditor::setComponent(const model::ComponentId& id) {
  const auto* component = document_->architecture().find(id);
  const bool hasSteps = component && model::stepsOf(*component);
  setVisible(hasSteps);
  if (!hasSteps) return;
  if (id != shown_) tree_->setCurrentItem(nullptr);
  shown_ = id;
  tree_->setSteps(*component);
  showAbilities();
}

QString StepsEditor::chosen() const {
  const auto chosen = tree_->chosen();
  // An option has a share of its own: "checkout.steps.3.branch.0".
  if (chosen.step.isEmpty() && chosen.list.endsWith(".steps")) return chosen.list.chopped(6);
  return chosen.step;
}

bool StepsEditor::chooseFor(const QString& path) {
  for (QString at = path; at.contains('.'); at = at.section('.', 0, -2)) {
    tree_->choose(at);
    if (tree_->chosen().step == at) return true;
    tree_->chooseList(at + ".steps");
    if (tree_->chosen().list == at + ".steps") return true;
  }
  return false;
}

void StepsEditor::apply(const QString& text, model::StepEdited edited, bool choosesList) {
  if (!edited) {
    emit document_->refused(QString::fromStdString(edited.error()));
    return;
  }
  // The panel shows the new steps before this returns.
  document_->apply(text, std::move(edited->architecture));
  const auto path = QString::fromStdString(edited->path);
  if (choosesList)
    tree_->chooseList(path);
  else
    tree_->choose(path);
}

void StepsEditor::move(const QString& text, Edit edit) {
  const auto step = tree_->chosen().step;
  if (!step.isEmpty()) apply(text, edit(document_->architecture(), step.toStdString()));
}

void StepsEditor::add() {
  QMenu menu;
  menu.setObjectName("stepMenu");
  const auto [list, index] = tree_->placeBehindChosen();
  for (auto& choice : stepChoices(document_->architecture(), shown_))
    menu.addAction(choice.name, this, [this, list = list, index = index, step = choice.step] {
      apply(tr("Add a step"), model::insertStep(document_->architecture(), list.toStdString(), index, step));
    });
  menu.exec(mapToGlobal(QPoint(width() / 2, 24)));
}

void StepsEditor::remove() {
  const auto chosen = tree_->chosen();
  if (!chosen.step.isEmpty())
    apply(tr("Remove a step"), model::removeStep(document_->architecture(), chosen.step.toStdString()));
  else if (!chosen.list.isEmpty())
    apply(tr("Remove a branch"), model::removeBlock(document_->architecture(), chosen.list.toStdString()));
}

void StepsEditor::showAbilities() {
  const auto chosen = tree_->chosen();
  const bool isStep = !chosen.step.isEmpty();
  // What its steps allow depends on the component alone.
  model::Architecture alone;
  if (const auto* component = document_->architecture().find(shown_)) alone.components = {*component};
  const auto can = [&](Edit edit) { return isStep && edit(alone, chosen.step.toStdString()).has_value(); };
  up_->setEnabled(can(&model::moveStepUp));
  down_->setEnabled(can(&model::moveStepDown));
  indent_->setEnabled(can(&model::indentStep));
  outdent_->setEnabled(can(&model::outdentStep));
  block_->setEnabled(can(&model::addBlock));
  remove_->setEnabled(isStep || !chosen.list.isEmpty());
}

}  // namespace virga::ui
