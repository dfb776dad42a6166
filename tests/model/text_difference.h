#pragma once

#include <string>

#include <QString>
#include <QStringList>

namespace virga::test {

// The lines that differ between two texts, apart from those that they begin and end with alike: "-old" and "+new", in
// order.
inline QStringList differences(const std::string& before, const std::string& after) {
  QStringList a = QString::fromStdString(before).split('\n');
  QStringList b = QString::fromStdString(after).split('\n');
  while (!a.isEmpty() && !b.isEmpty() && a.first() == b.first()) {
    a.removeFirst();
    b.removeFirst();
  }
  while (!a.isEmpty() && !b.isEmpty() && a.last() == b.last()) {
    a.removeLast();
    b.removeLast();
  }
  QStringList result;
  for (const auto& line : a) result << "-" + line;
  for (const auto& line : b) result << "+" + line;
  return result;
}

}  // namespace virga::test
