#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

// A client at one function.
Architecture one(Function function) {
  Architecture a;
  Client client;
  client.sends.emplace_back().to = {"work"};
  a.components.push_back({"users", "", client});
  function.runtime = function.runtime.empty() ? "nodejs22" : function.runtime;
  function.steps = {{ComputeStep{}}};
  a.components.push_back({"work", "", std::move(function)});
  return a;
}

// The small catalog with the restore of one runtime.
Catalog restoring(const std::string& runtime) {
  auto catalog = smallCatalog();
  for (const char* known : {"java21", "java25", "python3.13"}) catalog.runtimes.emplace_back().id = known;
  ColdStartFact fact;
  fact.from = StartFrom::snapshot;
  fact.runtime = runtime;
  fact.memory = gibibytes(1);
  catalog.coldStarts.push_back(fact);
  return catalog;
}

void set(Catalog& catalog, const std::string& id, const std::string& text) {
  for (auto& value : catalog.values)
    if (value.id == id) value.text = text;
}

void stateColdStart(Architecture& a) {
  a.providers.emplace_back().provider = "aws";
  a.providers.back().coldStart = Constant{seconds(1)};
}

}  // namespace

// What is said about how instances start and what they hold.
class ChecksStartTest : public QObject {
  Q_OBJECT

 private slots:
  void snapshotsOfWhatNobodyMeasured() {
    Function function;
    function.start = InstanceStart::snapshot;
    function.extraInit.emplace(Constant{seconds(5)});
    auto a = one(function);
    QCOMPARE(findings(a), Expected{"error no-snapshot work.start"});
    QCOMPARE(findings(a, restoring("java21")), Expected{"error no-snapshot work.start"});
    QVERIFY(firstFinding(a, restoring("java21")).message.find("takes no snapshots of 'nodejs22'") != std::string::npos);
    part<Function>(a, "work").runtime = "python3.13";
    QVERIFY(firstFinding(a, restoring("java21")).message.find("java21, not of 'python3.13'") != std::string::npos);
    part<Function>(a, "work").runtime = "java25";
    QCOMPARE(findings(a, restoring("java21")), Expected{"info snapshot-unmeasured work.start"});
    part<Function>(a, "work").runtime = "java21";
    QCOMPARE(findings(a, restoring("java21")), Expected{});
    part<Function>(a, "work").packaging = Packaging::image;
    QCOMPARE(findings(a, restoring("java21")), Expected{"error no-snapshot work.start"});
    stateColdStart(a);
    QCOMPARE(findings(a, restoring("nodejs22")), Expected{"warning no-snapshot work.start"});
  }

  void snapshotsWithoutUse() {
    Function function;
    function.runtime = "java21";
    function.start = InstanceStart::snapshot;
    auto a = one(function);
    QCOMPARE(findings(a, restoring("java21")), Expected{"info snapshot-without-init work.start"});
    part<Function>(a, "work").extraInit = Constant{seconds(5)};
    part<Function>(a, "work").provisionedConcurrency = 1;
    QCOMPARE(findings(a, restoring("java21")), Expected{"error snapshot-with-provisioned work.provisioned-concurrency"});
  }

  // Only Java's snapshots are free on AWS.
  void snapshotsThatTheBillLacks() {
    Function function;
    function.start = InstanceStart::snapshot;
    function.extraInit.emplace(Constant{seconds(5)});
    QCOMPARE(findings(one(function), restoring("nodejs22")), Expected{"warning snapshot-not-billed work.start"});
  }

  void images() {
    Function function;
    function.packaging = Packaging::image;
    function.package = gibibytes(10);
    auto a = one(function);
    COMPARE_FINDINGS(a);
    part<Function>(a, "work").package = bytes(10 * (std::int64_t{1} << 30) + 1);
    COMPARE_FINDINGS(a, "error package-limit work.package");
    auto catalog = smallCatalog();
    set(catalog, "function.image-max", "none");
    QCOMPARE(findings(a, catalog), Expected{"error no-images work.packaging"});
  }

  void virtualNetworks() {
    Function function;
    function.network = Network::vpc;
    auto a = one(function);
    COMPARE_FINDINGS(a);
    auto catalog = smallCatalog();
    set(catalog, "function.vpc-attach", "none");
    QCOMPARE(findings(a, catalog), Expected{"info vpc-unmeasured work.network"});
    stateColdStart(a);
    QCOMPARE(findings(a, catalog), Expected{});
  }

  // 512 MiB by default, of which 112 MiB are in use.
  void memory() {
    Function function;
    function.memoryUsed = mebibytes(112);
    function.memoryPerInvocation = mebibytes(400);
    auto a = one(function);
    COMPARE_FINDINGS(a);
    part<Function>(a, "work").memoryPerInvocation = mebibytes(401);
    COMPARE_FINDINGS(a, "error out-of-memory work.memory-per-invocation");
    part<Function>(a, "work").memoryPerInvocation.reset();
    part<Function>(a, "work").memoryUsed = mebibytes(513);
    COMPARE_FINDINGS(a, "error out-of-memory work.memory-used");
  }

  // Four of 100 MiB fit beside them.
  void memoryUnderConcurrency() {
    Function function;
    function.memoryUsed = mebibytes(112);
    function.memoryPerInvocation = mebibytes(100);
    auto a = one(function);
    auto catalog = smallCatalog();
    catalog.provider = a.target.provider = "custom";
    catalog.features.front().supported = true;  // several invocations at once in an instance
    set(catalog, "function.instance-concurrency", "4");
    QCOMPARE(findings(a, catalog), Expected{});
    set(catalog, "function.instance-concurrency", "5");
    QCOMPARE(findings(a, catalog), Expected{"warning memory-below-concurrency work.memory-per-invocation"});
    QVERIFY(firstFinding(a, catalog).hint.find("instance-concurrency of 4") != std::string::npos);
    a.providers.emplace_back().provider = "custom";
    a.providers.back().instanceConcurrency = 4;
    QCOMPARE(findings(a, catalog), Expected{});
    part<Function>(a, "work").instanceConcurrency = 10;
    QCOMPARE(findings(a, catalog), Expected{"warning memory-below-concurrency work.memory-per-invocation"});
  }
};

QTEST_GUILESS_MAIN(ChecksStartTest)
#include "checks_start_test.moc"
