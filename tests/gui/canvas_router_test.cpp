#include <cmath>

#include <QTest>

#include "ui/canvas/edge_layout.h"
#include "ui/canvas/label_placement.h"
#include "ui/canvas/router.h"

using namespace virga::ui;

namespace {

QRectF card(double x, double y) { return {x, y, 180, 84}; }

std::vector<QPolygonF> routesOf(const std::vector<QRectF>& cards, const std::vector<Link>& links) {
  std::vector<QPolygonF> routes;
  routeLinks(cards, links, attach(cards, links), std::vector<bool>(links.size(), true), routes);
  return routes;
}

bool isOrthogonal(const QPolygonF& route) {
  for (qsizetype i = 0; i + 1 < route.size(); ++i)
    if (std::abs(route[i].x() - route[i + 1].x()) > 1e-9 && std::abs(route[i].y() - route[i + 1].y()) > 1e-9) return false;
  return route.size() >= 2;
}

// Whether a leg of the route runs through the card's inside.
bool crosses(const QPolygonF& route, const QRectF& rect) {
  const auto inside = rect.adjusted(1, 1, -1, -1);
  for (qsizetype i = 0; i + 1 < route.size(); ++i)
    if (QRectF(route[i], route[i + 1]).normalized().adjusted(-0.1, -0.1, 0.1, 0.1).intersects(inside)) return true;
  return false;
}

bool isOnBorder(QPointF point, const QRectF& rect) {
  const bool onX = std::abs(point.x() - rect.left()) < 1e-9 || std::abs(point.x() - rect.right()) < 1e-9;
  const bool onY = std::abs(point.y() - rect.top()) < 1e-9 || std::abs(point.y() - rect.bottom()) < 1e-9;
  return (onX && point.y() >= rect.top() && point.y() <= rect.bottom()) ||
         (onY && point.x() >= rect.left() && point.x() <= rect.right());
}

}  // namespace

class CanvasRouterTest : public QObject {
  Q_OBJECT

 private slots:
  void aLevelPairIsJoinedByOneStraightLine() {
    const auto routes = routesOf({card(0, 0), card(220, 0)}, {{0, 1}});
    QCOMPARE(routes[0], (QPolygonF{{180, 42}, {220, 42}}));
  }

  void aCardBetweenIsGoneRound() {
    const std::vector<QRectF> cards{card(0, 0), card(220, 0), card(440, 0)};
    const auto routes = routesOf(cards, {{0, 2}});
    QVERIFY(isOrthogonal(routes[0]));
    QVERIFY(!crosses(routes[0], cards[1]));
    QVERIFY(isOnBorder(routes[0].first(), cards[0]));
    QVERIFY(isOnBorder(routes[0].last(), cards[2]));
  }

  void routesInAGridOfCardsMeetNoCard() {
    std::vector<QRectF> cards;
    for (int y = 0; y < 6; ++y)
      for (int x = 0; x < 6; ++x) cards.push_back(card(x * 240, y * 140));
    std::vector<Link> links;
    for (std::size_t i = 0; i < cards.size(); ++i) {
      links.push_back({i, (i * 7 + 5) % cards.size()});
      links.push_back({i, (i + 1) % cards.size()});
    }
    std::erase_if(links, [](const Link& link) { return link.from == link.to; });
    const auto routes = routesOf(cards, links);
    for (std::size_t i = 0; i < routes.size(); ++i) {
      QVERIFY2(isOrthogonal(routes[i]), qPrintable(QString::number(i)));
      QVERIFY(isOnBorder(routes[i].first(), cards[links[i].from]));
      QVERIFY(isOnBorder(routes[i].last(), cards[links[i].to]));
      for (std::size_t c = 0; c < cards.size(); ++c)
        QVERIFY2(!crosses(routes[i], cards[c]),
                 qPrintable(QStringLiteral("link %1 → %2 crosses %3").arg(links[i].from).arg(links[i].to).arg(c)));
    }
  }

  void endsOnOneSideAreApart() {
    const std::vector<QRectF> cards{card(0, 140), card(300, 0), card(300, 140), card(300, 280)};
    const std::vector<Link> links{{0, 3}, {0, 1}, {0, 2}};
    const auto ends = attach(cards, links);
    // The level one leaves from the middle, the others above and below it.
    QCOMPARE(ends[2].from.point, QPointF(180, 182));
    QVERIFY(ends[1].from.point.y() < 182);
    QVERIFY(ends[0].from.point.y() > 182);
    for (const auto& route : routesOf(cards, links)) QVERIFY(isOrthogonal(route));
  }

  void cardsBelowAndBehindAreReachedFromTheNearSide() {
    const auto below = attach({card(0, 0), card(20, 200)}, {{0, 1}});
    QCOMPARE(below[0].from.side, Side::bottom);
    QCOMPARE(below[0].to.side, Side::top);
    const auto behind = attach({card(400, 0), card(0, 20)}, {{0, 1}});
    QCOMPARE(behind[0].from.side, Side::left);
    QCOMPARE(behind[0].to.side, Side::right);
  }

  void cardsOffTheGridAreJoinedWithRightAngles() {
    const std::vector<QRectF> cards{card(3, 7), card(271, 133), card(511, 11)};
    for (const auto& route : routesOf(cards, {{0, 1}, {1, 2}, {0, 2}, {2, 0}})) QVERIFY(isOrthogonal(route));
  }

  void overlappingCardsAndACardLinkedToItselfStillGetALine() {
    const std::vector<QRectF> cards{card(0, 0), card(40, 20)};
    for (const auto& route : routesOf(cards, {{0, 1}, {0, 0}})) QVERIFY(isOrthogonal(route));
  }

  void cardsSpreadTooFarForTheGridGetThePlainRoute() {
    const std::vector<QRectF> cards{card(-1e6, -1e6), card(1e6, 1e6)};
    const auto routes = routesOf(cards, {{0, 1}});
    QVERIFY(isOrthogonal(routes[0]));
    QCOMPARE(routes[0].last(), QPointF(1e6, 1e6 + 42));
  }

  void linesThatAreNotStaleStay() {
    const std::vector<QRectF> cards{card(0, 0), card(220, 0), card(440, 0)};
    const std::vector<Link> links{{0, 1}, {1, 2}};
    const QPolygonF mine{{180, 42}, {200, 42}, {220, 42}};
    std::vector<QPolygonF> routes{mine, {}};
    routeLinks(cards, links, attach(cards, links), {false, true}, routes);
    QCOMPARE(routes[0], mine);
    QCOMPARE(routes[1], (QPolygonF{{400, 42}, {440, 42}}));
  }

  void aChangeRenewsOnlyTheLinesNearIt() {
    const auto a = card(0, 0), b = card(600, 0), c = card(0, 400), d = card(600, 460), between = card(300, 0);
    const QSizeF label(60, 16);
    EdgeLayout layout;
    layout.change({a, b, c, d}, EdgeLayout::Before(4), {{{0, 1}, label}, {{2, 3}, label}}, EdgeLayout::Before(2));
    QCOMPARE(layout.routes()[0], (QPolygonF{{180, 42}, {600, 42}}));
    const auto far = layout.routes()[1];
    const auto farLabel = layout.labels()[1];
    QVERIFY(isOrthogonal(far) && farLabel);

    // A card comes to stand in the way of the first line; all others have other places in the lists now.
    layout.change({between, a, b, c, d}, {{}, 0, 1, 2, 3}, {{{3, 4}, label}, {{1, 2}, label}}, {1, 0});
    QCOMPARE(layout.routes()[0], far);
    QCOMPARE(layout.labels()[0], farLabel);
    QVERIFY(isOrthogonal(layout.routes()[1]));
    QVERIFY(!crosses(layout.routes()[1], between));
    QVERIFY(layout.labels()[1] && !layout.labels()[1]->intersects(between));

    // It goes again, with a line more to where the first one ended: the two share the side.
    layout.change({a, b, c, d}, {1, 2, 3, 4}, {{{0, 1}, label}, {{2, 3}, label}, {{2, 1}, {}}}, {1, 0, {}});
    QVERIFY(isOrthogonal(layout.routes()[2]));
    QVERIFY(!layout.labels()[2]);
    QVERIFY(layout.routes()[0].last() != layout.routes()[2].last());
    QVERIFY(isOnBorder(layout.routes()[2].last(), b));
    // And the same again changes nothing.
    const auto routes = layout.routes();
    layout.change({a, b, c, d}, {0, 1, 2, 3}, {{{0, 1}, label}, {{2, 3}, label}, {{2, 1}, {}}}, {0, 1, 2});
    QCOMPARE(layout.routes(), routes);
  }

  void labelsKeepOffCardsAndEachOther() {
    RectIndex taken, lines;
    taken.insert(card(0, 0), 99);
    taken.insert(card(400, 0), 99);
    const QPolygonF route{{180, 42}, {400, 42}};
    const auto first = placeLabel(route, {80, 16}, 0, taken, lines);
    QVERIFY(first);
    QVERIFY(!first->intersects(card(0, 0)) && !first->intersects(card(400, 0)));
    taken.insert(*first, 0);
    const auto second = placeLabel(route, {80, 16}, 1, taken, lines);
    QVERIFY(!second || !second->intersects(*first));
    QVERIFY(!placeLabel({{180, 42}, {200, 42}}, {80, 16}, 2, taken, lines));
  }
};

QTEST_GUILESS_MAIN(CanvasRouterTest)
#include "canvas_router_test.moc"
