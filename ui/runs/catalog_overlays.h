#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QString>

#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// A file that a user put over the catalogs. One with problems isn't used.
struct OverlayFile {
  QString path;          // absolute
  bool kept = true;      // remembered for the user's next session
  std::string provider;  // empty where the file doesn't say
  model::Problems problems;
};

// The overlay files of the session, in the order in which they lie over each other: the last one counts. Whatever loads a
// catalog from the cache gets it with those that are in order.
class CatalogOverlays : public QObject {
  Q_OBJECT

 public:
  explicit CatalogOverlays(std::shared_ptr<CatalogCache> catalogs, QObject* parent = nullptr);

  const std::vector<OverlayFile>& files() const { return files_; }
  model::Problems problems() const;  // of all files

  // Puts the file over all others; a file that is there already moves. `kept`: in the settings too. What is wrong with it.
  model::Problems add(const QString& path, bool kept = true);
  void remove(std::size_t index);
  // Reads the files anew, which other programs may have changed.
  void reload();
  // Adds those that the user had when the program ended, under those that are there.
  void restore();

 signals:
  void changed();

 private:
  void read();
  void keep() const;

  std::shared_ptr<CatalogCache> catalogs_;
  std::vector<OverlayFile> files_;
  std::vector<CatalogOverlay> used_;
};

}  // namespace virga::ui
