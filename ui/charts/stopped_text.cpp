#include "ui/charts/stopped_text.h"

#include <QCoreApplication>

#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

}  // namespace

QString stoppedText(const simulator::Result& result) {
  if (!result.partOf) return {};
  if (result.simulated < result.partOf->simulated)
    return tr("Stopped after %1 of %2")
        .arg(clockText(result.simulated.seconds()), clockText(result.partOf->simulated.seconds()));
  return tr("Stopped after %1 of %2 runs").arg(result.replications).arg(result.partOf->replications);
}

}  // namespace virga::ui
