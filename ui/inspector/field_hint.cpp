#include "ui/inspector/field_hint.h"

#include <QCoreApplication>

namespace virga::ui {

QString fieldHint(model::FieldView::Type type) {
  using Type = model::FieldView::Type;
  switch (type) {
    case Type::duration:
      return QCoreApplication::translate("FieldHint", "A time with its unit, as 250 ms, 1.5 s or 10 min.");
    case Type::size: return QCoreApplication::translate("FieldHint", "An amount with its unit, as 512 MiB or 4 KiB.");
    case Type::rate: return QCoreApplication::translate("FieldHint", "A rate with its unit, as 20/s or 5k/min.");
    case Type::share: return QCoreApplication::translate("FieldHint", "A part in per cent, as 0.5 %.");
    case Type::distribution:
      return QCoreApplication::translate("FieldHint",
                                         "A time, as 80 ms, or a law, as {lognormal: {mean: 35 ms, p95: 80 ms}}.");
    case Type::arrivals: return QCoreApplication::translate("FieldHint", "How requests come, as {poisson: {rate: 20/s}}.");
    default: return {};
  }
}

}  // namespace virga::ui
