#pragma once

#include <memory>
#include <vector>

#include <QFileInfoList>
#include <QImage>
#include <QString>

#include "model/architecture/architecture.h"

namespace virga::ui {

// A project that comes with Virga.
struct Example {
  QString path;
  QString name;      // the project's own
  QString sentence;  // its description, on one line
  std::shared_ptr<const model::Architecture> project;
};

// Where the examples lie, and their files by name.
QString exampleFolder();
QFileInfoList exampleFiles();

// All examples that can be read, by file name.
std::vector<Example> examples();

// The project's drawing in so many pixels, in the theme's colours; null if there is nothing to draw.
QImage pictureOf(const std::shared_ptr<const model::Architecture>& project, QSize size);

}  // namespace virga::ui
