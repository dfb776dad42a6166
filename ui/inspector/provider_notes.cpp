#include "ui/inspector/provider_notes.h"

#include <QCoreApplication>

#include "model/io/resources.h"

namespace virga::ui {

namespace {

class Words {
  Q_DECLARE_TR_FUNCTIONS(ProviderNotes)

 public:
  static QString range(const model::ProviderNote& note) {
    const auto min = QString::fromStdString(note.min), max = QString::fromStdString(note.max);
    if (!min.isEmpty() && !max.isEmpty()) return tr("%1 … %2").arg(min, max);
    if (!max.isEmpty()) return tr("at most %1").arg(max);
    return min.isEmpty() ? QString() : tr("at least %1").arg(min);
  }
  static QString fault(const std::string& reason) {
    return tr("The platforms' names and limits of fields can't be read: %1").arg(QString::fromStdString(reason));
  }
  static QString nameSource(const model::ProviderNote& note) {
    return tr("Name: %1").arg(QString::fromStdString(note.nameSource));
  }
  static QString limitSource(const model::ProviderNote& note) {
    return tr("Limit: %1").arg(QString::fromStdString(note.limitSource));
  }
  static QString line(const model::Catalog& catalog, const QString& text) {
    return tr("%1: %2").arg(QString::fromStdString(catalog.name), text);
  }
};

}  // namespace

void ProviderNotes::setArchitecture(const model::Architecture& architecture) {
  if (!fields_) {
    auto fields = model::loadProviderFields(model::resourceFolder() / "inspector" / "provider_fields.yaml");
    fault_ = fields ? QString() : Words::fault(fields.error());
    if (fields) fields_ = std::move(*fields);
  }
  const auto& provider = architecture.target.provider;
  const auto catalog = catalogs_->load(provider);
  if (!catalog) return planned_.reset();  // the problems panel says why
  std::string plan;
  for (const auto& settings : architecture.providers)
    if (settings.provider == provider) plan = settings.plan.value_or("");
  if (!planned_ || base_ != *catalog || plan != plan_) {
    base_ = *catalog;
    plan_ = plan;
    auto planned = model::withPlan(**catalog, architecture);
    planned_ = planned ? std::move(*planned) : **catalog;  // of a plan that isn't known the problems panel tells
  }
}

FieldNote ProviderNotes::noteOn(const std::string& kind, const std::string& path) const {
  if (!fields_ || !planned_) return {};
  const auto note = model::providerNote(*fields_, *planned_, kind, path);
  QStringList parts{QString::fromStdString(note.name), Words::range(note)};
  parts.removeAll(QString());
  if (parts.isEmpty()) return {};
  QStringList sources;
  if (!note.name.empty()) sources << Words::nameSource(note);
  if (!note.limitSource.empty()) sources << Words::limitSource(note);
  return {Words::line(*planned_, parts.join(QStringLiteral(" · "))), sources.join('\n')};
}

}  // namespace virga::ui
