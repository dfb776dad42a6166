#include "ui/welcome/example_list.h"

#include <utility>

#include <QDir>
#include <QPainter>

#include "model/io/resources.h"
#include "model/project/project_file.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/drawing_export.h"
#include "ui/theme/theme.h"

namespace virga::ui {

QString exampleFolder() { return QString::fromStdString((model::resourceFolder() / "examples").string()); }

QFileInfoList exampleFiles() { return QDir(exampleFolder()).entryInfoList({"*.virga.yaml"}, QDir::Files, QDir::Name); }

std::vector<Example> examples() {
  std::vector<Example> found;
  for (const auto& file : exampleFiles()) {
    auto project = model::loadProject(file.absoluteFilePath().toStdString());
    if (!project) continue;
    auto kept = std::make_shared<const model::Architecture>(std::move(*project));
    found.push_back({file.absoluteFilePath(), QString::fromStdString(kept->name),
                     QString::fromStdString(kept->description).simplified(), kept});
  }
  return found;
}

QImage pictureOf(const std::shared_ptr<const model::Architecture>& project, QSize size) {
  CanvasScene scene;
  scene.show(project);
  const auto drawing = imageOf(scene, 1);
  if (drawing.isNull()) return {};
  QImage picture(size, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Theme::instance().color(Role::canvas));
  const auto scaled = drawing.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  QPainter painter(&picture);
  painter.drawImage(QPoint((size.width() - scaled.width()) / 2, (size.height() - scaled.height()) / 2), scaled);
  return picture;
}

}  // namespace virga::ui
