#include "ui/inspector/selection_page.h"

#include <QLabel>
#include <QVBoxLayout>

#include "model/project/common_fields.h"
#include "ui/inspector/field_list.h"
#include "ui/inspector/field_row.h"

namespace virga::ui {

SelectionPage::SelectionPage(Document* document, QWidget* parent)
    : QWidget(parent), document_(document), title_(new QLabel), names_(new QLabel), fields_(new FieldList) {
  title_->setObjectName("severalSelected");
  title_->setWordWrap(true);
  auto font = title_->font();
  font.setBold(true);
  title_->setFont(font);
  names_->setObjectName("selectedNames");
  names_->setWordWrap(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 4, 8);
  layout->setSpacing(6);
  layout->addWidget(title_);
  layout->addWidget(names_);
  layout->addWidget(fields_);
  layout->addStretch();
  connect(fields_, &FieldList::edited, this, &SelectionPage::setFields);
}

void SelectionPage::refresh() {
  const auto& selection = shown_ = document_->selection();
  QStringList names;
  for (const auto& id : selection) names << QString::fromStdString(id);
  title_->setText(tr("%1 components selected").arg(names.size()));
  const auto views = model::commonFields(document_->architecture(), selection);
  QString text = names.join(tr(", "));
  if (views.empty()) text += "\n\n" + tr("They have no field in common.");
  names_->setText(text);
  fields_->setViews(names.join(' '), views);
}

void SelectionPage::setFields(const QString& path, const QString& text, const QString& mergeKey) {
  const auto below = path.section('.', 1);
  auto* row = fields_->rowFor(path);
  auto after = model::setFields(document_->architecture(), shown_, below.toStdString(), text.toStdString());
  if (row) row->setError(after ? QString() : QString::fromStdString(after.error()));
  if (!after) return;
  // An equal value in another notation changes nothing in the model, but the field shows the model's own.
  if (*after == document_->architecture()) {
    if (shown_ == document_->selection()) refresh();
    return;
  }
  document_->apply(tr("Set %1 of %2 components").arg(below).arg(shown_.size()), std::move(*after),
                   mergeKey.isEmpty() ? QString() : path + ' ' + mergeKey);
}

}  // namespace virga::ui
