#include "ui/bill/amount_text.h"

#include <QLocale>

namespace virga::ui {

AmountStyle& AmountStyle::instance() {
  static AmountStyle style;
  return style;
}

void AmountStyle::setPlaces(int places) {
  if (places == places_) return;
  places_ = places;
  emit changed();
}

QString amountText(const model::Decimal& value) {
  const int wanted = AmountStyle::instance().places();
  int places = wanted;
  if (value != 0)
    for (auto unit = model::Decimal("0.1"); wanted > 0 && places < 8 && abs(value) < unit; unit /= 10) ++places;
  return inLocale(model::toMoneyText(value, places));
}

QString inLocale(const std::string& number) {
  QString out;
  const QLocale locale;
  for (const auto character : QString::fromStdString(number))
    out += character == ',' ? locale.groupSeparator() : character == '.' ? locale.decimalPoint() : QString(character);
  return out;
}

}  // namespace virga::ui

#include "moc_amount_text.cpp"
