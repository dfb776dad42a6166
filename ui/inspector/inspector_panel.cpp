#include "ui/inspector/inspector_panel.h"

#include <algorithm>
#include <cctype>

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "model/edit/edges.h"
#include "model/edit/edit.h"
#include "model/project/field_view.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/project_page.h"
#include "ui/inspector/rename_field.h"

namespace virga::ui {

namespace {

enum Page { projectPage, componentPage, severalPage };

bool isItem(const std::string& path) {
  const auto last = path.substr(path.find_last_of('.') + 1);
  return !last.empty() && std::all_of(last.begin(), last.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

// Lists take items, parts that are left out can be added, items and optional parts can be removed, items fold.
FieldRow::Abilities abilitiesOf(const model::FieldView& view) {
  FieldRow::Abilities abilities;
  abilities.remove = isItem(view.path);
  using Type = model::FieldView::Type;
  abilities.collapse = view.type == Type::distribution || view.type == Type::arrivals;
  if (view.type != Type::structure) return abilities;
  abilities.append = view.takesItems || view.text.empty();
  abilities.remove = abilities.remove || (view.optional && !view.text.empty());
  abilities.collapse = isItem(view.path) && !view.text.starts_with('[');
  return abilities;
}

// Whether the items of the list are steps. Numbered lists are branches.
bool takesSteps(const std::string& path) {
  const auto last = path.substr(path.find_last_of('.') + 1);
  return last == "steps" || last == "states" || last == "catch" || last == "parallel" || last == "of" || isItem(path);
}

// What can be added to a list of steps.
struct StepChoice {
  QString name;
  std::string text;
};

std::vector<StepChoice> stepChoices(const model::Architecture& architecture, const model::ComponentId& owner) {
  const auto* component = architecture.find(owner);
  // A workflow has no processor of its own: what begins empty waits there and computes elsewhere.
  const bool computes = !component || !std::holds_alternative<model::Workflow>(component->kind);
  const std::string usual = computes ? "{compute: 10 ms}" : "{wait: 1 s}";
  std::vector<StepChoice> choices;
  if (computes) choices.push_back({InspectorPanel::tr("Compute"), usual});
  for (const auto& other : architecture.components) {
    const auto role = model::canConnect(architecture, owner, other.id);
    if (!role) continue;
    const auto name = QString::fromStdString(other.id);
    if (*role == model::EdgeRole::call)
      choices.push_back({InspectorPanel::tr("Call %1").arg(name), "{call: " + other.id + "}"});
    if (*role == model::EdgeRole::send)
      choices.push_back({InspectorPanel::tr("Send to %1").arg(name), "{send: " + other.id + "}"});
  }
  choices.push_back({InspectorPanel::tr("Wait"), "{wait: 1 s}"});
  choices.push_back({InspectorPanel::tr("In parallel"), "{parallel: [" + usual + ", " + usual + "]}"});
  choices.push_back({InspectorPanel::tr("First of several"), "{wait-for: 1, of: [" + usual + ", " + usual + "]}"});
  choices.push_back({InspectorPanel::tr("Branch"), "{branch: [{share: 50%, steps: [" + usual + "]}]}"});
  choices.push_back({InspectorPanel::tr("Loop"), "{loop: 2, steps: [" + usual + "]}"});
  choices.push_back({InspectorPanel::tr("For each item"), "{map: 10, steps: [" + usual + "]}"});
  return choices;
}

}  // namespace

InspectorPanel::InspectorPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent)
    : QWidget(parent),
      document_(document),
      pages_(new QStackedWidget),
      projectPage_(new ProjectPage(document, std::move(catalogs))),
      severalLabel_(new QLabel),
      scroll_(new QScrollArea),
      kindLabel_(new QLabel),
      rowLayout_(new QVBoxLayout) {
  setObjectName("inspector");
  setMinimumWidth(300);
  nameField_ = new RenameField(tr("Name"), [this](const QString& typed) -> QString {
    const auto id = shown_;
    auto edited = model::renameComponent(document_->architecture(), id, typed.toStdString());
    if (!edited) return QString::fromStdString(edited.error());
    document_->apply(tr("Rename %1 to %2").arg(QString::fromStdString(id), typed), std::move(*edited));
    document_->select({typed.toStdString()});
    return {};
  });
  nameField_->setObjectName("componentName");
  auto font = kindLabel_->font();
  font.setBold(true);
  kindLabel_->setFont(font);
  kindLabel_->setObjectName("componentTitle");

  auto* form = new QWidget;
  auto* formLayout = new QVBoxLayout(form);
  formLayout->setContentsMargins(8, 8, 4, 8);
  formLayout->setSpacing(4);
  formLayout->addWidget(kindLabel_);
  formLayout->addWidget(nameField_);
  rowLayout_->setSpacing(4);
  formLayout->addLayout(rowLayout_);
  formLayout->addStretch();
  scroll_->setWidget(form);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

  severalLabel_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  severalLabel_->setMargin(8);
  severalLabel_->setWordWrap(true);
  severalLabel_->setObjectName("severalSelected");
  auto* projectScroll = new QScrollArea;
  projectScroll->setWidget(projectPage_);
  projectScroll->setWidgetResizable(true);
  projectScroll->setFrameShape(QFrame::NoFrame);
  projectScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  pages_->addWidget(projectScroll);
  pages_->addWidget(scroll_);
  pages_->addWidget(severalLabel_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);

  connect(document_, &Document::changed, this, &InspectorPanel::refresh);
  connect(document_, &Document::selectionChanged, this, &InspectorPanel::refresh);
  connect(document_, &Document::focusRequested, this, &InspectorPanel::focusField);
  refresh();
}

// A field that still has the keyboard would commit its text to what is gone already.
InspectorPanel::~InspectorPanel() {
  for (auto* row : rows_) row->disconnect(this);
}

void InspectorPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
  emit leaveWanted();
}

void InspectorPanel::refresh() {
  const auto& selection = document_->selection();
  if (selection.empty()) {
    pages_->setCurrentIndex(projectPage);
  } else if (selection.size() > 1) {
    refreshSelectionPage();
    pages_->setCurrentIndex(severalPage);
  } else {
    refreshComponent(*selection.begin());
    pages_->setCurrentIndex(componentPage);
  }
}

void InspectorPanel::refreshSelectionPage() {
  QStringList names;
  for (const auto& id : document_->selection()) names << QString::fromStdString(id);
  severalLabel_->setText(tr("%1 components selected").arg(names.size()) + "\n\n" + names.join('\n'));
}

void InspectorPanel::refreshComponent(const model::ComponentId& id) {
  const auto& architecture = document_->architecture();
  const auto* component = architecture.find(id);
  if (!component) return;
  const auto kind = model::kindName(component->kind);
  kindLabel_->setText(QString("%1 (%2)").arg(QString::fromStdString(id),
                                             QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()))));
  nameField_->setValue(QString::fromStdString(id));

  const auto views = model::fieldViews(architecture, id);
  std::vector<FieldRow::Abilities> abilities;
  abilities.reserve(views.size());
  for (const auto& view : views) abilities.push_back(abilitiesOf(view));
  // Rows that still say what they said are kept, with the keyboard and unfinished text in them.
  std::size_t same = 0;
  if (id == shown_)
    while (same < views.size() && same < rows_.size() && rows_[same]->fits(views[same], abilities[same])) {
      rows_[same]->setScenario(scenario());
      rows_[same]->setView(views[same]);
      ++same;
    }
  QString focused;
  for (std::size_t i = same; i < rows_.size(); ++i) {
    if (rows_[i]->isAncestorOf(focusWidget())) focused = QString::fromStdString(rows_[i]->view().path);
    rows_[i]->hide();
    rowLayout_->removeWidget(rows_[i]);
    rows_[i]->setObjectName({});
    rows_[i]->deleteLater();
  }
  rows_.resize(same);
  for (std::size_t i = same; i < views.size(); ++i) {
    auto* row = new FieldRow(views[i], abilities[i]);
    row->setScenario(scenario());
    connect(row, &FieldRow::edited, this, &InspectorPanel::setField);
    connect(row, &FieldRow::appendWanted, this, &InspectorPanel::append);
    connect(row, &FieldRow::removeWanted, this, &InspectorPanel::remove);
    connect(row, &FieldRow::expandWanted, this, &InspectorPanel::expand);
    rowLayout_->addWidget(row);
    rows_.push_back(row);
  }
  showExpandedRows();
  if (id != shown_) scroll_->verticalScrollBar()->setValue(0);
  if (id == shown_ && !focused.isEmpty())
    if (auto* row = rowFor(focused)) row->focusEditor();
  shown_ = id;
}

void InspectorPanel::expand(const QString& path, bool expanded) {
  if (expanded)
    expanded_.insert(path);
  else
    expanded_.erase(path);
  showExpandedRows();
}

void InspectorPanel::expandTo(const QString& path) {
  for (qsizetype at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) expanded_.insert(path.left(at));
  expanded_.insert(path);
  showExpandedRows();
}

void InspectorPanel::showExpandedRows() {
  QString folded;  // the item whose parts are hidden just now
  for (auto* row : rows_) {
    const auto path = QString::fromStdString(row->view().path);
    const bool hidden = !folded.isEmpty() && path.startsWith(folded);
    row->setVisible(!hidden);
    if (hidden) continue;
    const bool expanded = expanded_.count(path) > 0;
    row->setExpanded(expanded);
    const bool isStructure = row->view().type == model::FieldView::Type::structure;
    folded = isStructure && abilitiesOf(row->view()).collapse && !expanded ? path + '.' : QString();
  }
}

FieldRow* InspectorPanel::rowFor(const QString& path) const {
  FieldRow* best = nullptr;
  qsizetype bestLength = -1;
  for (auto* row : rows_) {
    const auto own = QString::fromStdString(row->view().path);
    if (own != path && !path.startsWith(own + '.')) continue;
    if (own.size() <= bestLength) continue;
    best = row;
    bestLength = own.size();
  }
  return best;
}

void InspectorPanel::focusField(const QString& path) {
  auto* row = rowFor(path);
  if (!row) return;
  expandTo(path);
  row->focusEditor();
  // The layout of rows that were just made is not known before the next turn of the event loop.
  QMetaObject::invokeMethod(
      row, [this, row] { scroll_->ensureWidgetVisible(row); }, Qt::QueuedConnection);
}

void InspectorPanel::focusFirstField() {
  if (pages_->currentIndex() == componentPage) nameField_->editor()->setFocus(Qt::OtherFocusReason);
}

void InspectorPanel::setScenario(const QString& name) {
  scenario_ = name.toStdString();
  for (auto* row : rows_) row->setScenario(scenario());
}

model::Scenario InspectorPanel::scenario() const {
  const auto& scenarios = document_->architecture().scenarios;
  for (const auto& scenario : scenarios)
    if (scenario.name == scenario_) return scenario;
  return scenarios.empty() ? model::Scenario{} : scenarios.front();
}

void InspectorPanel::setField(const QString& path, const QString& text, const QString& mergeKey) {
  auto* row = rowFor(path);
  auto after = model::setField(document_->architecture(), path.toStdString(), text.toStdString());
  if (!after) {
    if (row) row->setError(QString::fromStdString(after.error()));
    return;
  }
  if (row) row->setError({});
  document_->apply(tr("Set %1 of %2").arg(path.section('.', 1), path.section('.', 0, 0)), std::move(*after),
                   mergeKey.isEmpty() ? QString() : path + ' ' + mergeKey);
  // An equal value in another notation changes nothing in the model, but the field shows the model's own.
  if (document_->selection().size() == 1) refreshComponent(*document_->selection().begin());
}

void InspectorPanel::append(const QString& path, QWidget* near) {
  // What is below a list of steps is asked for; everything else has one usual item.
  if (!takesSteps(path.toStdString())) return appendText(path, {});
  QMenu menu;
  for (const auto& choice : stepChoices(document_->architecture(), shown_))
    menu.addAction(choice.name, this, [this, path, text = choice.text] { appendText(path, text); });
  menu.exec(near->mapToGlobal(QPoint(0, near->height())));
}

void InspectorPanel::appendText(const QString& path, const std::string& text) {
  const auto before = rows_.size();
  const bool done = document_->apply(tr("Add to %1 of %2").arg(path.section('.', 1), path.section('.', 0, 0)),
                                     model::appendItem(document_->architecture(), path.toStdString(), text));
  if (!done || rows_.size() <= before) return;
  QString last;  // the item that the list ends with now
  for (const auto* row : rows_)
    if (const auto own = QString::fromStdString(row->view().path);
        own.startsWith(path + '.') && own.count('.') == path.count('.') + 1 && isItem(row->view().path))
      last = own;
  expandTo(last.isEmpty() ? path : last);
}

void InspectorPanel::remove(const QString& path) {
  document_->apply(tr("Remove %1 of %2").arg(path.section('.', 1), path.section('.', 0, 0)),
                   model::removeItem(document_->architecture(), path.toStdString()));
}

}  // namespace virga::ui
