#include "ui/export/save_file.h"

#include <utility>

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace virga::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

void tellFailure(QWidget* parent, const QString& path, const QString& reason) {
  auto* box = new QMessageBox(QMessageBox::Warning, tr("Not saved"), tr("%1 can't be saved").arg(QFileInfo(path).fileName()),
                              QMessageBox::Ok, parent);
  box->setObjectName("failureBox");
  box->setInformativeText(reason);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

}  // namespace

void saveFile(QWidget* parent, const SaveOffer& offer, std::function<QString(const QString& path)> write) {
  auto* dialog = new QFileDialog(parent, offer.title, QString(), offer.filter);
  dialog->setObjectName(offer.dialog);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(offer.suffix);
  dialog->selectFile(offer.proposedName);
  QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, write = std::move(write)](const QString& path) {
    if (const auto reason = write(path); !reason.isEmpty()) tellFailure(parent, path, reason);
  });
  dialog->open();
}

}  // namespace virga::ui
