#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "ui/theme/icons.h"

using namespace virga::ui;

namespace {

// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});  // by value
  return (high + 0.05) / (low + 0.05);
}

}  // namespace

class ThemeTest : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { Theme::instance().setMode(Theme::Mode::light); }

  void contrastOfBlackAndWhiteIs21() { QCOMPARE(std::round(contrast(Qt::black, Qt::white) * 100), 2100.0); }

  void textIsLegible_data() {
    QTest::addColumn<int>("mode");
    QTest::newRow("light") << int(Theme::Mode::light);
    QTest::newRow("dark") << int(Theme::Mode::dark);
    QTest::newRow("high contrast") << int(Theme::Mode::contrast);
  }
  void textIsLegible() {
    QFETCH(int, mode);
    auto& theme = Theme::instance();
    theme.setMode(Theme::Mode(mode));
    const auto check = [&theme](Role front, Role back, double least) {
      const double value = contrast(theme.color(front), theme.color(back));
      QVERIFY2(value >= least, qPrintable(QStringLiteral("role %1 on %2: %3").arg(int(front)).arg(int(back)).arg(value)));
    };
    for (const auto back : {Role::window, Role::panel, Role::field, Role::card, Role::canvas, Role::selection})
      check(Role::text, back, 4.5);
    for (const auto back : {Role::window, Role::panel, Role::field, Role::card, Role::canvas}) {
      check(Role::mutedText, back, 4.5);
      for (const auto front : {Role::error, Role::warning, Role::info, Role::success}) check(front, back, 4.5);
    }
    check(Role::accentText, Role::accent, 4.5);
    for (const auto back : {Role::error, Role::warning, Role::info}) check(Role::accentText, back, 4.5);
    check(Role::cardTitle, Role::card, 4.5);
    check(Role::edgeLabel, Role::canvas, 4.5);
    for (const auto front : {Role::edge, Role::focus, Role::portAllowed, Role::portRefused, Role::cardBorder})
      check(front, Role::canvas, 3);
    for (const auto front : {Role::port, Role::cardBorder}) check(front, Role::card, 3);
    for (const auto front :
         {Role::series1, Role::series2, Role::series3, Role::series4, Role::series5, Role::series6, Role::accent})
      check(front, Role::chartBackground, 3);
  }

  // Beyond what is asked of the others: text as WCAG's level AAA has it, and frames that are seen.
  void highContrastIsHigher() {
    auto& theme = Theme::instance();
    theme.setMode(Theme::Mode::contrast);
    for (const auto back : {Role::window, Role::panel, Role::field, Role::card, Role::canvas, Role::selection})
      QVERIFY(contrast(theme.color(Role::text), theme.color(back)) >= 7);
    for (const auto front : {Role::border, Role::focus, Role::edge, Role::cardBorder, Role::accent})
      QVERIFY(contrast(theme.color(front), theme.color(Role::window)) >= 7);
  }

  void switchingTellsAndRecolours() {
    auto& theme = Theme::instance();
    theme.setMode(Theme::Mode::light);
    const auto light = theme.color(Role::canvas);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(luminance(theme.color(Role::canvas)) < luminance(light));
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::window));
    QVERIFY(contrast(QApplication::palette().color(QPalette::WindowText), QApplication::palette().color(QPalette::Window)) >=
            4.5);
  }

  void everyKindHasItsOwnIcon() {
    QList<QImage> drawn;
    for (const auto* kind :
         {"client", "http-api", "function", "queue", "object-store", "nosql-db", "cache", "auth", "external", "component"}) {
      QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
      image.fill(Qt::white);
      QPainter painter(&image);
      paintIcon(painter, QString::fromLatin1(kind), QRectF(0, 0, 48, 48), Qt::black);
      painter.end();
      QImage blank(image.size(), image.format());
      blank.fill(Qt::white);
      QVERIFY2(image != blank, kind);
      QVERIFY2(!drawn.contains(image), kind);
      drawn << image;
    }
  }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
