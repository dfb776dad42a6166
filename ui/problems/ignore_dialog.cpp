#include "ui/problems/ignore_dialog.h"

#include <utility>

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "model/checks/check_setting_edits.h"
#include "ui/document/document.h"
#include "ui/problems/component_of.h"

namespace virga::ui {

namespace {

constexpr int kWidth = 460;

}  // namespace

IgnoreDialog::IgnoreDialog(Document* document, model::Problem problem, QWidget* parent)
    : QDialog(parent),
      document_(document),
      problem_(std::move(problem)),
      reason_(new QLineEdit),
      here_(new QRadioButton),
      everywhere_(new QRadioButton(tr("&Everywhere in the project"))) {
  setObjectName("ignoreDialog");
  setWindowTitle(tr("Ignore with a reason"));
  auto* found = new QLabel;
  found->setTextFormat(Qt::PlainText);
  found->setText(QString::fromStdString(problem_.message));
  found->setObjectName("ignoredFinding");
  found->setWordWrap(true);
  reason_->setObjectName("ignoreReason");
  reason_->setPlaceholderText(tr("Why this doesn't count here"));
  auto* label = new QLabel(tr("&Reason"));
  label->setBuddy(reason_);
  const auto id = QString::fromStdString(componentOf(problem_, document_->architecture()));
  here_->setObjectName("ignoreHere");
  here_->setText(tr("At &this component alone: %1").arg(id));
  everywhere_->setObjectName("ignoreEverywhere");
  here_->setVisible(!id.isEmpty());
  (id.isEmpty() ? everywhere_ : here_)->setChecked(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  accept_ = buttons->addButton(tr("&Ignore"), QDialogButtonBox::AcceptRole);
  accept_->setObjectName("ignoreAccept");
  accept_->setEnabled(false);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(8);
  layout->addWidget(found);
  layout->addWidget(label);
  layout->addWidget(reason_);
  layout->addWidget(here_);
  layout->addWidget(everywhere_);
  layout->addStretch(1);
  layout->addWidget(buttons);
  setMinimumWidth(kWidth);
  connect(reason_, &QLineEdit::textChanged, this,
          [this](const QString& text) { accept_->setEnabled(!text.trimmed().isEmpty()); });
  connect(buttons, &QDialogButtonBox::accepted, this, &IgnoreDialog::ignore);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  reason_->setFocus();
}

void IgnoreDialog::ignore() {
  const auto scope = everywhere_->isChecked() ? model::SettingScope::everywhere : model::SettingScope::component;
  document_->apply(
      tr("Ignore %1").arg(QString::fromStdString(problem_.id)),
      model::ignoreFinding(document_->architecture(), problem_, reason_->text().trimmed().toStdString(), scope));
  accept();
}

}  // namespace virga::ui
