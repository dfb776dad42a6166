#include <algorithm>
#include <string>

#include <QtTest>

#include "model/architecture/fields_component.h"
#include "model/project/field_view.h"
#include "model/project/kind_names.h"
#include "model/project/project_file.h"

using namespace virga::model;

namespace {

Architecture example() {
  const auto architecture = loadProject(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");
  if (!architecture) qFatal("%s", toText(architecture.error().front()).c_str());
  return *architecture;
}

Architecture allKinds() {
  const auto architecture = loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
  if (!architecture) qFatal("%s", toText(architecture.error().front()).c_str());
  return *architecture;
}

const FieldView* viewAt(const std::vector<FieldView>& views, const std::string& path) {
  const auto found = std::find_if(views.begin(), views.end(), [&](const FieldView& view) { return view.path == path; });
  return found == views.end() ? nullptr : &*found;
}

FieldView viewOf(const Architecture& architecture, const std::string& path) {
  const auto views = fieldViews(architecture, path.substr(0, path.find('.')));
  const auto* const view = viewAt(views, path);
  if (!view) qFatal("no view at %s", path.c_str());
  return *view;
}

std::string errorOf(const tl::expected<Architecture, std::string>& edited) { return edited ? "" : edited.error(); }

}  // namespace

class ProjectFieldsTest : public QObject {
  Q_OBJECT

 private slots:
  void viewsShowValuesDefaultsAndChoices() {
    const auto a = example();
    const auto memory = viewOf(a, "checkout.memory");
    QCOMPARE(memory.type, FieldView::Type::size);
    QCOMPARE(memory.text, std::string("512 MiB"));
    QVERIFY(memory.isDefault);
    QCOMPARE(memory.label, std::string("memory"));
    QVERIFY(!memory.help.empty());
    const auto timeout = viewOf(a, "checkout.timeout");
    QCOMPARE(timeout.text, std::string("10 s"));
    QCOMPARE(timeout.defaultText, std::string("30 s"));
    QVERIFY(!timeout.isDefault);
    QVERIFY(viewOf(a, "checkout.runtime").required);
    const auto instruction = viewOf(a, "checkout.architecture");
    QCOMPARE(instruction.type, FieldView::Type::choice);
    QVERIFY((instruction.choices == std::vector<std::string>{"x86_64", "arm64"}));
    const auto deadLetter = viewOf(a, "receipts.dead-letter");
    QCOMPARE(deadLetter.type, FieldView::Type::component);
    QVERIFY((deadLetter.choices == std::vector<std::string>{"receipts", "receipts-dead"}));
    const auto latency = viewOf(a, "payments.latency");
    QCOMPARE(latency.type, FieldView::Type::distribution);
    QCOMPARE(latency.text, std::string("{lognormal: {median: 180 ms, p99: 900 ms}}"));
    QCOMPARE(latency.defaultText, std::string("100 ms"));
    QCOMPARE(viewOf(a, "shoppers.sends.0.arrivals").text, std::string("{poisson: {rate: 20/s}}"));
    QCOMPARE(viewOf(a, "receipts.consumers.0.batch").depth, 2);
    QCOMPARE(viewOf(a, "receipts.consumers.0.batch").type, FieldView::Type::count);
    const auto unset = viewOf(a, "checkout.extra-init");
    QCOMPARE(unset.text, std::string());
    QVERIFY(unset.isDefault);
  }

  void stepsAreStructuresWithFieldsBelow() {
    const auto a = example();
    QCOMPARE(viewOf(a, "checkout.steps").type, FieldView::Type::structure);
    QCOMPARE(viewOf(a, "checkout.steps.0").type, FieldView::Type::structure);
    QCOMPARE(viewOf(a, "checkout.steps.0.compute").type, FieldView::Type::distribution);
    QCOMPARE(viewOf(a, "checkout.steps.1.operation").text, std::string("write"));
    QCOMPARE(viewOf(a, "checkout.steps.2.parallel.1.breaker.failures").text, std::string("5"));
    QCOMPARE(viewOf(a, "checkout.steps.2.parallel.1.call").depth, 4);
    QCOMPARE(viewOf(a, "checkout.steps.1.breaker").text, std::string());
  }

  void everyViewCanBeSetToItsOwnText() {
    int tried = 0;
    for (const auto& a : {example(), allKinds()})
      for (const auto& component : a.components)
        for (const auto& view : fieldViews(a, component.id)) {
          if (view.text.empty()) continue;
          const auto edited = setField(a, view.path, view.text);
          QVERIFY2(edited.has_value(), (view.path + ": " + errorOf(edited)).c_str());
          QVERIFY2(*edited == a, view.path.c_str());
          ++tried;
        }
    QVERIFY(tried > 300);
  }

  void setFieldSetsAndResets() {
    const auto a = example();
    auto b = setField(a, "checkout.memory", " 1 GiB ");
    QCOMPARE(std::get<Function>(b->find("checkout")->kind).memory.bytes, 1073741824);
    b = setField(*b, "checkout.memory", "");
    QVERIFY(*b == a);
    b = setField(a, "checkout.description", "Checks out: #1, {fast}");
    QCOMPARE(b->find("checkout")->description, std::string("Checks out: #1, {fast}"));
    QVERIFY(*readProject(writeProject(*b), "x") == *b);
    b = setField(a, "payments.latency", "250 ms");
    QVERIFY(std::get<External>(b->find("payments")->kind).latency == Distribution(Constant{milliseconds(250)}));
    b = setField(a, "receipts.dead-letter", "");
    QVERIFY(!std::get<Queue>(b->find("receipts")->kind).deadLetter);
    b = setField(a, "mailer.steps.0.compute", "5 ms");
    const auto& compute = std::get<ComputeStep>(std::get<Function>(b->find("mailer")->kind).steps[0].what);
    QVERIFY((compute == ComputeStep{Constant{milliseconds(5)}, Per::message}));
    b = setField(a, "checkout.steps.1.retry.attempts", "4");
    const auto& call = std::get<CallStep>(std::get<Function>(b->find("checkout")->kind).steps[1].what);
    QVERIFY((call.retry == Retry{4, Duration{}}));
    b = setField(a, "payments.latency.lognormal.p99", "1 s");
    QVERIFY((std::get<External>(b->find("payments")->kind).latency ==
             Distribution(LognormalMedianP99{milliseconds(180), seconds(1)})));
  }

  void setFieldSaysWhatIsWrong_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    struct Wrong {
      const char *name, *path, *text, *part;
    };
    const std::vector<Wrong> wrongs{
        {"no unit", "checkout.memory", "512", "no unit"},
        {"below range", "checkout.memory", "1 B", "at least 1 MiB"},
        {"required", "checkout.runtime", "", "'runtime' is missing"},
        {"word", "checkout.architecture", "arm", "one of x86_64, arm64"},
        {"unknown component", "receipts.dead-letter", "reciepts", "did you mean 'receipts'"},
        {"wrong kind", "receipts.dead-letter", "mailer", "of kind function"},
        {"queue called", "checkout.steps.1.call", "receipts", "use 'send: receipts'"},
        {"half a law", "payments.latency", "{lognormal: {mean: 3 ms}}", "'p95' is missing"},
        {"not yaml", "payments.latency", "{a: [1}", "not valid YAML"},
        {"no field", "checkout.memroy", "1 GiB", "did you mean 'memory'"},
        {"no component", "nobody.memory", "1 GiB", "no component 'nobody'"},
        {"no item", "receipts.consumers.1.batch", "5", "no item 1"},
        {"count", "receipts.consumers.0.batch", "ten", "whole number"},
        {"empty item", "api.cors.origins.0", "", "remove it instead"},
    };
    for (const auto& wrong : wrongs)
      QTest::newRow(wrong.name) << QString(wrong.path) << QString(wrong.text) << QString(wrong.part);
  }
  void setFieldSaysWhatIsWrong() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto edited = setField(example(), path.toStdString(), text.toStdString());
    QVERIFY(!edited);
    QVERIFY2(QString::fromStdString(edited.error()).contains(part), edited.error().c_str());
  }

  void listsGrowAndShrink() {
    const auto a = example();
    for (const std::string path : {"shoppers.sends", "api.routes", "api.cors.origins", "checkout.steps",
                                   "receipts.consumers", "checkout.steps.2.parallel"})
      growAndShrink(a, path);
    for (const std::string path :
         {"customers.sends", "live.routes", "news.subscriptions", "positions.consumers", "bus.rules", "nightly.targets",
          "labels.notifications", "parcels.changes", "deliver.states", "deliver.states.2.steps", "deliver.states.3.parallel",
          "deliver.states.3.parallel.1.catch", "track.steps.3.catch", "follow.steps.0.branch",
          "follow.steps.0.branch.0.steps", "follow.steps.1.steps", "follow.steps.2.of", "legacy.steps"})
      growAndShrink(allKinds(), path);
    const auto step = appendItem(a, "mailer.steps", "{send: receipts-dead, size: 2 KiB}");
    QVERIFY(std::get<Function>(step->find("mailer")->kind).steps.back().what ==
            decltype(Step::what)(SendStep{{"receipts-dead"}, kibibytes(2), Per::invocation}));
    QVERIFY(!appendItem(a, "checkout.memory", {}));
    QVERIFY(!appendItem(a, "checkout.steps.0", {}));
    QVERIFY(!removeItem(a, "checkout.steps.9"));
    QVERIFY(errorOf(appendItem(a, "checkout.steps", "{call: nobody}")).find("no component 'nobody'") != std::string::npos);
  }

  void optionalPartsComeAndGo() {
    const auto a = example();
    for (const std::string path : {"payments.throttle", "checkout.steps.1.retry", "checkout.steps.1.breaker"}) {
      QCOMPARE(viewOf(a, path).text, std::string());
      const auto with = appendItem(a, path, {});
      QVERIFY2(with.has_value(), errorOf(with).c_str());
      QVERIFY(!viewOf(*with, path).text.empty());
      QVERIFY(*removeItem(*with, path) == a);
    }
  }

  void partsOfNewKindsComeAndGo() {
    const auto a = allKinds();
    for (const std::string path :
         {"api.routes.0.split", "api.routes.1.split.shift", "book.steps.0.retry", "book.steps.0.catch", "live.throttle",
          "follow.steps.0.branch.0.shift", "deliver.states.2.steps.0.breaker", "customers.sends.2.connection"}) {
      auto without = a;
      if (!viewOf(a, path).text.empty()) {
        const auto removed = removeItem(a, path);
        if (path == "customers.sends.2.connection") {
          QVERIFY(errorOf(removed).find("'live' is a WebSocket API") != std::string::npos);
          continue;
        }
        QVERIFY2(removed.has_value(), (path + ": " + errorOf(removed)).c_str());
        without = *removed;
      }
      QVERIFY(viewOf(without, path).optional);
      const auto with = appendItem(without, path, {});
      QVERIFY2(with.has_value(), (path + ": " + errorOf(with)).c_str());
      QVERIFY(!viewOf(*with, path).text.empty());
      QVERIFY(*readProject(writeProject(*with), "x") == *with);
      QVERIFY(*removeItem(*with, path) == without);
    }
  }

  void aBranchOfOneStepTakesMore() {
    const auto a = allKinds();
    const std::string path = "follow.steps.2.of.0";
    QVERIFY(viewOf(a, path).takesItems);
    const auto two = appendItem(a, path, "{wait: 2 s}");
    QVERIFY2(two.has_value(), errorOf(two).c_str());
    QCOMPARE(viewOf(*two, path + ".0.call").text, std::string("carrier"));
    QCOMPARE(viewOf(*two, path + ".1.wait").text, std::string("2 s"));
    QVERIFY(*removeItem(*two, path + ".1") == a);
  }

  void aScheduleTurnsFromOneTimeToTheOther() {
    const auto a = allKinds();
    const auto every = setField(a, "nightly.every", "5 min");
    QVERIFY2(every.has_value(), errorOf(every).c_str());
    QVERIFY(std::get<Schedule>(every->find("nightly")->kind).cron.empty());
    const auto cron = setField(*every, "nightly.cron", "30 2 * * *");
    QVERIFY2(cron.has_value(), errorOf(cron).c_str());
    QVERIFY(*cron == a);
    QVERIFY(errorOf(setField(a, "nightly.cron", "")).find("needs 'every' or 'cron'") != std::string::npos);
    QVERIFY(errorOf(setField(a, "nightly.cron", "30 25 * * *")).find("'25' isn't an hour") != std::string::npos);
  }

  void aFlowFitsWhatItIsTurnedTo() {
    const auto a = allKinds();
    const auto flowTo = [&](const std::string& target) {
      const auto edited = setField(a, "customers.sends.0.to", target);
      if (!edited) qFatal("%s", edited.error().c_str());
      return std::get<Client>(edited->find("customers")->kind).sends[0];
    };
    QVERIFY(flowTo("spool").route.empty());
    QVERIFY(flowTo("live").route.empty());
    QVERIFY(flowTo("live").connection == Connection{});
    const auto back = setField(a, "customers.sends.2.to", "api");
    QVERIFY2(back.has_value(), errorOf(back).c_str());
    const auto& flow = std::get<Client>(back->find("customers")->kind).sends[2];
    QCOMPARE(flow.route, std::string("GET /parcels/{id}"));
    QVERIFY(!flow.connection);
  }

  void faultsThatWereThereDoNotBlockAnEdit() {
    auto a = example();
    std::get<Queue>(a.find("receipts")->kind).deadLetter = ComponentRef{"gone"};
    const auto b = setField(a, "receipts.max-receives", "7");
    QVERIFY2(b.has_value(), errorOf(b).c_str());
    QCOMPARE(std::get<Queue>(b->find("receipts")->kind).maxReceives, 7);
    QVERIFY(std::get<Queue>(b->find("receipts")->kind).deadLetter == ComponentRef{"gone"});
  }

  // Each kind has the fields of the file format, so that a member without a line in the table is noticed.
  void everyKindHasViews() {
    Architecture a;
    for (std::size_t i = 0; i < allKindNames().size(); ++i) {
      a.components.push_back({"c" + std::to_string(i), "", kindOfIndex(i)});
      const auto views = fieldViews(a, a.components.back().id);
      QVERIFY2(views.size() > 1, allKindNames()[i].c_str());
      for (const auto& view : views) QVERIFY2(!view.help.empty(), view.path.c_str());
    }
  }

 private:
  static void growAndShrink(const Architecture& a, const std::string& path) {
    const auto longer = appendItem(a, path, {});
    QVERIFY2(longer.has_value(), (path + ": " + errorOf(longer)).c_str());
    QVERIFY(*longer != a);
    QVERIFY(*readProject(writeProject(*longer), "x") == *longer);
    const auto count = [&](const Architecture& of) {
      const auto views = fieldViews(of, path.substr(0, path.find('.')));
      std::size_t i = 0;
      while (viewAt(views, path + "." + std::to_string(i))) ++i;
      return i;
    };
    QCOMPARE(count(*longer), count(a) + 1);
    const auto back = removeItem(*longer, path + "." + std::to_string(count(a)));
    QVERIFY2(back.has_value() && *back == a, path.c_str());
  }
};

QTEST_GUILESS_MAIN(ProjectFieldsTest)
#include "project_fields_test.moc"
