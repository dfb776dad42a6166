#include "ui/charts/quantity_text.h"

#include <algorithm>
#include <cmath>

#include <QLocale>

#include "ui/charts/time_style.h"

namespace virga::ui {

namespace {

const QString kNothing = QStringLiteral("–");

QString significant(double value) {
  if (value == 0) return QLocale().toString(0);
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value))));
  QString text = QLocale().toString(value, 'f', std::clamp(2 - magnitude, 0, 6));
  const QString point = QLocale().decimalPoint();
  if (!text.contains(point)) return text;
  while (text.endsWith(QLocale().zeroDigit())) text.chop(1);
  if (text.endsWith(point)) text.chop(point.size());
  return text;
}

}  // namespace

QString countText(double value) {
  if (std::isnan(value)) return kNothing;
  if (std::abs(value) >= 100 || value == std::floor(value)) return QLocale().toString(value, 'f', 0);
  return significant(value);
}

QString shortCountText(double value) {
  if (!(value >= 9'999.5)) return countText(value);
  if (value < 999'500) return countText(std::round(value / 1000)) + 'k';
  return QLocale().toString(value / 1e6, 'f', 1) + 'M';
}

QString millisecondsText(double milliseconds) {
  if (std::isnan(milliseconds)) return kNothing;
  if (TimeStyle::instance().unit() == TimeStyle::Unit::milliseconds) return countText(milliseconds) + " ms";
  if (std::abs(milliseconds) < 1000) return significant(milliseconds) + " ms";
  if (std::abs(milliseconds) < 120'000) return significant(milliseconds / 1000) + " s";
  if (std::abs(milliseconds) < 7'200'000) return significant(milliseconds / 60'000) + " min";
  return significant(milliseconds / 3'600'000) + " h";
}

QString shareText(double share) {
  if (std::isnan(share)) return kNothing;
  return significant(share * 100) + " %";
}

QString valueText(double value, const QString& unit) {
  if (std::isnan(value)) return kNothing;
  if (unit == "ms") return millisecondsText(value);
  if (unit == "s") return millisecondsText(value * 1000);
  if (unit.isEmpty() || unit == "1") return countText(value);
  if (unit == "1/s") return significant(value) + "/s";
  return significant(value) + " " + unit;
}

QString clockText(double seconds) {
  const auto whole = static_cast<qint64>(std::floor(std::max(0.0, seconds)));
  return QString("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar('0')).arg(whole % 60, 2, 10, QChar('0'));
}

}  // namespace virga::ui
