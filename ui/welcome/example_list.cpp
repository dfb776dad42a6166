#include "ui/welcome/example_list.h"

#include <QDir>
#include <QPainter>

#include "model/io/resources.h"
#include "model/project/project_file.h"
#include "ui/canvas/canvas_view.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"

namespace virga::ui {

std::vector<Example> examples() {
  std::vector<Example> found;
  const QDir folder(QString::fromStdString((model::resourceFolder() / "examples").string()));
  for (const auto& file : folder.entryInfoList({"*.virga.yaml"}, QDir::Files, QDir::Name)) {
    const auto project = model::loadProject(file.absoluteFilePath().toStdString());
    if (project)
      found.push_back({file.absoluteFilePath(), QString::fromStdString(project->name),
                       QString::fromStdString(project->description).simplified()});
  }
  return found;
}

QImage pictureOf(const QString& path, QSize size) {
  Document document;
  if (!document.open(path).isEmpty()) return {};
  const CanvasView canvas(&document);
  const auto drawing = canvas.toImage(1);
  if (drawing.isNull()) return {};
  QImage picture(size, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Theme::instance().color(Role::canvas));
  const auto scaled = drawing.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  QPainter painter(&picture);
  painter.drawImage(QPoint((size.width() - scaled.width()) / 2, (size.height() - scaled.height()) / 2), scaled);
  return picture;
}

}  // namespace virga::ui
