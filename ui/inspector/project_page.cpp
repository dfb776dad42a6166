#include "ui/inspector/project_page.h"

#include <QComboBox>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/inspector/alarms_editor.h"
#include "ui/inspector/passing_wheel.h"
#include "ui/inspector/rename_field.h"
#include "ui/inspector/scenario_form.h"

namespace virga::ui {

namespace {

QWidget* labelled(const QString& text, QWidget* editor) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* label = new QLabel(text);
  label->setFixedWidth(132);
  label->setBuddy(editor);
  layout->addWidget(label);
  layout->addWidget(editor, 1);
  return row;
}

}  // namespace

ProjectPage::ProjectPage(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent)
    : QWidget(parent),
      document_(document),
      catalogs_(std::move(catalogs)),
      provider_(new QComboBox),
      region_(new QComboBox),
      scenarios_(new ScenarioForm(document)) {
  name_ = new RenameField(tr("Name"), [this](const QString& typed) -> QString {
    if (typed.isEmpty()) return tr("A project needs a name.");
    auto after = document_->architecture();
    after.name = typed.toStdString();
    document_->apply(tr("Rename the project"), std::move(after));
    return {};
  });
  name_->setObjectName("projectName");
  description_ = new RenameField(tr("Description"), [this](const QString& typed) -> QString {
    auto after = document_->architecture();
    after.description = typed.toStdString();
    document_->apply(tr("Describe the project"), std::move(after));
    return {};
  });
  description_->setObjectName("projectDescription");
  provider_->setObjectName("targetProvider");
  provider_->setAccessibleName(tr("Target provider"));
  for (auto* choice : {provider_, region_}) keepFromPassingWheel(choice);
  for (const auto& provider : model::catalogProviders()) provider_->addItem(QString::fromStdString(provider));
  region_->setObjectName("targetRegion");
  region_->setAccessibleName(tr("Target region"));
  auto* title = new QLabel(tr("Project"));
  auto font = title->font();
  font.setBold(true);
  title->setFont(font);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(title);
  layout->addWidget(name_);
  layout->addWidget(description_);
  layout->addWidget(labelled(tr("Target provider"), provider_));
  layout->addWidget(labelled(tr("Region"), region_));
  layout->addSpacing(8);
  layout->addWidget(scenarios_, 1);
  layout->addSpacing(8);
  layout->addWidget(new AlarmsEditor(document));

  connect(provider_, &QComboBox::textActivated, this, [this](const QString& provider) {
    setTarget({provider.toStdString(), {}});
  });
  connect(region_, &QComboBox::activated, this, [this](int index) {
    setTarget({document_->architecture().target.provider, region_->itemData(index).toString().toStdString()});
  });
  connect(document_, &Document::changed, this, &ProjectPage::refresh);
  refresh();
}

void ProjectPage::setTarget(model::Target target) {
  auto after = document_->architecture();
  after.target = std::move(target);
  document_->apply(tr("Change the target"), std::move(after));
}

void ProjectPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  // The catalog is read after the first paint, so that it doesn't delay the window.
  QTimer::singleShot(0, this, &ProjectPage::fillRegions);
}

void ProjectPage::refresh() {
  const auto& architecture = document_->architecture();
  name_->setValue(QString::fromStdString(architecture.name));
  description_->setValue(QString::fromStdString(architecture.description));
  description_->setToolTip(QString::fromStdString(architecture.description));
  const auto provider = QString::fromStdString(architecture.target.provider);
  if (provider_->findText(provider) < 0) provider_->addItem(provider);
  provider_->setCurrentText(provider);
  if (isVisible()) fillRegions();
}

void ProjectPage::fillRegions() {
  const auto& target = document_->architecture().target;
  if (regionsOf_ != target.provider) {
    regionsOf_ = target.provider;
    region_->clear();
    region_->addItem(tr("(default)"), QString());
    if (const auto catalog = catalogs_->load(target.provider)) {
      region_->setItemText(0, tr("(default: %1)").arg(QString::fromStdString((*catalog)->defaultRegion)));
      for (const auto& region : (*catalog)->regions)
        region_->addItem(QString::fromStdString(region), QString::fromStdString(region));
    }
  }
  const auto region = QString::fromStdString(target.region);
  if (region_->findData(region) < 0) region_->addItem(region, region);
  region_->setCurrentIndex(region_->findData(region));
}

}  // namespace virga::ui
