#include "ui/document/document.h"

#include <filesystem>
#include <utility>

#include <QFileInfo>
#include <QStringList>

#include "model/io/file.h"
#include "model/project/project_file.h"
#include "ui/document/edit_command.h"

namespace virga::ui {
namespace {

std::filesystem::path toPath(const QString& path) { return std::filesystem::path(path.toStdString()); }

QString toMessage(const model::Problems& problems) {
  QStringList lines;
  for (const auto& problem : problems) lines << QString::fromStdString(model::toText(problem));
  return lines.join(QLatin1Char('\n'));
}

bool sameFile(const QString& a, const QString& b) {
  return !a.isEmpty() && !b.isEmpty() && QFileInfo(a).absoluteFilePath() == QFileInfo(b).absoluteFilePath();
}

}  // namespace

Document::Document(QObject* parent)
    : QObject(parent), architecture_(std::make_shared<const model::Architecture>(model::emptyProject())) {
  connect(&undoStack_, &QUndoStack::cleanChanged, this, [this] { emit fileChanged(); });
}

// The stack tells of its end; nobody may hear it from a document that is half gone.
Document::~Document() { undoStack_.disconnect(); }

void Document::apply(const QString& text, model::Architecture after, const QString& mergeKey) {
  if (after == *architecture_) return;
  undoStack_.push(
      new EditCommand(*this, text, architecture_, std::make_shared<const model::Architecture>(std::move(after)), mergeKey));
}

bool Document::apply(const QString& text, model::Edited after, const QString& mergeKey) {
  if (!after) {
    emit refused(QString::fromStdString(after.error()));
    return false;
  }
  apply(text, std::move(*after), mergeKey);
  return true;
}

void Document::newProject() { replace(model::emptyProject(), {}, {}); }

void Document::openUnsaved(model::Architecture value) {
  replace(std::move(value), {}, {});
  undoStack_.resetClean();
}

QString Document::open(const QString& path) {
  auto text = model::readFile(toPath(path));
  if (!text) return QString::fromStdString(text.error());
  auto value = model::readProject(*text, path.toStdString());
  if (!value) return toMessage(value.error());
  replace(std::move(*value), QFileInfo(path).absoluteFilePath(), std::move(*text));
  return {};
}

QString Document::openCopy(const QString& path) {
  auto text = model::readFile(toPath(path));
  if (!text) return QString::fromStdString(text.error());
  auto value = model::readProject(*text, path.toStdString());
  if (!value) return toMessage(value.error());
  replace(std::move(*value), {}, std::move(*text));
  return {};
}

QString Document::save(const QString& path, OnConflict onConflict) {
  if (path.isEmpty()) return tr("The project has no file name yet.");
  const bool own = sameFile(path, filePath_);
  if (own && onConflict == OnConflict::refuse && QFileInfo::exists(path) && changedOnDisk())
    return tr("%1 was changed by another program since it was opened here. Save under another name, or overwrite it.")
        .arg(path);
  auto text = model::writeProject(*architecture_, savedText_);
  if (auto written = model::writeFileAtomically(toPath(path), text); !written)
    return QString::fromStdString(written.error());
  savedText_ = std::move(text);
  filePath_ = QFileInfo(path).absoluteFilePath();
  undoStack_.setClean();
  emit fileChanged();
  return {};
}

bool Document::changedOnDisk() const {
  if (filePath_.isEmpty()) return false;
  const auto text = model::readFile(toPath(filePath_));
  return !text || *text != savedText_;
}

void Document::select(std::set<model::ComponentId> ids) {
  std::erase_if(ids, [this](const auto& id) { return architecture_->find(id) == nullptr; });
  if (ids == selection_) return;
  selection_ = std::move(ids);
  emit selectionChanged();
}

void Document::setArchitecture(std::shared_ptr<const model::Architecture> value) {
  architecture_ = std::move(value);
  const auto gone = std::erase_if(selection_, [this](const auto& id) { return architecture_->find(id) == nullptr; });
  emit changed();
  if (gone > 0) emit selectionChanged();
}

void Document::replace(model::Architecture value, const QString& path, std::string text) {
  architecture_ = std::make_shared<const model::Architecture>(std::move(value));
  savedText_ = std::move(text);
  filePath_ = path;
  const bool hadSelection = !selection_.empty();
  selection_.clear();
  undoStack_.clear();
  emit replaced();
  emit changed();
  if (hadSelection) emit selectionChanged();
  emit fileChanged();
}

}  // namespace virga::ui

#include "moc_document.cpp"
