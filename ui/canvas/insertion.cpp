#include "ui/canvas/insertion.h"

#include <utility>

#include <QCoreApplication>

namespace virga::ui {

Insertion::Insertion(CanvasScene& scene, Attempt attempt, std::function<void(const QString&)> tell)
    : scene_(scene), attempt_(std::move(attempt)), tell_(std::move(tell)) {}

Insertion::~Insertion() {
  scene_.setHovered(nullptr, nullptr);
  tell_({});
}

void Insertion::moveTo(QPointF point, double reach) {
  const auto* edge = scene_.edgeAt(point, reach);
  if (!edge) {
    if (!line_) return;
    line_.reset();
    refusal_.clear();
    scene_.setHovered(nullptr, nullptr);
    return tell_({});
  }
  if (line_ == edge->bundle()) return;
  line_ = edge->bundle();
  const auto edited = attempt_(line_->edges);
  refusal_ = edited ? QString() : QString::fromStdString(edited.error());
  scene_.setHovered(nullptr, edited ? edge : nullptr);
  tell_(edited ? QCoreApplication::translate("Canvas", "Release to insert it between %1 and %2.")
                     .arg(QString::fromStdString(line_->from), QString::fromStdString(line_->to))
               : refusal_);
}

QString insertionText(const QString& what, const EdgeBundle& line) {
  return QCoreApplication::translate("Canvas", "Insert %1 between %2 and %3")
      .arg(what, QString::fromStdString(line.from), QString::fromStdString(line.to));
}

}  // namespace virga::ui
