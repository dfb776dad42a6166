#pragma once

#include <QObject>
#include <QString>

#include "model/units/money.h"

namespace virga::ui {

// How the whole window writes amounts of money; whoever shows some writes them anew when it changes.
class AmountStyle : public QObject {
  Q_OBJECT

 public:
  static AmountStyle& instance();

  int places() const { return places_; }
  void setPlaces(int places);  // decimals, 0 … 6; 2 unless said otherwise

 signals:
  void changed();

 private:
  AmountStyle() = default;

  int places_ = 2;
};

// "1,234.50", as the locale writes it. Where there are decimals at all, amounts below 0.1 keep two significant digits:
// "0.097".
QString amountText(const model::Decimal& amount);

// A number with its exact digits, "1234.0000002", with the locale's signs.
QString inLocale(const std::string& number);

}  // namespace virga::ui
