#include "ui/compare/platform_chooser.h"

#include <algorithm>
#include <optional>

#include <QSignalBlocker>
#include <QTreeWidgetItemIterator>

namespace virga::ui {

namespace {

constexpr int kProviderRole = Qt::UserRole;
constexpr int kPlanRole = Qt::UserRole + 1;

const model::ProviderSettings* settingsOf(const model::Architecture& architecture, const std::string& provider) {
  for (const auto& settings : architecture.providers)
    if (settings.provider == provider) return &settings;
  return nullptr;
}

}  // namespace

PlatformChooser::PlatformChooser(std::shared_ptr<CatalogCache> catalogs, QWidget* parent)
    : QTreeWidget(parent), catalogs_(std::move(catalogs)) {
  setObjectName("platformChooser");
  setAccessibleName(tr("Platforms to compare"));
  setHeaderHidden(true);
  setRootIsDecorated(false);
  setItemsExpandable(false);
  setIndentation(14);
  setUniformRowHeights(true);
  setToolTip(tr("Which providers and plans to compare; Space changes the choice"));
  connect(this, &QTreeWidget::itemChanged, this, &PlatformChooser::changed);
}

void PlatformChooser::fill(const model::Architecture& architecture) {
  const QSignalBlocker blocker(this);
  clear();
  const auto add = [this](QTreeWidgetItem* parent, const QString& text, const std::string& provider, const std::string& plan,
                          bool checked) {
    auto* row = new QTreeWidgetItem(parent, {text});
    row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    row->setCheckState(0, checked ? Qt::Checked : Qt::Unchecked);
    row->setData(0, kProviderRole, QString::fromStdString(provider));
    row->setData(0, kPlanRole, QString::fromStdString(plan));
    return row;
  };
  for (const auto& provider : model::catalogProviders()) {
    const auto* settings = settingsOf(architecture, provider);
    const auto catalog = catalogs_->load(provider);
    if (!catalog) {
      auto* row = add(invisibleRootItem(), QString::fromStdString(provider), provider, {}, false);
      row->setDisabled(true);
      QStringList lines;
      for (const auto& problem : catalog.error()) lines << QString::fromStdString(model::toText(problem));
      row->setToolTip(0, lines.join('\n'));
      continue;
    }
    const auto name = QString::fromStdString((*catalog)->name);
    if ((*catalog)->plans.empty()) {
      add(invisibleRootItem(), name, provider, {}, provider != "custom" || settings);
      continue;
    }
    const auto preferred = settings && settings->plan ? *settings->plan : (*catalog)->plan;
    auto* group = new QTreeWidgetItem(this, {name});
    group->setFlags(Qt::ItemIsEnabled);
    for (const auto& plan : (*catalog)->plans) {
      auto* row = add(group, QString::fromStdString(plan.name), provider, plan.id, plan.id == preferred);
      const auto full = QString("%1 %2").arg(name, row->text(0));
      row->setData(0, Qt::AccessibleTextRole, full);
      row->setToolTip(0, full);
    }
  }
  expandAll();
  emit changed();
}

std::vector<PlatformChoice> PlatformChooser::chosen() const {
  std::vector<PlatformChoice> choices;
  for (QTreeWidgetItemIterator row(const_cast<PlatformChooser*>(this), QTreeWidgetItemIterator::Checked); *row; ++row)
    choices.push_back(
        {(*row)->data(0, kProviderRole).toString().toStdString(), (*row)->data(0, kPlanRole).toString().toStdString()});
  return choices;
}

}  // namespace virga::ui
