#include <algorithm>
#include <string>
#include <vector>

#include <QtTest>

#include "model/checks/route_match.h"
#include "model/io/file.h"
#include "model/project/project_file.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

// A sound project in which each test breaks one thing.
Architecture sound() {
  const auto read = readProject(R"(virga: 1
name: Sound
protection: {audit: management}
components:
  shoppers:
    kind: client
    sends:
      - {to: api, route: POST /orders, payload: 4 KiB}
  api:
    kind: http-api
    throttle: {rate: 100/s, burst: 200}
    auth: {with: users}
    routes:
      - {route: POST /orders, to: checkout, schema: order.json}
  users: {kind: auth}
  checkout:
    kind: function
    runtime: nodejs22
    memory: 512 MiB
    timeout: 10 s
    duplicates: harmless
    steps:
      - compute: 10 ms
      - {send: receipts, size: 1 KiB}
      - {call: stock, timeout: 1 s, retry: {attempts: 2, backoff: 100 ms}}
  receipts:
    kind: queue
    visibility: 61 s
    dead-letter: dead
    consumers:
      - {to: mailer, batch: 10, window: 1 s}
  dead: {kind: queue}
  mailer: {kind: function, runtime: nodejs22, memory: 256 MiB, timeout: 10 s, duplicates: harmless}
  stock: {kind: nosql-db}
)",
                                "sound.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

}  // namespace

class ChecksTest : public QObject {
  Q_OBJECT

 private slots:
  void aSoundProjectHasNoFindings() { COMPARE_FINDINGS(sound()); }

  void functionLimits() {
    auto a = sound();
    auto& checkout = part<Function>(a, "checkout");
    checkout.memory = mebibytes(64);
    COMPARE_FINDINGS(a, "error memory-limit checkout.memory");
    QCOMPARE(firstFinding(a).hint, std::string("write 128 MiB"));
    checkout.memory = mebibytes(1088);
    COMPARE_FINDINGS(a, "error memory-limit checkout.memory");
    checkout.memory = mebibytes(200);
    COMPARE_FINDINGS(a, "error memory-step checkout.memory");
    QCOMPARE(firstFinding(a).hint, std::string("write 256 MiB"));
    checkout.memory = mebibytes(1024);
    COMPARE_FINDINGS(a);
    checkout.package = mebibytes(251);
    COMPARE_FINDINGS(a, "error package-limit checkout.package");
    checkout.package = mebibytes(250);
    COMPARE_FINDINGS(a);
    checkout.timeout = seconds(901);
    COMPARE_FINDINGS(a, "error timeout-limit checkout.timeout", "warning timeout-beyond-gateway checkout.timeout");
  }

  void runtimes() {
    auto a = sound();
    auto& checkout = part<Function>(a, "checkout");
    checkout.runtime = "nodejs21";
    COMPARE_FINDINGS(a, "error unknown-runtime checkout.runtime");
    QCOMPARE(firstFinding(a).hint, std::string("did you mean 'nodejs22'?"));
    checkout.runtime = "cobol";
    QCOMPARE(firstFinding(a).hint, std::string("it has nodejs22, python3.10, dotnet8"));
    checkout.runtime = "python3.10";
    COMPARE_FINDINGS(a, "warning runtime-unsupported checkout.runtime");
    checkout.runtime = "dotnet8";  // supported until the catalog's own month
    COMPARE_FINDINGS(a, "info runtime-support-ends checkout.runtime");
    checkout.runtime = "";
    COMPARE_FINDINGS(a, "info no-runtime checkout.runtime");
    auto anyRuntime = smallCatalog();
    anyRuntime.runtimes.clear();
    QCOMPARE(findings(a, anyRuntime), Expected{});
  }

  void consumerLimits() {
    auto a = sound();
    auto& consumer = part<Queue>(a, "receipts").consumers[0];
    consumer.batch = 1001;
    COMPARE_FINDINGS(a, "error batch-limit receipts.consumers.0.batch");
    consumer.batch = 11;
    COMPARE_FINDINGS(a);
    consumer.window = milliseconds(999);
    COMPARE_FINDINGS(a, "error batch-needs-window receipts.consumers.0.batch");
    consumer.batch = 10;
    consumer.window = {};
    COMPARE_FINDINGS(a);
    consumer.window = seconds(301);
    part<Queue>(a, "receipts").visibility = seconds(361);
    COMPARE_FINDINGS(a, "error window-limit receipts.consumers.0.window");
  }

  void payloadLimits() {
    auto a = sound();
    part<Client>(a, "shoppers").sends[0].payload = bytes(6 * 1048576 + 1);  // the gateway would take 10 MiB
    COMPARE_FINDINGS(a, "error payload-limit shoppers.sends.0.payload");
    part<Client>(a, "shoppers").sends[0].payload = mebibytes(6);
    COMPARE_FINDINGS(a);
    std::get<SendStep>(part<Function>(a, "checkout").steps[1].what).size = kibibytes(257);
    COMPARE_FINDINGS(a, "error payload-limit checkout.steps.1.size");
    std::get<SendStep>(part<Function>(a, "checkout").steps[1].what) = {{"mailer"}, kibibytes(1025), Per::invocation};
    COMPARE_FINDINGS(a, "error payload-limit checkout.steps.1.size", "info lost-events mailer");
    a = sound();
    part<Function>(a, "checkout").response = mebibytes(7);
    COMPARE_FINDINGS(a, "error payload-limit checkout.response");
  }

  void gatewayTimeouts() {
    auto a = sound();
    part<HttpApi>(a, "api").timeout = seconds(31);
    COMPARE_FINDINGS(a, "error gateway-timeout-limit api.timeout");
    part<HttpApi>(a, "api").timeout = seconds(5);
    COMPARE_FINDINGS(a, "warning timeout-beyond-gateway checkout.timeout");
    part<HttpApi>(a, "api").timeout.reset();
    part<Function>(a, "checkout").timeout = seconds(31);
    COMPARE_FINDINGS(a, "warning timeout-beyond-gateway checkout.timeout");
    part<Function>(a, "checkout").timeout = seconds(30);
    COMPARE_FINDINGS(a);
  }

  void concurrencyLimits() {
    auto a = sound();
    part<Function>(a, "checkout").reservedConcurrency = 60;
    part<Function>(a, "mailer").reservedConcurrency = 40;
    COMPARE_FINDINGS(a);
    part<Function>(a, "mailer").reservedConcurrency = 41;
    COMPARE_FINDINGS(a, "error concurrency-limit mailer.reserved-concurrency");
    a.providers.push_back({});
    a.providers.back().provider = "aws";
    a.providers.back().concurrencyLimit = 101;  // a raised quota
    COMPARE_FINDINGS(a);
    part<Function>(a, "checkout").provisionedConcurrency = 61;
    COMPARE_FINDINGS(a, "error provisioned-above-reserved checkout.provisioned-concurrency");
  }

  void visibility() {
    auto a = sound();
    auto& queue = part<Queue>(a, "receipts");
    queue.visibility = milliseconds(60'999);  // 6 · 10 s + 1 s is advised
    COMPARE_FINDINGS(a, "warning visibility-too-short receipts.visibility");
    QCOMPARE(firstFinding(a).hint, std::string("write visibility: 61 s"));
    queue.visibility = seconds(10);
    COMPARE_FINDINGS(a, "warning visibility-too-short receipts.visibility");
    queue.visibility = milliseconds(9'999);
    COMPARE_FINDINGS(a, "error visibility-too-short receipts.visibility");
    auto other = smallCatalog();
    other.provider = "custom";
    QCOMPARE(findings(a, other), Expected{"warning visibility-too-short receipts.visibility"});
    queue.visibility = seconds(11);
    QCOMPARE(findings(a, other), Expected{});
  }

  void deadLetters() {
    auto a = sound();
    part<Queue>(a, "receipts").deadLetter.reset();
    COMPARE_FINDINGS(a, "warning no-dead-letter receipts", "warning never-read dead");
  }

  void unusedParts() {
    auto a = sound();
    part<Client>(a, "shoppers").sends.clear();
    COMPARE_FINDINGS(a, "warning no-flows shoppers");
    a = sound();
    part<HttpApi>(a, "api").routes.clear();
    COMPARE_FINDINGS(a, "error unknown-route shoppers.sends.0.route", "warning no-routes api",
                     "warning never-invoked checkout");
    a = sound();
    part<Queue>(a, "receipts").consumers.clear();
    COMPARE_FINDINGS(a, "warning never-read receipts", "warning never-invoked mailer");
  }

  void routes() {
    auto a = sound();
    part<Client>(a, "shoppers").sends[0].route = "POST /order";
    COMPARE_FINDINGS(a, "error unknown-route shoppers.sends.0.route");
    a = sound();
    part<HttpApi>(a, "api").routes.push_back({"POST /orders", {"mailer"}});
    COMPARE_FINDINGS(a, "error duplicate-route api.routes.1.route");
  }

  void routesAnswer() {
    QVERIFY(routeAnswers("POST /orders", "POST /orders"));
    QVERIFY(!routeAnswers("POST /orders", "GET /orders"));
    QVERIFY(routeAnswers("ANY /orders", "GET /orders"));
    QVERIFY(routeAnswers("GET /orders/{id}", "GET /orders/7"));
    QVERIFY(routeAnswers("GET /orders/{id}", "GET /orders/{id}"));
    QVERIFY(!routeAnswers("GET /orders/{id}", "GET /orders"));
    QVERIFY(!routeAnswers("GET /orders/{id}", "GET /orders/7/items"));
    QVERIFY(!routeAnswers("GET /orders", "GET /orders/7"));
    QVERIFY(routeAnswers("GET /files/{path+}", "GET /files/a/b/c"));
    QVERIFY(!routeAnswers("GET /files/{path+}", "GET /files"));
    QVERIFY(routeAnswers("GET /", "GET /"));
    QVERIFY(!routeAnswers("GET /", "GET /a"));
  }

  void access() {
    auto a = sound();
    part<HttpApi>(a, "api").throttle.reset();
    COMPARE_FINDINGS(a, "info no-throttle api");
    a = sound();
    part<HttpApi>(a, "api").cors = Cors{{"https://shop.example", "*"}};
    COMPARE_FINDINGS(a, "info cors-any-origin api.cors.origins.1");
    part<HttpApi>(a, "api").auth.reset();
    COMPARE_FINDINGS(a, "warning public-route api");
  }

  void branchShares() {
    auto a = sound();
    auto& steps = part<Function>(a, "checkout").steps;
    steps.push_back({BranchStep{{{Share{0.7}, {}}, {Share{0.3}, {}}}}});
    COMPARE_FINDINGS(a);
    // Ten times 10 % is 100 %, though ten times 0.1 isn't 1 in binary.
    steps.back() = {BranchStep{std::vector<BranchOption>(10, BranchOption{Share{0.1}, {}})}};
    COMPARE_FINDINGS(a);
    steps.back() = {BranchStep{{{Share{0.7}, {}}, {Share{0.301}, {}}}}};
    COMPARE_FINDINGS(a, "error branch-shares checkout.steps.3.branch");
  }

  void callCycles() {
    auto a = sound();
    CallStep toMailer, toCheckout;
    toMailer.to = {"mailer"};
    toCheckout.to = {"checkout"};
    auto& checkout = part<Function>(a, "checkout");
    auto& mailer = part<Function>(a, "mailer");
    checkout.steps.push_back({toMailer});
    COMPARE_FINDINGS(a);
    mailer.steps = {{BranchStep{{{Share{0.1}, {{toCheckout}}}}}}};
    // The mailer gets its messages from the checkout, too.
    COMPARE_FINDINGS(a, "warning message-loop checkout.steps.1.send",
                     "warning call-cycle mailer.steps.0.branch.0.steps.0.call");
    mailer.steps.push_back({toCheckout});
    const auto both = findings(a);
    QVERIFY(std::find(both.begin(), both.end(), "error call-cycle mailer.steps.1.call") != both.end());
    mailer.steps = {{toMailer}};  // itself
    COMPARE_FINDINGS(a, "error call-cycle mailer.steps.0.call");
    QVERIFY(firstFinding(a).message.find("mailer → mailer") != std::string::npos);
  }

  void instanceConcurrency() {
    auto a = sound();
    part<Function>(a, "mailer").instanceConcurrency = 1;
    COMPARE_FINDINGS(a);
    part<Function>(a, "mailer").instanceConcurrency = 80;
    COMPARE_FINDINGS(a, "error instance-concurrency mailer.instance-concurrency");
    auto several = smallCatalog();
    several.features[0].supported = true;
    QCOMPARE(findings(a, several), Expected{});
  }

  void messageLoops() {
    auto a = sound();
    auto& checkout = part<Function>(a, "checkout");
    const Step toReceipts{SendStep{.to = {"receipts"}}};
    checkout.steps.push_back({SendStep{.to = {"checkout"}}});
    COMPARE_FINDINGS(a, "warning message-loop checkout.steps.3.send", "info lost-events checkout");
    // From a queue's consumer back into the queue, and only sometimes.
    checkout.steps.pop_back();
    part<Function>(a, "mailer").steps = {{BranchStep{{{Share{0.1}, {toReceipts}}}}}};
    COMPARE_FINDINGS(a, "warning message-loop mailer.steps.0.branch.0.steps.0.send");
    QCOMPARE(firstFinding(a).message, std::string("messages go round in a circle (mailer → receipts → mailer)"));
  }

  void deadLetterCycles() {
    auto a = sound();
    auto& dead = part<Queue>(a, "dead");
    dead.deadLetter = ComponentRef{"receipts"};
    COMPARE_FINDINGS(a, "warning dead-letter-cycle dead.dead-letter");
    dead.deadLetter = ComponentRef{"dead"};
    COMPARE_FINDINGS(a, "warning dead-letter-cycle dead.dead-letter");
  }

  void regions() {
    auto a = sound();
    auto catalog = smallCatalog();
    catalog.regions = {"us-east-1"};
    catalog.defaultRegion = "us-east-1";
    a.target = {"aws", "us-east-1"};
    QCOMPARE(findings(a, catalog), Expected{});
    a.target.region = "moon-1";
    QCOMPARE(findings(a, catalog), Expected{"warning unknown-region target.region"});
    a.target.provider = "azure";
    QCOMPARE(findings(a, catalog), Expected{});
  }

  void retryTimes() {
    auto a = sound();
    auto& call = std::get<CallStep>(part<Function>(a, "checkout").steps[2].what);
    // 3 attempts of 3 s and waits of 0.25 s and 0.5 s are 9.75 s of the function's 10 s.
    call.timeout = seconds(3);
    call.retry = Retry{2, milliseconds(250)};
    COMPARE_FINDINGS(a);
    call.retry = Retry{2, milliseconds(350)};  // 10.05 s
    COMPARE_FINDINGS(a, "warning retries-beyond-timeout checkout.steps.2.timeout");
  }

  void findingsComeInFileOrderErrorsFirst() {
    auto a = sound();
    part<Function>(a, "mailer").memory = mebibytes(64);
    part<HttpApi>(a, "api").throttle.reset();
    part<HttpApi>(a, "api").timeout = seconds(31);
    COMPARE_FINDINGS(a, "error gateway-timeout-limit api.timeout", "info no-throttle api",
                     "error memory-limit mailer.memory");
  }

  void findingsAreLocatedInTheText() {
    const std::string text =
        "virga: 1\n"
        "name: Places\n"
        "components:\n"
        "  work:\n"
        "    kind: function\n"
        "    memory: 64 MiB\n"
        "    steps:\n"
        "      - compute: 1 ms\n"
        "      - parallel:\n"
        "          - call: store\n"
        "            size: 1 KiB\n"
        "          - - compute: 1 ms\n"
        "            - {call: store, size: 2 KiB}\n"
        "  store: {kind: nosql-db}\n";
    const auto place = [&](const std::string& path) {
      Problem problem;
      problem.path = path;
      const auto located = withLocations({problem}, text, "places.virga.yaml").front();
      return std::vector<int>{located.line, located.column};
    };
    QCOMPARE(place("work.memory"), (std::vector<int>{6, 5}));
    QCOMPARE(place("work.steps.1.parallel.0.size"), (std::vector<int>{11, 13}));
    QCOMPARE(place("work.steps.1.parallel.1.1.call"), (std::vector<int>{13, 16}));
    QCOMPARE(place("work.timeout"), (std::vector<int>{4, 3}));  // left at its default: the component
    QCOMPARE(place("store"), (std::vector<int>{14, 3}));
    QCOMPARE(place("name"), (std::vector<int>{2, 1}));
    QCOMPARE(place("ghost.memory"), (std::vector<int>{0, 0}));
    Problem problem;
    problem.path = "work.memory";
    problem.message = "too small";
    QCOMPARE(toText(withLocations({problem}, text, "p.yaml").front()), std::string("p.yaml:6:5: error: too small"));
  }

  void theExampleHasNoErrorsOnItsProvider() {
    const auto text = readFile(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml").value();
    const auto project = readProject(text, "order-intake");
    QVERIFY(project);
    const auto catalog = loadCatalog(project->target.provider);
    QVERIFY(catalog);
    const auto problems = check(*project, *catalog);
    for (const auto& problem : problems) QVERIFY2(problem.severity != Severity::error, toText(problem).c_str());
    // Its queue hides messages for 60 s, and 6 · 30 s + 1 s are advised.
    QVERIFY(std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return p.id == "visibility-too-short"; }));
  }
};

QTEST_GUILESS_MAIN(ChecksTest)
#include "checks_test.moc"
