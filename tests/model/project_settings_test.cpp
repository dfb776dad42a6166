#include <string>
#include <vector>

#include <QtTest>

#include "model/project/project_file.h"

using namespace virga::model;

namespace {

const std::string kExample = VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml";

Architecture with(const std::vector<Setting>& settings) {
  const auto read = loadProject(kExample, settings);
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

}  // namespace

class ProjectSettingsTest : public QObject {
  Q_OBJECT

 private slots:
  void reachValuesByPath() {
    const Architecture a = with({{"checkout.memory", "1 GiB"},
                                 {"shoppers.sends.0.arrivals.poisson.rate", "50/s"},
                                 {"checkout.steps.2.parallel.1.retry.attempts", "5"},
                                 {"payments.latency", "{exponential: {mean: 2 s}}"},
                                 {"receipts.consumers.0.batch", "100"},
                                 {"providers.custom.keep-alive", "2 min"},
                                 {"providers.gcp.plan", "second-generation"},
                                 {"scenarios.sale.duration", "2 h"},
                                 {"target.region", "eu-west-1"}});
    QCOMPARE(std::get<Function>(a.find("checkout")->kind).memory, gibibytes(1));
    QVERIFY(std::get<Client>(a.find("shoppers")->kind).sends[0].arrivals == Arrivals(PoissonArrivals{Rate{50}}));
    const auto& parallel = std::get<ParallelStep>(std::get<Function>(a.find("checkout")->kind).steps[2].what);
    QCOMPARE(std::get<CallStep>(parallel.branches[1][0].what).retry->attempts, 5);
    QVERIFY(std::get<External>(a.find("payments")->kind).latency == Distribution(Exponential{seconds(2)}));
    QCOMPARE(std::get<Queue>(a.find("receipts")->kind).consumers[0].batch, 100);
    QVERIFY(a.providers[1].keepAlive == Distribution(Constant{minutes(2)}));
    QVERIFY((a.providers.size() == 3 && a.providers[2].plan == "second-generation"));
    QCOMPARE(a.scenarios[1].duration, hours(2));
    QCOMPARE(a.target.region, std::string("eu-west-1"));
  }

  void reachDefaultsThatTheFileLeavesOut() {
    const Architecture a = with({{"orders.partition-key", "customer"},
                                 {"payments.throttle.rate", "10/s"},
                                 {"payments.throttle.burst", "20"},
                                 {"checkout.steps.1.breaker.failures", "3"}});
    QCOMPARE(std::get<NosqlDb>(a.find("orders")->kind).partitionKey, std::string("customer"));
    QVERIFY(std::get<External>(a.find("payments")->kind).throttle == (Throttle{Rate{10}, 20}));
    const auto& call = std::get<CallStep>(std::get<Function>(a.find("checkout")->kind).steps[1].what);
    QVERIFY((call.breaker == Breaker{3, seconds(30), seconds(20)}));
  }

  void laterOnesWin() {
    const Architecture a = with({{"checkout.memory", "1 GiB"}, {"checkout.memory", "2 GiB"}});
    QCOMPARE(std::get<Function>(a.find("checkout")->kind).memory, gibibytes(2));
  }

  void scenariosApplyToAnArchitecture() {
    const Architecture a = with({});
    const auto changed = withSettings(a, a.scenarios[1].set);
    QVERIFY(changed.has_value());
    QCOMPARE(std::get<Function>(changed->find("checkout")->kind).memory, gibibytes(1));
    QVERIFY(*withSettings(a, {}) == a);
    const auto same = withSettings(a, {{"checkout.memory", "512 MiB"}});
    QVERIFY(same && *same == a);
  }

  void wrongOnesNameThemselves_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("part");
    struct Wrong {
      const char *name, *path, *value, *part;
    };
    const std::vector<Wrong> wrongs{
        {"component", "chekout.memory", "1 GiB", "did you mean 'checkout'?"},
        {"key", "checkout.memroy", "1 GiB", "did you mean 'memory'?"},
        {"value", "checkout.memory", "1", "no unit"},
        {"missing value", "checkout.memory", "", "the value is missing"},
        {"not yaml", "checkout.memory", "{a: [}", "not valid YAML"},
        {"item", "receipts.consumers.1.batch", "5", "there is no item 1"},
        {"index", "receipts.consumers.first.batch", "5", "'first' must be a number"},
        {"dots", "checkout..memory", "1 GiB", "names with dots"},
        {"empty", "", "1 GiB", "names with dots"},
        {"top", "layuot.api", "[0, 0]", "there is no component 'layuot'"},
        {"reference", "receipts.dead-letter", "nobody", "there is no component 'nobody'"},
        {"half a map", "orders.read-latency.gamma.cv", "1", "'mean' is missing"},
    };
    for (const auto& wrong : wrongs)
      QTest::newRow(wrong.name) << QString(wrong.path) << QString(wrong.value) << QString(wrong.part);
  }
  void wrongOnesNameThemselves() {
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, part);
    const Setting setting{path.toStdString(), value.toStdString()};
    for (const auto& read : {loadProject(kExample, {setting}), withSettings(with({}), {setting})}) {
      QVERIFY(!read);
      QCOMPARE(read.error().size(), 1U);
      const Problem& problem = read.error().front();
      const auto text = QString::fromStdString(toText(problem));
      QVERIFY2(text.contains(part) && text.contains("setting '" + path + "'"), qPrintable(text));
      QCOMPARE(problem.line, 0);
    }
  }
};

QTEST_GUILESS_MAIN(ProjectSettingsTest)
#include "project_settings_test.moc"
