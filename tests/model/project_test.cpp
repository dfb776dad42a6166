#include <algorithm>
#include <string>

#include <QtTest>

#include "model/io/file.h"
#include "model/project/kind_names.h"
#include "model/project/project_file.h"

using namespace virga::model;

namespace {

const std::string kExample = VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml";
const std::string kAllKinds = VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml";
const std::string kHandWritten = VIRGA_TEST_DATA "/projects/design.virga.yaml";

std::string texts(const Problems& problems) {
  std::string all;
  for (const auto& problem : problems) all += toText(problem) + "\n";
  return all;
}

Architecture loaded(const std::string& path) {
  const auto architecture = loadProject(path);
  if (!architecture) qFatal("%s", texts(architecture.error()).c_str());
  return *architecture;
}

}  // namespace

class ProjectTest : public QObject {
  Q_OBJECT

 private slots:
  void readsEveryValueOfTheExample() {
    const Architecture a = loaded(kHandWritten);
    QCOMPARE(a.name, std::string("Order intake"));
    QCOMPARE(a.target.region, std::string("us-east-1"));
    QCOMPARE(a.components.size(), 10U);
    const auto& flow = std::get<Client>(a.find("shoppers")->kind).sends.at(0);
    QVERIFY((flow == Flow{{"api"}, "POST /orders", PoissonArrivals{Rate{20}}, kibibytes(4)}));
    const auto& api = std::get<HttpApi>(a.find("api")->kind);
    QVERIFY(api.throttle == (Throttle{Rate{1000}, 2000}));
    QVERIFY(api.auth == ApiAuth{{"users"}});
    QVERIFY(api.cors == Cors{{"https://shop.example"}});
    const auto& checkout = std::get<Function>(a.find("checkout")->kind);
    QCOMPARE(checkout.architecture, CpuArchitecture::arm64);
    QCOMPARE(checkout.memory.bytes, 536870912);
    QCOMPARE(checkout.steps.size(), 4U);
    QVERIFY(checkout.steps[0].what ==
            decltype(Step::what)(ComputeStep{LognormalMeanP95{milliseconds(35), milliseconds(80)}, Per::invocation}));
    const auto& parallel = std::get<ParallelStep>(checkout.steps[2].what);
    QCOMPARE(parallel.branches.size(), 2U);
    const auto& payment = std::get<CallStep>(parallel.branches[1].at(0).what);
    QVERIFY(payment.retry == (Retry{2, milliseconds(200)}));
    QVERIFY(payment.breaker == (Breaker{5, seconds(30), seconds(20)}));
    QVERIFY(payment.timeout == seconds(2));
    QVERIFY((std::get<External>(a.find("payments")->kind).latency ==
             Distribution(LognormalMedianP99{milliseconds(180), milliseconds(900)})));
    QCOMPARE(std::get<External>(a.find("payments")->kind).errors.value, 0.005);
    const auto& receipts = std::get<Queue>(a.find("receipts")->kind);
    QCOMPARE(receipts.maxReceives, 5);
    QVERIFY(receipts.deadLetter == ComponentRef{"receipts-dead"});
    QVERIFY((receipts.consumers.at(0) == Consumer{{"mailer"}, 10, seconds(1), 50}));
    const auto& mailer = std::get<Function>(a.find("mailer")->kind);
    QVERIFY(mailer.steps.at(0).what == decltype(Step::what)(ComputeStep{Gamma{milliseconds(120), 0.6}, Per::message}));
    QCOMPARE(a.scenarios.size(), 3U);
    QVERIFY(a.scenarios[0].traffic.diurnal == (Diurnal{Share{0.2}, hours(20)}));
    QVERIFY(a.scenarios[1].set == (std::vector<Setting>{{"checkout.memory", "1 GiB"}}));
    QVERIFY((a.scenarios[2].faults.at(0) == Fault{{"payments"}, minutes(10), minutes(20), Share{1}, std::nullopt}));
    QCOMPARE(a.providers.size(), 2U);
    QVERIFY(a.providers[1].reuse == Reuse::mostRecent);
    QVERIFY(a.providers[1].keepAlive == Distribution(Constant{minutes(10)}));
    QVERIFY((a.layout[1] == std::pair<ComponentId, Position>{"api", {220, 0}}));
  }

  void canonicalTextSaysTheSameAndIsStable() {
    const Architecture a = loaded(kHandWritten);
    const std::string text = writeProject(a);
    const auto again = readProject(text, "again");
    QVERIFY2(again.has_value(), again ? "" : texts(again.error()).c_str());
    QVERIFY(*again == a);
    QCOMPARE(writeProject(*again), text);
  }

  void aFileOfAllKindsIsCanonical() {
    const std::string text = *readFile(kAllKinds);
    const Architecture a = loaded(kAllKinds);
    QCOMPARE(writeProject(a), text);
    for (const auto& kind : allKindNames())
      QVERIFY2(std::any_of(a.components.begin(), a.components.end(),
                           [&](const Component& component) { return kindName(component.kind) == kind; }),
               kind.c_str());
  }

  void exampleIsCanonicalButForItsComments() {
    const std::string text = *readFile(kExample);
    const Architecture a = loaded(kExample);
    QCOMPARE(writeProject(a, text), text);
    std::string bare;
    for (const auto& line : QString::fromStdString(text).split('\n')) {
      if (line.trimmed().startsWith('#')) continue;
      bare += line.left(line.indexOf(" #") < 0 ? line.size() : line.indexOf(" #")).toStdString() + "\n";
    }
    bare.pop_back();
    QCOMPARE(writeProject(a), bare);
  }
};

QTEST_GUILESS_MAIN(ProjectTest)
#include "project_test.moc"
