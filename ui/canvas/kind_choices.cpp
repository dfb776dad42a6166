#include "ui/canvas/kind_choices.h"

#include <QCoreApplication>

#include "ui/canvas/kind_info.h"
#include "ui/theme/icons.h"

namespace virga::ui {

FilterPopup::Entry entryOf(const KindChoice& choice) {
  const auto kind = choice.kind.toStdString();
  const auto after = QString::fromStdString(choice.after);
  if (after.isEmpty()) return {choice.kind, kindWord(kind), kindHelp(kind), icon(choice.kind)};
  return {choice.kind + QLatin1Char('<') + after,
          QCoreApplication::translate("Canvas", "%1, connected from %2").arg(kindWord(kind), after), kindHelp(kind),
          icon(choice.kind)};
}

KindChoice choiceOf(const QString& entryId) {
  return {entryId.section(QLatin1Char('<'), 0, 0), entryId.section(QLatin1Char('<'), 1).toStdString()};
}

}  // namespace virga::ui
