#include "ui/inspector/inspector_panel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "model/edit/edit.h"
#include "model/edit/references.h"
#include "model/project/field_view.h"
#include "model/project/item_number.h"
#include "ui/inspector/field_list.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/project_page.h"
#include "ui/inspector/provider_notes.h"
#include "ui/inspector/rename_field.h"
#include "ui/inspector/selection_page.h"
#include "ui/inspector/step_tree.h"
#include "ui/inspector/steps_editor.h"
#include "ui/theme/error_label.h"

namespace virga::ui {

namespace {

enum Page { projectPage, componentPage, severalPage };

QScrollArea* scrolled(QWidget* page) {
  auto* scroll = new QScrollArea;
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  return scroll;
}

bool isAt(const std::string& path, const std::string& above) { return path == above || path.starts_with(above + '.'); }

// What the tree of steps shows: the lists of steps in a step, and the options of a branch.
bool isInBlock(const std::string& path, const std::string& step) {
  for (const auto* key : {"parallel", "of", "steps", "branch", "catch"})
    if (isAt(path, step + '.' + key)) return true;
  return false;
}

}  // namespace

InspectorPanel::InspectorPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent)
    : QWidget(parent),
      document_(document),
      pages_(new QStackedWidget),
      projectPage_(new ProjectPage(document, catalogs)),
      selectionPage_(new SelectionPage(document)),
      kindLabel_(new QLabel),
      notesFault_(new QLabel),
      fields_(new FieldList),
      steps_(new StepsEditor(document)),
      stepFields_(new FieldList),
      notes_(std::make_unique<ProviderNotes>(std::move(catalogs))) {
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
  notesFault_->setObjectName("notesFault");
  notesFault_->setWordWrap(true);

  auto* form = new QWidget;
  auto* formLayout = new QVBoxLayout(form);
  formLayout->setContentsMargins(8, 8, 4, 8);
  formLayout->setSpacing(4);
  formLayout->addWidget(kindLabel_);
  formLayout->addWidget(nameField_);
  formLayout->addWidget(notesFault_);
  formLayout->addWidget(fields_);
  formLayout->addWidget(steps_);
  formLayout->addWidget(stepFields_);
  formLayout->addStretch();
  stepFields_->setAccessibleName(tr("Fields of the chosen step"));
  scroll_ = scrolled(form);
  scroll_->setObjectName("fieldArea");
  scroll_->setAccessibleName(tr("Fields"));
  pages_->addWidget(scrolled(projectPage_));
  pages_->addWidget(scroll_);
  pages_->addWidget(scrolled(selectionPage_));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);

  listen(fields_);
  listen(stepFields_);
  fields_->setNotes([this](const model::FieldView& view) -> std::pair<QString, QString> {
    const auto* component = document_->architecture().find(view.path.substr(0, view.path.find('.')));
    if (!component) return {};
    const auto note = notes_->noteOn(std::string(model::kindName(component->kind)), view.path);
    return {note.line, note.source};
  });
  connect(steps_, &StepsEditor::chosenChanged, this,
          [this] { refreshStep(model::fieldViews(document_->architecture(), shown_)); });
  connect(document_, &Document::changed, this, &InspectorPanel::refresh);
  connect(document_, &Document::selectionChanged, this, &InspectorPanel::refresh);
  connect(document_, &Document::focusRequested, this, &InspectorPanel::focusField);
  refresh();
}

// A field that still has the keyboard would commit its text to what is gone already.
InspectorPanel::~InspectorPanel() {
  for (auto* list : {fields_, stepFields_}) list->disconnect(this);
  steps_->disconnect(this);
}

void InspectorPanel::listen(FieldList* list) {
  connect(list, &FieldList::edited, this, &InspectorPanel::setField);
  connect(list, &FieldList::appendWanted, this, &InspectorPanel::append);
  connect(list, &FieldList::removeWanted, this, &InspectorPanel::remove);
}

void InspectorPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
  emit leaveWanted();
}

// Qt puts what is made later at the end of the window's order; here it is read from top to bottom.
bool InspectorPanel::focusNextPrevChild(bool next) {
  QWidget* last = nullptr;
  for (auto* child : pages_->currentWidget()->findChildren<QWidget*>()) {
    if (!(child->focusPolicy() & Qt::TabFocus) || child->focusProxy() || child->window() != window()) continue;
    if (last) setTabOrder(last, child);
    last = child;
  }
  return QWidget::focusNextPrevChild(next);
}

void InspectorPanel::refresh() {
  const auto& selection = document_->selection();
  if (selection.empty()) {
    pages_->setCurrentIndex(projectPage);
  } else if (selection.size() > 1) {
    selectionPage_->refresh();
    pages_->setCurrentIndex(severalPage);
  } else {
    refreshComponent(*selection.begin());
    pages_->setCurrentIndex(componentPage);
  }
}

void InspectorPanel::refreshComponent(const model::ComponentId& id) {
  const auto& architecture = document_->architecture();
  const auto* component = architecture.find(id);
  if (!component) return;
  const auto kind = model::kindName(component->kind);
  kindLabel_->setText(QString("%1 (%2)").arg(QString::fromStdString(id),
                                             QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()))));
  nameField_->setValue(QString::fromStdString(id));

  auto views = model::fieldViews(architecture, id);
  for (auto* list : {fields_, stepFields_}) list->setScenario(scenario());
  const bool isOther = id != shown_;
  shown_ = id;
  steps_->setComponent(id);
  refreshStep(views);
  const auto steps = model::stepsPath(*component);
  if (model::stepsOf(*component)) std::erase_if(views, [&](const model::FieldView& view) { return isAt(view.path, steps); });
  notes_->setArchitecture(architecture);
  showError(notesFault_, notes_->fault());
  fields_->setViews(QString::fromStdString(id), views);
  if (isOther) scroll_->verticalScrollBar()->setValue(0);
}

// The chosen step's own fields, as if they were a component's.
void InspectorPanel::refreshStep(const std::vector<model::FieldView>& views) {
  const auto chosen = steps_->isHidden() ? std::string() : steps_->chosen().toStdString();
  std::vector<model::FieldView> own;
  int depth = 0;
  for (const auto& view : views) {
    if (chosen.empty() || !isAt(view.path, chosen)) continue;
    if (view.path == chosen) depth = view.depth + 1;
    if (view.path == chosen || isInBlock(view.path, chosen)) continue;
    own.push_back(view);
    own.back().depth -= depth;
  }
  stepFields_->setViews(QString::fromStdString(chosen), own);
}

FieldRow* InspectorPanel::rowFor(const QString& path) const {
  if (pages_->currentIndex() == severalPage) return selectionPage_->fields()->rowFor(path);
  auto* own = fields_->rowFor(path);
  auto* ofStep = stepFields_->rowFor(path);
  return ofStep ? ofStep : own;
}

void InspectorPanel::focusField(const QString& path) {
  if (pages_->currentIndex() != componentPage || path.section('.', 0, 0).toStdString() != shown_) return;
  const bool isStep = !steps_->isHidden() && steps_->chooseFor(path);
  auto* row = rowFor(path);
  if (row) {
    fields_->expandTo(path);
    stepFields_->expandTo(path);
    row->focusEditor();
  } else if (isStep) {
    steps_->tree()->setFocus(Qt::OtherFocusReason);
  }
  QWidget* const shown = row ? static_cast<QWidget*>(row) : steps_;
  if (!row && !isStep) return;
  // The layout of rows that were just made is not known before the next turn of the event loop.
  QMetaObject::invokeMethod(
      shown, [this, shown] { scroll_->ensureWidgetVisible(shown); }, Qt::QueuedConnection);
}

void InspectorPanel::focusFirstField() {
  if (pages_->currentIndex() == componentPage) nameField_->editor()->setFocus(Qt::OtherFocusReason);
}

void InspectorPanel::setScenario(const QString& name) {
  scenario_ = name.toStdString();
  for (auto* list : {fields_, stepFields_}) list->setScenario(scenario());
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
  // An equal value in another notation changes nothing in the model, but the field shows the model's own.
  if (*after == document_->architecture()) {
    if (document_->selection().size() == 1) refreshComponent(*document_->selection().begin());
    return;
  }
  document_->apply(tr("Set %1 of %2").arg(path.section('.', 1), path.section('.', 0, 0)), std::move(*after),
                   mergeKey.isEmpty() ? QString() : path + ' ' + mergeKey);
}

void InspectorPanel::append(const QString& path) {
  const bool done = document_->apply(tr("Add to %1 of %2").arg(path.section('.', 1), path.section('.', 0, 0)),
                                     model::appendItem(document_->architecture(), path.toStdString(), {}));
  if (!done) return;
  QString last = path;  // or the item that the list ends with now
  for (const auto* list : {fields_, stepFields_})
    for (const auto* row : list->rows()) {
      const auto own = QString::fromStdString(row->view().path);
      const bool isItem = model::isItemNumber(own.section('.', -1).toStdString());
      if (isItem && own.startsWith(path + '.') && own.count('.') == path.count('.') + 1) last = own;
    }
  for (auto* list : {fields_, stepFields_}) list->expandTo(last);
}

void InspectorPanel::remove(const QString& path) {
  document_->apply(tr("Remove %1 of %2").arg(path.section('.', 1), path.section('.', 0, 0)),
                   model::removeItem(document_->architecture(), path.toStdString()));
}

}  // namespace virga::ui
