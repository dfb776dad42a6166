#include "ui/problems/ignore_dialog.h"

#include <utility>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
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
      scope_(new QComboBox),
      accept_(new QPushButton(tr("&Ignore"))) {
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
  scope_->setObjectName("ignoreScope");
  if (!id.isEmpty()) scope_->addItem(tr("At %1 alone").arg(id), static_cast<int>(model::SettingScope::component));
  scope_->addItem(tr("Everywhere in the project"), static_cast<int>(model::SettingScope::everywhere));
  auto* scopeLabel = new QLabel(tr("&Where"));
  scopeLabel->setBuddy(scope_);
  accept_->setObjectName("ignoreAccept");
  accept_->setDefault(true);
  accept_->setEnabled(false);
  auto* cancel = new QPushButton(tr("&Cancel"));
  cancel->setAutoDefault(false);
  // A row of its own: a QDialogButtonBox leaves a button out of the round of Tab.
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(accept_);
  buttons->addWidget(cancel);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(8);
  layout->addWidget(found);
  layout->addWidget(label);
  layout->addWidget(reason_);
  layout->addWidget(scopeLabel);
  layout->addWidget(scope_);
  layout->addStretch(1);
  layout->addLayout(buttons);
  setMinimumWidth(kWidth);
  connect(reason_, &QLineEdit::textChanged, this,
          [this](const QString& text) { accept_->setEnabled(!text.trimmed().isEmpty()); });
  connect(accept_, &QPushButton::clicked, this, &IgnoreDialog::ignore);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  reason_->setFocus();
}

void IgnoreDialog::ignore() {
  const auto scope = static_cast<model::SettingScope>(scope_->currentData().toInt());
  document_->apply(
      tr("Ignore %1").arg(QString::fromStdString(problem_.id)),
      model::ignoreFinding(document_->architecture(), problem_, reason_->text().trimmed().toStdString(), scope));
  accept();
}

}  // namespace virga::ui
