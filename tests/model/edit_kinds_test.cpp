#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <QtTest>

#include "model/edit/edit.h"
#include "model/project/project_file.h"
#include "tests/model/random_architecture.h"

using namespace virga::model;

namespace {

// The project of all kinds, with a scenario that sets each reference to what it is: each setting's path leads somewhere
// as long as its edge is there.
Architecture allKinds() {
  auto read = loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  auto& set = read->scenarios.front().set;
  for (const auto& edge : edges(*read)) set.push_back({edge.path, edge.to});
  return *read;
}

const Setting* settingAt(const Architecture& a, const std::string& path) {
  const auto& set = a.scenarios.front().set;
  const auto found = std::find_if(set.begin(), set.end(), [&](const Setting& setting) { return setting.path == path; });
  return found == set.end() ? nullptr : &*found;
}

// Empty if the reader takes what the writer makes of it, as the same.
std::string faultOf(const Architecture& a) {
  const auto read = readProject(writeProject(a), "p");
  if (!read) return toText(read.error().front());
  return *read == a ? "" : "reads as another one";
}

std::vector<std::string> texts(const Architecture& a) {
  std::vector<std::string> all;
  for (const auto& edge : edges(a)) all.push_back(edge.from + " → " + edge.to + " " + edge.label);
  std::sort(all.begin(), all.end());
  return all;
}

// By another name than QObject's disconnect.
Edited takeBack(const Architecture& a, const Edge& edge) { return disconnect(a, edge); }

}  // namespace

class EditKindsTest : public QObject {
  Q_OBJECT

 private slots:
  void edgesOfNewKindsFollowTheValues() {
    const auto all = edges(allKinds());
    const std::vector<Edge> expected{{"api", "legacy", EdgeRole::route, "POST /parcels", "api.routes.1.to"},
                                     {"api", "book", EdgeRole::route, "POST /parcels", "api.routes.1.split.to"},
                                     {"live", "users", EdgeRole::auth, "", "live.auth.with"},
                                     {"live", "track", EdgeRole::route, "$connect", "live.routes.0.to"},
                                     {"track", "spool", EdgeRole::send, "", "track.steps.3.catch.1.send"},
                                     {"follow", "news", EdgeRole::send, "", "follow.steps.0.branch.0.steps.0.send"},
                                     {"follow", "hot", EdgeRole::call, "write", "follow.steps.1.steps.0.call"},
                                     {"follow", "carrier", EdgeRole::call, "", "follow.steps.2.of.0.call"},
                                     {"news", "spool", EdgeRole::subscription, "", "news.subscriptions.0.to"},
                                     {"news", "carrier", EdgeRole::subscription, "30%", "news.subscriptions.1.to"},
                                     {"positions", "locate", EdgeRole::consumer, "batch 100", "positions.consumers.0.to"},
                                     {"positions", "lost", EdgeRole::deadLetter, "", "positions.consumers.0.on-failure"},
                                     {"bus", "deliver", EdgeRole::rule, "80%", "bus.rules.0.to"},
                                     {"nightly", "deliver", EdgeRole::target, "", "nightly.targets.0.to"},
                                     {"labels", "spool", EdgeRole::notification, "remove", "labels.notifications.0.to"},
                                     {"parcels", "follow", EdgeRole::consumer, "batch 50", "parcels.changes.0.to"},
                                     {"parcels", "lost", EdgeRole::deadLetter, "", "parcels.changes.0.on-failure"},
                                     {"deliver", "carrier", EdgeRole::call, "", "deliver.states.2.steps.0.call"},
                                     {"deliver", "legacy", EdgeRole::call, "", "deliver.states.3.parallel.1.call"},
                                     {"legacy", "ledger", EdgeRole::call, "write", "legacy.steps.1.call"}};
    for (const auto& edge : expected) QVERIFY2(std::find(all.begin(), all.end(), edge) != all.end(), edge.path.c_str());
    std::set<std::string> paths;
    for (const auto& edge : all) QVERIFY2(paths.insert(edge.path).second, edge.path.c_str());
    QCOMPARE(faultOf(allKinds()), std::string());
  }

  void disconnectTakesAnEdgeAndItsSettings() {
    const auto a = allKinds();
    for (const auto& edge : edges(a)) {
      const auto b = takeBack(a, edge);
      QVERIFY2(b, edge.path.c_str());
      QCOMPARE(faultOf(*b), std::string());
      // What stands inside the step or item that made the edge goes with it: a split, a catch, a queue for failures.
      const auto owner = edge.path.substr(0, edge.path.rfind('.') + 1);
      const bool isPart = edge.path.ends_with(".on-failure") || edge.path.ends_with(".split.to");
      std::size_t inside = 0;
      for (const auto& other : edges(a)) inside += other.path.starts_with(isPart ? edge.path : owner) ? 1 : 0;
      if (edge.path.ends_with(".dead-letter") || edge.path.ends_with(".origin")) inside = 1;
      QVERIFY2(edges(*b).size() == edges(a).size() - inside, edge.path.c_str());
      QCOMPARE(b->scenarios.front().set.size(), edges(*b).size());
      for (const auto& left : edges(*b)) {
        const auto* setting = settingAt(*b, left.path);
        QVERIFY2(setting && setting->value == left.to, (edge.path + ": " + left.path).c_str());
      }
    }
  }

  void removeTakesAllThatNamesIt() {
    const auto a = allKinds();
    for (const auto& component : a.components) {
      const auto b = removeComponents(a, {component.id});
      QVERIFY2(faultOf(b).empty(), (component.id + ": " + faultOf(b)).c_str());
      for (const auto& edge : edges(b)) QVERIFY(edge.from != component.id && edge.to != component.id);
      QCOMPARE(b.scenarios.front().set.size(), edges(b).size());
    }
  }

  void renameReachesAllAndComesBack() {
    const auto a = allKinds();
    auto b = a;
    for (const auto& component : a.components) {
      b = renameComponent(b, component.id, "x-" + component.id).value();
      QVERIFY2(faultOf(b).empty(), (component.id + ": " + faultOf(b)).c_str());
    }
    for (const auto& edge : edges(b)) QCOMPARE(settingAt(b, edge.path)->value, edge.to);
    for (const auto& component : a.components) b = renameComponent(b, "x-" + component.id, component.id).value();
    QVERIFY(b == a);
  }

  void countsFollowTheBranchesThatAreLeft() {
    auto a = allKinds();
    auto& waitFor = std::get<WaitForStep>(std::get<Function>(a.find("follow")->kind).steps[2].what);
    waitFor.count = 2;
    a = removeComponents(a, {"carrier"});
    const auto& left = std::get<WaitForStep>(std::get<Function>(a.find("follow")->kind).steps[2].what);
    QCOMPARE(left.branches.size(), 1U);
    QCOMPARE(left.count, 1);
  }

  void duplicatesAreRefusedWhereTheyMakeNoSense() {
    const auto a = allKinds();
    const auto refused = [&](const char* from, const char* to) {
      const auto verdict = canConnect(a, from, to);
      return verdict ? std::string() : verdict.error();
    };
    QCOMPARE(refused("news", "spool"), std::string("'spool' already subscribes to 'news'"));
    QCOMPARE(refused("positions", "locate"), std::string("'locate' already consumes 'positions'"));
    QCOMPARE(refused("parcels", "follow"), std::string("'follow' already consumes the changes of 'parcels'"));
    QCOMPARE(refused("nightly", "deliver"), std::string("'deliver' already is started by 'nightly'"));
    QVERIFY(refused("live", "users").find("already the user directory") != std::string::npos);
    QCOMPARE(refused("bus", "deliver"), std::string());  // another pattern
    QCOMPARE(refused("labels", "bus"), std::string());   // another event
  }

  void anyArchitectureSurvivesEdits() {
    for (std::uint64_t seed = 500; seed < 508; ++seed) {
      const auto a = RandomArchitecture(seed).make();
      for (const auto& component : a.components) {
        const auto without = removeComponents(a, {component.id});
        QVERIFY2(faultOf(without).empty(), (component.id + ": " + faultOf(without)).c_str());
        const auto renamed = renameComponent(a, component.id, "z9").value();
        QVERIFY2(faultOf(renamed).empty(), (component.id + ": " + faultOf(renamed)).c_str());
        QVERIFY(renameComponent(renamed, "z9", component.id).value() == a);
      }
      for (const auto& edge : edges(a)) {
        const auto without = takeBack(a, edge);
        QVERIFY2(without && faultOf(*without).empty(), edge.path.c_str());
        QVERIFY(texts(*without) != texts(a));
      }
    }
  }
};

QTEST_GUILESS_MAIN(EditKindsTest)
#include "edit_kinds_test.moc"
