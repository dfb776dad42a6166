#include "ui/export/save_csv.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include "model/io/file.h"

namespace virga::ui {

void saveCsv(QWidget* parent, const QString& title, const QString& proposedName, std::string csv) {
  auto* dialog = new QFileDialog(parent, title, QString(), QFileDialog::tr("Comma-separated values (*.csv)"));
  dialog->setObjectName("csvDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix("csv");
  dialog->selectFile(proposedName);
  QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, csv = std::move(csv)](const QString& path) {
    const auto written = model::writeFileAtomically(path.toStdString(), csv);
    if (written) return;
    auto* box =
        new QMessageBox(QMessageBox::Warning, QFileDialog::tr("Not saved"),
                        QFileDialog::tr("%1 can't be saved").arg(QFileInfo(path).fileName()), QMessageBox::Ok, parent);
    box->setObjectName("failureBox");
    box->setInformativeText(QString::fromStdString(written.error()));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
  });
  dialog->open();
}

}  // namespace virga::ui
