#include <algorithm>
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/manifest/manifest.h"
#include "tests/model/described_export.h"
#include "tests/model/manifest_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

Manifest exported(const Architecture& design, const std::string& provider = "aws") {
  return exportedAs("asyncapi", design, provider);
}

YAML::Node described(const Architecture& design) { return YAML::Load(exported(design).files.at(0).content); }

using Texts = std::set<std::string>;

// Each kind of channel: a topic feeds a queue and a function, a stream, a bus and a WebSocket API.
Architecture everyChannel() {
  Architecture design = orderIntake();
  Topic news;
  news.subscriptions = {{{"receipts"}}, {{"mailer"}}};
  add(design, "news", news);
  Stream readings;
  readings.consumers.resize(1);
  readings.consumers[0].to = {"mailer"};
  add(design, "readings", readings);
  EventBus bus;
  bus.rules = {{{"news"}}};
  add(design, "bus", bus);
  WebsocketApi chat;
  chat.routes = {{"sendMessage", {"checkout"}}};
  add(design, "chat", chat);
  kindOf<Function>(design, "mailer").steps.push_back(send("bus"));
  kindOf<Function>(design, "mailer").steps.push_back(send("chat"));
  return design;
}

}  // namespace

class AsyncapiExportTest : public QObject {
  Q_OBJECT

 private slots:
  void channelsServersAndBindings() {
    const YAML::Node root = described(everyChannel());
    QCOMPARE(root["asyncapi"].as<std::string>(), std::string("3.0.0"));
    QVERIFY(keysOf(root["channels"]) == (Texts{"receipts", "receipts-dead", "news", "readings", "bus", "chat"}));
    QVERIFY(keysOf(root["servers"]) == (Texts{"queue", "topic", "stream", "event-bus", "websocket-api"}));
    const YAML::Node queue = root["channels"]["receipts"]["bindings"]["sqs"]["queue"];
    QCOMPARE(queue["visibilityTimeout"].as<int>(), 60);
    QCOMPARE(queue["messageRetentionPeriod"].as<int>(), 4 * 86400);
    QCOMPARE(queue["redrivePolicy"]["maxReceiveCount"].as<int>(), 5);
    QCOMPARE(queue["redrivePolicy"]["deadLetterQueue"]["name"].as<std::string>(), std::string("receipts-dead"));
    QCOMPARE(root["channels"]["news"]["bindings"]["sns"]["name"].as<std::string>(), std::string("news"));
    QVERIFY(!root["channels"]["readings"]["bindings"] && !root["channels"]["bus"]["bindings"]);
    QVERIFY(root["channels"]["chat"]["bindings"]["ws"]);
  }

  void whoSendsAndReceives() {
    const YAML::Node root = described(everyChannel());
    QVERIFY(keysOf(root["operations"]) ==
            (Texts{"checkout-sends-to-receipts", "receipts-gives-up-to-receipts-dead", "mailer-receives-from-receipts",
                   "mailer-sends-to-bus", "mailer-sends-to-chat", "news-sends-to-receipts", "mailer-receives-from-news",
                   "mailer-receives-from-readings", "bus-sends-to-news", "checkout-receives-from-chat"}));
    const YAML::Node receives = root["operations"]["mailer-receives-from-receipts"];
    QCOMPARE(receives["action"].as<std::string>(), std::string("receive"));
    QCOMPARE(receives["channel"]["$ref"].as<std::string>(), std::string("#/channels/receipts"));
    QCOMPARE(receives["messages"][0]["$ref"].as<std::string>(), std::string("#/channels/receipts/messages/receipts"));
    QCOMPARE(root["operations"]["checkout-sends-to-receipts"]["action"].as<std::string>(), std::string("send"));
  }

  void payloadsHaveTheKeysOfAllThatTakeThem() {
    Architecture design = everyChannel();
    kindOf<NosqlDb>(design, "orders").partitionKey = "order-no";
    kindOf<Function>(design, "mailer").steps.push_back(call("orders", Operation::write));
    const YAML::Node schemas = described(design)["components"]["schemas"];
    for (const char* channel : {"receipts", "receipts-dead", "news", "readings", "bus"})
      QVERIFY2(schemas[channel]["properties"]["order-no"], channel);  // from bus by topic and queue to the function
  }

  void hostileTextsStayTexts() {
    const std::string hostile = "a: \"b\" 'c' </x> ${{ x }} $(y) `z`\n- end: |\n...\n---\n*a &b !c";
    Architecture design = everyChannel();
    design.name = hostile;
    design.description = hostile + '\x07';
    design.find("receipts")->description = hostile;
    const YAML::Node root = described(design);
    QCOMPARE(root["info"]["title"].as<std::string>(), hostile);
    QCOMPARE(root["info"]["description"].as<std::string>(), hostile + '\x07');
    QCOMPARE(root["channels"]["receipts"]["description"].as<std::string>(), hostile);
    QCOMPARE(keysOf(root["channels"]).size(), std::size_t{6});
  }

  void bindingsFollowTheProvider() {
    for (const auto& provider : catalogProviders()) {
      const YAML::Node root = YAML::Load(exported(everyChannel(), provider).files.at(0).content);
      QCOMPARE(static_cast<bool>(root["channels"]["receipts"]["bindings"]), provider == "aws");
      QCOMPARE(keysOf(root["servers"]).size(), std::size_t{5});
    }
  }

  void notesWhatIsLeftOut() {
    const auto notes = exported(everyChannel()).notes;
    QVERIFY(std::any_of(notes.begin(), notes.end(),
                        [](const Problem& note) { return note.id == "no-binding" && note.path == "readings"; }));
  }

  void refusesWithoutChannel() {
    Architecture design;
    add(design, "work", function("nodejs22", {}));
    const auto refused = exportManifest("asyncapi", design, *loadCatalog("aws"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().at(0).id, std::string("empty"));
  }

  void sameDesignSameBytes() {
    QCOMPARE(exported(everyChannel()).files[0].content, exported(everyChannel()).files[0].content);
  }
};

QTEST_GUILESS_MAIN(AsyncapiExportTest)
#include "asyncapi_export_test.moc"
