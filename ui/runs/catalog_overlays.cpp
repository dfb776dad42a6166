#include "ui/runs/catalog_overlays.h"

#include <algorithm>
#include <map>

#include <QFileInfo>
#include <QSettings>

#include "model/catalog/overlay.h"
#include "model/io/file.h"

namespace virga::ui {

namespace {

const QString kSettingsKey = QStringLiteral("catalogOverlays");

model::Problems unreadable(const std::string& file, std::string message) {
  model::Problem problem;
  problem.id = "unreadable-file";
  problem.file = file;
  problem.message = std::move(message);
  return {problem};
}

}  // namespace

CatalogOverlays::CatalogOverlays(std::shared_ptr<CatalogCache> catalogs, QObject* parent)
    : QObject(parent), catalogs_(std::move(catalogs)) {}

model::Problems CatalogOverlays::problems() const {
  model::Problems all;
  for (const auto& file : files_) all.insert(all.end(), file.problems.begin(), file.problems.end());
  return all;
}

model::Problems CatalogOverlays::add(const QString& path, bool kept) {
  const auto absolute = QFileInfo(path).absoluteFilePath();
  std::erase_if(files_, [&](const OverlayFile& file) { return file.path == absolute; });
  files_.push_back({absolute, kept, {}, {}});
  if (kept) keep();
  read();
  return files_.back().problems;
}

void CatalogOverlays::remove(std::size_t index) {
  files_.erase(files_.begin() + static_cast<std::ptrdiff_t>(index));
  keep();
  read();
}

void CatalogOverlays::reload() { read(); }

void CatalogOverlays::restore() {
  std::vector<OverlayFile> files;
  for (const auto& path : QSettings().value(kSettingsKey).toStringList())
    if (std::none_of(files_.begin(), files_.end(), [&](const OverlayFile& file) { return file.path == path; }))
      files.push_back({path, true, {}, {}});
  files_.insert(files_.begin(), files.begin(), files.end());
  read();
}

// Each file is checked over the catalog and the files below it.
void CatalogOverlays::read() {
  const auto before = problems();
  std::vector<CatalogOverlay> used;
  std::map<std::string, tl::expected<model::Catalog, model::Problems>> catalogs;
  for (auto& file : files_) {
    const auto name = file.path.toStdString();
    file.provider.clear();
    file.problems.clear();
    const auto text = model::readFile(name);
    if (!text) {
      file.problems = unreadable(name, text.error());
      continue;
    }
    const auto provider = model::overlayProvider(*text, name);
    if (!provider) {
      file.problems = provider.error();
      continue;
    }
    file.provider = *provider;
    auto found = catalogs.find(*provider);
    if (found == catalogs.end()) found = catalogs.emplace(*provider, model::loadCatalog(*provider)).first;
    auto over = found->second ? model::withOverlay(*found->second, *text, name) : found->second;
    if (!over) {
      file.problems = over.error();
      continue;
    }
    found->second = std::move(over);
    used.push_back({name, *provider, *text});
  }
  if (used != used_) {
    used_ = used;
    catalogs_->setOverlays(std::move(used));
  } else if (before == problems()) {
    return;
  }
  emit changed();
}

void CatalogOverlays::keep() const {
  QStringList paths;
  for (const auto& file : files_)
    if (file.kept) paths << file.path;
  QSettings().setValue(kSettingsKey, paths);
}

}  // namespace virga::ui
