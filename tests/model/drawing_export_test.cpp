#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <pugixml.hpp>

#include <QtTest>

#include "model/edit/card_size.h"
#include "model/manifest/manifest.h"
#include "tests/model/manifest_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

Manifest exported(const std::string& format, const Architecture& design) {
  static const auto catalog = loadCatalog("aws");
  auto manifest = exportManifest(format, design, *catalog);
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

std::string mermaid(const Architecture& design) { return exported("mermaid", design).files.at(0).content; }

pugi::xml_document drawio(const Architecture& design) {
  pugi::xml_document document;
  if (!document.load_string(exported("drawio", design).files.at(0).content.c_str())) qFatal("not XML");
  return document;
}

pugi::xml_node cellOf(const pugi::xml_document& document, const std::string& id) {
  return document.child("mxfile")
      .child("diagram")
      .child("mxGraphModel")
      .child("root")
      .find_child_by_attribute("mxCell", "id", id.c_str());
}

Architecture grouped() {
  Architecture design = orderIntake();
  design.layout = {{"checkout", {400, 300}}, {"orders", {700, 100}}};
  design.groups = {{"Taking orders", {"checkout", "orders"}}, {"Mail", {"mailer"}}};
  design.bends = {{"checkout", "orders", {{620, 342}, {620, 142}}}};
  return design;
}

const std::string kHostile = "a \"b\" 'c' </script> ${{ x }} $(y) `z`\n  end\n%%{init: {}}%% ]]> &amp; style a:#35;";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

class DrawingExportTest : public QObject {
  Q_OBJECT

 private slots:
  void mermaidDrawsNodesEdgesAndGroups() {
    const std::string text = mermaid(grouped());
    QVERIFY(has(text, "title: \"Order intake\""));
    QVERIFY(has(text, "\nflowchart LR\n"));
    QVERIFY(has(text,
                "  subgraph group_1[\"Taking orders\"]\n    c_checkout[\"checkout<br/>function\"]\n"
                "    c_orders[(\"orders<br/>nosql-db\")]\n  end\n"));
    QVERIFY(has(text, "c_api -->|\"POST /orders\"| c_checkout\n"));
    QVERIFY(has(text, "c_checkout -.-> c_receipts\n") || has(text, "c_checkout -.->|"));
    QVERIFY(has(text, "c_receipts --x|"));
    QVERIFY(has(text, "c_receipts_dead\n"));
    for (const auto& component : grouped().components) {
      std::string id = "c_" + component.id;
      std::replace(id.begin(), id.end(), '-', '_');
      const std::string card = "\"" + component.id + "<br/>";
      QVERIFY2(text.find(card) != std::string::npos && text.find(card) == text.rfind(card), card.c_str());
    }
  }

  void mermaidKeepsHostileTextsInside() {
    Architecture plain = grouped(), hostile = grouped();
    hostile.name = kHostile;
    hostile.groups[0].title = kHostile;
    kindOf<HttpApi>(plain, "api").routes[0].route = "GET /x";
    kindOf<HttpApi>(hostile, "api").routes[0].route = kHostile;
    const std::string text = mermaid(hostile);
    for (const char* part : {"${{", "</script", "$(", "`", "%%{", "]]>", "'c'"}) QVERIFY2(!has(text, part), part);
    const std::string before = mermaid(plain);
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), std::count(before.begin(), before.end(), '\n'));
    QCOMPARE(std::count(text.begin(), text.end(), '"'), std::count(before.begin(), before.end(), '"'));
  }

  void drawioStandsWhereTheDesignDoes() {
    const auto document = drawio(grouped());
    const auto group = cellOf(document, "group-1");
    const auto card = cellOf(document, "component-checkout");
    QCOMPARE(std::string(group.attribute("value").value()), std::string("Taking orders"));
    QCOMPARE(std::string(card.attribute("parent").value()), std::string("group-1"));
    const auto frame = group.child("mxGeometry"), place = card.child("mxGeometry");
    QCOMPARE(frame.attribute("x").as_int() + place.attribute("x").as_int(), 400);
    QCOMPARE(frame.attribute("y").as_int() + place.attribute("y").as_int(), 300);
    const auto other = cellOf(document, "component-orders").child("mxGeometry");
    QVERIFY(other.attribute("x").as_int() + kCardWidth <= frame.attribute("width").as_int());
    QVERIFY(place.attribute("y").as_int() + kCardHeight <= frame.attribute("height").as_int());
  }

  void drawioRefersToWhatIsThere() {
    for (const Architecture& design : {grouped(), everyAccess("nodejs22")}) {
      const auto document = drawio(design);
      const auto root = document.child("mxfile").child("diagram").child("mxGraphModel").child("root");
      std::set<std::string> ids;
      for (const auto& cell : root) QVERIFY(ids.insert(cell.attribute("id").value()).second);
      std::size_t cards = 0, lines = 0;
      for (const auto& cell : root) {
        for (const char* reference : {"parent", "source", "target"})
          if (const auto attribute = cell.attribute(reference)) QVERIFY(ids.contains(attribute.value()));
        cards += std::string(cell.attribute("id").value()).rfind("component-", 0) == 0 ? 1U : 0U;
        lines += cell.attribute("edge") ? 1U : 0U;
      }
      QCOMPARE(cards, design.components.size());
      QVERIFY(lines >= design.components.size() - 2);
    }
  }

  void drawioBendsAndTellsRolesApart() {
    const auto document = drawio(grouped());
    const auto root = document.child("mxfile").child("diagram").child("mxGraphModel").child("root");
    std::map<std::string, pugi::xml_node> lines;
    for (const auto& cell : root)
      if (cell.attribute("edge"))
        lines[std::string(cell.attribute("source").value()) + " " + cell.attribute("target").value()] = cell;
    const auto points = lines["component-checkout component-orders"].child("mxGeometry").child("Array");
    QCOMPARE(std::distance(points.begin(), points.end()), std::ptrdiff_t{2});
    QCOMPARE(points.first_child().attribute("x").as_int(), 620);
    const auto style = [&](const char* key) { return std::string(lines[key].attribute("style").value()); };
    QVERIFY(!has(style("component-checkout component-orders"), "dashed"));
    QVERIFY(has(style("component-checkout component-receipts"), "dashed=1"));
    QVERIFY(has(style("component-receipts component-receipts-dead"), "endArrow=cross"));
    QVERIFY(!lines["component-api component-checkout"].child("mxGeometry").child("Array"));
  }

  void drawioKeepsHostileTextsInside() {
    Architecture design = grouped();
    design.name = kHostile + '\x01';
    design.groups[0].title = kHostile;
    const auto document = drawio(design);
    QCOMPARE(std::string(cellOf(document, "group-1").attribute("value").value()), kHostile);
    QCOMPARE(std::string(document.child("mxfile").child("diagram").attribute("name").value()), kHostile);
    QVERIFY(has(cellOf(document, "group-1").attribute("style").value(), "html=0"));
  }

  void sameDesignSameBytes() {
    for (const char* format : {"mermaid", "drawio"})
      QCOMPARE(exported(format, grouped()).files.at(0).content, exported(format, grouped()).files.at(0).content);
  }

  void mermaidSaysThatItPlacesItself() {
    QCOMPARE(exported("mermaid", grouped()).notes.at(0).id, std::string("layout-lost"));
    QVERIFY(exported("mermaid", orderIntake()).notes.empty());
  }
};

QTEST_GUILESS_MAIN(DrawingExportTest)
#include "drawing_export_test.moc"
