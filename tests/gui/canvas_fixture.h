#pragma once

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/geometry.h"

namespace virga::ui {

// shoppers → api → checkout → orders, checkout ⇢ receipts ⇢ mailer; nobody uses `spare`.
inline model::Architecture shop() {
  using namespace model;
  Architecture shop;
  shop.name = "Shop";
  Client client;
  client.sends = {Flow{{"api"}, "POST /orders", PoissonArrivals{Rate{20}}, kibibytes(4)}};
  HttpApi api;
  api.routes = {Route{"POST /orders", {"checkout"}}};
  Function checkout;
  checkout.runtime = "nodejs22";
  CallStep write;
  write.to = {"orders"};
  write.operation = Operation::write;
  SendStep send;
  send.to = {"receipts"};
  checkout.steps = {Step{write}, Step{send}};
  Queue receipts;
  receipts.visibility = seconds(60);
  Consumer consumer;
  consumer.to = {"mailer"};
  receipts.consumers = {consumer};
  Function mailer;
  mailer.runtime = "python3.12";
  shop.components = {{"shoppers", "", client},  {"api", "", api},           {"checkout", "", checkout},
                     {"orders", "", NosqlDb{}}, {"receipts", "", receipts}, {"mailer", "", mailer},
                     {"spare", "", Function{}}};
  shop.layout = {{"shoppers", {0, 0}},     {"api", {280, 0}},      {"checkout", {560, 0}}, {"orders", {840, 0}},
                 {"receipts", {560, 200}}, {"mailer", {840, 200}}, {"spare", {280, 200}}};
  return shop;
}

// A shown canvas at 100 % and hands to work on it.
struct Canvas {
  Document document;
  CanvasView view{&document};

  explicit Canvas(const model::Architecture& architecture = shop()) {
    document.apply(QStringLiteral("Set up"), architecture);
    document.undoStack().clear();
    view.resize(1200, 600);
    view.show();
    view.activateWindow();
    if (!QTest::qWaitForWindowActive(&view)) qFatal("the window didn't become active");
    view.setFocus();
    view.zoomTo100();
    view.centerOn(500, 140);
  }

  QPoint at(QPointF scenePoint) const { return view.mapFromScene(scenePoint); }
  QPoint on(const model::ComponentId& id, QPointF offset = {90, 60}) const {
    return at(toPoint(view.drawing().positions().at(id)) + offset);
  }
  QPoint output(const model::ComponentId& id) const { return on(id, {double(kCardWidth), kCardHeight / 2.0}); }

  void press(QPoint point, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(view.viewport(), Qt::LeftButton, modifiers, point);
  }
  void moveTo(QPoint point) { QTest::mouseMove(view.viewport(), point); }
  void release(QPoint point, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, modifiers, point);
  }
  void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    press(from, modifiers);
    moveTo((from + to) / 2);
    moveTo(to);
    release(to, modifiers);
  }
  void click(QPoint point, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, point);
    // Two clicks in a row on the same place would make a double click.
    QTest::qWait(QApplication::doubleClickInterval() + 1);
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }

  model::Position place(const model::ComponentId& id) const {
    for (const auto& [name, position] : document.architecture().layout)
      if (name == id) return position;
    return {-1, -1};
  }
  std::size_t edgesBetween(const model::ComponentId& from, const model::ComponentId& to) const {
    const auto all = model::edges(document.architecture());
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const auto& edge) { return edge.from == from && edge.to == to; }));
  }
};

}  // namespace virga::ui
