#include "ui/export/save_csv.h"

#include <utility>

#include <QCoreApplication>

#include "model/io/file.h"
#include "ui/export/save_file.h"

namespace virga::ui {

void saveCsv(QWidget* parent, const QString& title, const QString& proposedName, std::string csv) {
  const auto filter = QCoreApplication::translate("virga::ui", "Comma-separated values (*.csv)");
  saveFile(parent, {"csvDialog", title, filter, "csv", proposedName}, [csv = std::move(csv)](const QString& path) {
    const auto written = model::writeFileAtomically(path.toStdString(), csv);
    return written ? QString() : QString::fromStdString(written.error());
  });
}

}  // namespace virga::ui
