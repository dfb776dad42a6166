#pragma once

#include <vector>

#include <QImage>
#include <QString>

namespace virga::ui {

// A project that comes with Virga.
struct Example {
  QString path;
  QString name;      // the project's own
  QString sentence;  // its description, on one line
};

// All examples that can be read, by file name.
std::vector<Example> examples();

// The project's drawing in so many pixels, in the theme's colours; null if it can't be read.
QImage pictureOf(const QString& path, QSize size);

}  // namespace virga::ui
