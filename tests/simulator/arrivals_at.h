#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include <QTemporaryDir>

#include "model/io/file.h"

namespace virga {

// The arrivals of a flow at exactly these seconds, as a project file states them.
inline std::string arrivalsAt(const std::vector<double>& seconds) {
  static const QTemporaryDir folder;
  static int files = 0;
  const auto path = folder.filePath(QString::number(files++) + ".csv").toStdString();
  std::string text;
  for (const double at : seconds) text += fmt::format("{}\n", at);
  if (!model::writeFileAtomically(path, text)) qFatal("%s can't be written", path.c_str());
  return fmt::format("{{trace: {{file: \"{}\"}}}}", path);
}

}  // namespace virga
