#include <set>

#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "model/io/resources.h"
#include "model/project/project_file.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/kind_info.h"
#include "ui/palette/palette_panel.h"

using namespace virga;
using namespace virga::ui;

class PaletteTest : public QObject {
  Q_OBJECT

 private slots:
  void everyKindIsThereWithAWordAndASentence() {
    Document document;
    const PalettePanel palette(&document);
    const auto* list = palette.findChild<QListWidget*>(QStringLiteral("paletteList"));
    QCOMPARE(list->count(), static_cast<int>(model::kindNames().size()));
    for (const auto& kind : model::kindNames()) {
      QVERIFY2(kindWord(kind) != QString::fromStdString(kind), kind.c_str());
      QVERIFY2(!kindBrief(kind).isEmpty(), kind.c_str());
      QVERIFY2(kindHelp(kind).endsWith(QLatin1Char('.')), kind.c_str());
    }
  }

  void everyKindHasAnIconOfItsOwn() {
    std::set<std::string> drawings{model::readFile(model::resourceFolder() / "icons" / "component.svg").value()};
    for (const auto& kind : model::kindNames()) {
      const auto text = model::readFile(model::resourceFolder() / "icons" / (kind + ".svg"));
      QVERIFY2(text, kind.c_str());
      QVERIFY2(drawings.insert(*text).second, kind.c_str());
      QVERIFY2(QSvgRenderer(QByteArray::fromStdString(*text)).isValid(), kind.c_str());
    }
  }

  void factsTellComponentsApart() {
    const auto project = model::loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
    QVERIFY(project);
    const auto facts = [&](const char* id) { return keyFacts(*project->find(id)); };
    QCOMPARE(facts("couriers"), QStringLiteral("3 flows"));
    QCOMPARE(facts("live"), QStringLiteral("2 routes · max 500/s"));
    QCOMPARE(facts("news"), QStringLiteral("2 subscriptions"));
    QCOMPARE(facts("positions"), QStringLiteral("4 shards · kept 1 d"));
    QCOMPARE(facts("bus"), QStringLiteral("2 rules"));
    QCOMPARE(facts("nightly"), QStringLiteral("30 2 * * * · Europe/Berlin"));
    QCOMPARE(facts("ledger"), QStringLiteral("limit 200 · pool of 50"));
    QCOMPARE(facts("deliver"), QStringLiteral("standard · 4 states"));
    QCOMPARE(facts("keys"), QStringLiteral("3 secrets · cached 5 min"));
    QCOMPARE(facts("legacy"), QStringLiteral("2–8 servers · 50 at once"));
    model::Schedule schedule;
    schedule.every = model::minutes(5);
    QCOMPARE(keyFacts({"clock", "", schedule}), QStringLiteral("every 5 min"));
    model::Flow flow;
    flow.arrivals = model::BurstyArrivals{model::Rate{40}};
    QCOMPARE(keyFacts({"c", "", model::Client{{flow}}}), QStringLiteral("bursts of 40/s"));
    flow.arrivals = model::CronArrivals{"0 8 * * 1-5"};
    QCOMPARE(keyFacts({"c", "", model::Client{{flow}}}), QStringLiteral("0 8 * * 1-5"));
  }

  void everyRowIsOfOneHeight() {
    Document document;
    PalettePanel palette(&document);
    palette.resize(190, 300);  // with a scroll bar
    palette.show();
    auto* list = palette.findChild<QListWidget*>(QStringLiteral("paletteList"));
    for (int i = 1; i < list->count(); ++i) {
      QCOMPARE(list->visualItemRect(list->item(i)).height(), list->visualItemRect(list->item(0)).height());
      QCOMPARE(list->visualItemRect(list->item(i)).top(), list->visualItemRect(list->item(i - 1)).bottom() + 1);
    }
  }

  void aSearchLeavesWhatFitsAndEnterAddsTheFirst() {
    Document document;
    PalettePanel palette(&document);
    auto* search = palette.findChild<QLineEdit*>(QStringLiteral("paletteSearch"));
    const auto* list = palette.findChild<QListWidget*>(QStringLiteral("paletteList"));
    QSignalSpy added(&palette, &PalettePanel::addRequested);
    QTest::keyClicks(search, QStringLiteral("dead"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(added.count(), 0);
    search->clear();
    QTest::keyClicks(search, QStringLiteral("NOSQL"));
    int visible = 0;
    for (int i = 0; i < list->count(); ++i) visible += list->item(i)->isHidden() ? 0 : 1;
    QCOMPARE(visible, 1);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(added.count(), 1);
    QCOMPARE(added.front().front().toString(), QStringLiteral("nosql-db"));
  }

  void aDoubleClickAddsToTheVisibleMiddle() {
    Document document;
    document.apply(QStringLiteral("Empty"), model::Architecture{});
    CanvasView canvas(&document);
    PalettePanel palette(&document);
    connect(&palette, &PalettePanel::addRequested, &canvas, &CanvasView::addComponent);
    canvas.resize(800, 600);
    canvas.show();
    palette.resize(260, 700);
    palette.show();
    palette.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&palette));
    canvas.centerOn(1000, 1000);
    auto* list = palette.findChild<QListWidget*>(QStringLiteral("paletteList"));
    const auto* item = list->findItems(kindWord("queue"), Qt::MatchExactly).value(0);
    QVERIFY(item);
    const auto point = list->visualItemRect(item).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, point);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(document.architecture().components.size(), std::size_t{1});
    QCOMPARE(model::kindName(document.architecture().components.front().kind), "queue");
    const auto place = document.architecture().layout.front().second;
    QVERIFY(std::abs(place.x + 90 - 1000) <= 20 && std::abs(place.y + 42 - 1000) <= 20);
    QCOMPARE(place.x % 20, 0);
  }
};

QTEST_MAIN(PaletteTest)
#include "palette_test.moc"
