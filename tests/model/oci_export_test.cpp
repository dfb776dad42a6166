#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/manifest/manifest.h"
#include "tests/model/open_platform_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

using Texts = std::set<std::string>;
using Values = std::map<std::string, std::string>;

const Catalog& oci() {
  static const auto catalog = loadCatalog("oci");
  if (!catalog) qFatal("the catalog can't be read: %s", toText(catalog.error().at(0)).c_str());
  return *catalog;
}

Manifest exported(const Architecture& design) {
  auto manifest = exportManifest("fn", design, oci());
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

Texts refusals(const Architecture& design) {
  Texts found;
  const auto manifest = exportManifest("fn", design, oci());
  if (!manifest)
    for (const auto& problem : manifest.error()) found.insert(problem.id + " " + problem.path);
  return found;
}

std::string contentOf(const Manifest& manifest, const std::string& path) {
  for (const auto& file : manifest.files)
    if (file.path == path) return file.content;
  return "(no file " + path + ")";
}

// All of the stack's configuration.
std::string stackOf(const Manifest& manifest) {
  std::string all;
  for (const auto& file : manifest.files)
    if (file.path.rfind("stack/", 0) == 0 && file.path.size() > 3 && file.path.substr(file.path.size() - 3) == ".tf")
      all += file.content;
  return all;
}

bool hasNote(const Manifest& manifest, const std::string& id, const std::string& path) {
  return std::any_of(manifest.notes.begin(), manifest.notes.end(),
                     [&](const Problem& note) { return note.id == id && note.path == path; });
}

// The text of a resource of the stack.
std::string resourceText(const Manifest& manifest, const std::string& type, const std::string& name) {
  const std::string all = stackOf(manifest);
  const auto start = all.find("resource \"" + type + "\" \"" + name + "\" {");
  return start == std::string::npos ? "(no resource)" : all.substr(start, all.find("\n}", start) - start);
}

// name → expression of the lines of a resource that state something, those of its inner blocks too.
Values valuesOf(const Manifest& manifest, const std::string& type, const std::string& name) {
  Values values;
  static const std::regex kLine("^ *([A-Za-z0-9_]+) += (.+)$");
  std::istringstream lines(resourceText(manifest, type, name));
  for (std::string line; std::getline(lines, line);)
    if (std::smatch found; std::regex_match(line, found, kLine)) values[found[1]] = found[2];
  return values;
}

// "action on condition" of each statement of a policy.
Texts grantsOf(const Manifest& manifest, const std::string& policy) {
  Texts grants;
  const std::string text = resourceText(manifest, "oci_identity_policy", policy);
  static const std::regex kStatement(
      "\"Allow dynamic-group \\$\\{[^}]*\\} to (.*) in compartment id \\$\\{var.compartment_ocid\\} where (.*)\"");
  for (std::sregex_iterator found(text.begin(), text.end(), kStatement), end; found != end; ++found)
    grants.insert((*found)[1].str() + " on " + (*found)[2].str());
  return grants;
}

Architecture small() {
  Architecture design;
  design.name = "Small";
  design.target = {"oci", "us-ashburn-1"};
  add(design, "work", function("nodejs22", {}));
  return design;
}

}  // namespace

class OciExportTest : public QObject {
  Q_OBJECT

 private slots:
  void functionSettingsAreTheSameInBoth() {
    Architecture design = small();
    auto& work = kindOf<Function>(design, "work");
    work.memory = mebibytes(1024);
    work.timeout = seconds(75);
    work.provisionedConcurrency = 20;
    const Manifest manifest = exported(design);
    const YAML::Node func = YAML::Load(contentOf(manifest, "functions/work/func.yaml"));
    QCOMPARE(func["schema_version"].as<int>(), 20180708);
    QCOMPARE(func["name"].as<std::string>(), std::string("work"));
    QCOMPARE(func["runtime"].as<std::string>(), std::string("node"));
    QCOMPARE(func["run_image"].as<std::string>(), std::string("fnproject/node:22"));
    QCOMPARE(func["memory"].as<int>(), 1024);
    QCOMPARE(func["timeout"].as<int>(), 75);
    Values values = valuesOf(manifest, "oci_functions_function", "work");
    QCOMPARE(values["memory_in_mbs"], std::string("\"1024\""));
    QCOMPARE(values["timeout_in_seconds"], std::string("75"));
    QCOMPARE(values["count"], std::string("20"));
    QCOMPARE(values["strategy"], std::string("\"CONSTANT\""));
    QCOMPARE(values["image"], std::string("\"${var.image_prefix}/work:0.0.1\""));
    QCOMPARE(YAML::Load(contentOf(manifest, "app.yaml"))["name"].as<std::string>(), std::string("small"));
  }

  void functionsInJavaHaveTheImagesOfTheirVersion() {
    for (const std::string version : {"17", "21"}) {
      Architecture design = small();
      kindOf<Function>(design, "work").runtime = "java" + version;
      const Manifest manifest = exported(design);
      const YAML::Node func = YAML::Load(contentOf(manifest, "functions/work/func.yaml"));
      QCOMPARE(func["runtime"].as<std::string>(), std::string("java"));
      QCOMPARE(func["cmd"].as<std::string>(), std::string("app.App::handle"));
      QVERIFY(!func["entrypoint"]);
      // The images and the library are of one version of the development kit.
      static const std::regex kImage("fnproject/fn-java-fdk(-build)?:(jdk|jre)([0-9]+)-([0-9.]+)");
      std::smatch build, run;
      const std::string buildImage = func["build_image"].as<std::string>(), runImage = func["run_image"].as<std::string>();
      QVERIFY(std::regex_match(buildImage, build, kImage) && std::regex_match(runImage, run, kImage));
      QCOMPARE(build[3].str() + run[3].str(), version + version);
      QCOMPARE(build[4].str(), run[4].str());
      const std::string library = "<artifactId>api</artifactId>\n      <version>" + build[4].str() + "</version>";
      QVERIFY(contentOf(manifest, "functions/work/pom.xml").find(library) != std::string::npos);
    }
    Architecture newer = small();
    kindOf<Function>(newer, "work").runtime = "java25";
    QCOMPARE(refusals(newer), Texts{"no-handler work.runtime"});
  }

  void whatIsStartedHasTheSameLimitDetached() {
    Architecture design = small();
    auto& work = kindOf<Function>(design, "work");
    work.timeout = seconds(40);
    QVERIFY(valuesOf(exported(design), "oci_functions_function", "work").count("detached_mode_timeout_in_seconds") == 0);
    add(design, "other", function("python3.12", {send("work")}));
    QCOMPARE(valuesOf(exported(design), "oci_functions_function", "work")["detached_mode_timeout_in_seconds"],
             std::string("40"));
    kindOf<Function>(design, "work").timeout = seconds(3);  // 5 s is the least that a detached invocation gets
    QCOMPARE(valuesOf(exported(design), "oci_functions_function", "work")["detached_mode_timeout_in_seconds"],
             std::string("5"));
  }

  void provisionedConcurrencyComesInSteps() {
    Architecture design = small();
    kindOf<Function>(design, "work").provisionedConcurrency = 7;  // at 512 MiB in tens
    const Manifest manifest = exported(design);
    QCOMPARE(valuesOf(manifest, "oci_functions_function", "work")["count"], std::string("10"));
    QVERIFY(hasNote(manifest, "provisioned-units", "work.provisioned-concurrency"));
  }

  void shapeFollowsTheArchitectures() {
    Architecture design = small();
    const auto shape = [&] { return valuesOf(exported(design), "oci_functions_application", "this")["shape"]; };
    QCOMPARE(shape(), std::string("\"GENERIC_X86\""));
    kindOf<Function>(design, "work").architecture = CpuArchitecture::arm64;
    QCOMPARE(shape(), std::string("\"GENERIC_ARM\""));
    add(design, "other", function("python3.12", {}));
    QCOMPARE(shape(), std::string("\"GENERIC_X86_ARM\""));
  }

  void queueSettings() {
    const Manifest manifest = exported(orderIntake());
    Values queue = valuesOf(manifest, "oci_queue_queue", "receipts");
    QCOMPARE(queue["visibility_in_seconds"], std::string("60"));
    QCOMPARE(queue["retention_in_seconds"], std::string("345600"));
    QCOMPARE(queue["dead_letter_queue_delivery_count"], std::string("5"));
    Values connector = valuesOf(manifest, "oci_sch_service_connector", "receipts_to_mailer");
    QCOMPARE(connector["batch_size_in_num"], std::string("10"));
    QCOMPARE(connector["batch_time_in_sec"], std::string("1"));
    QCOMPARE(connector["function_id"], std::string("oci_functions_function.mailer.id"));
    QCOMPARE(connector["queueId"], std::string("oci_queue_queue.receipts.id"));
    QCOMPARE(resourceText(manifest, "oci_queue_queue", "receipts_dead"), std::string("(no resource)"));
    QVERIFY(hasNote(manifest, "dead-letters-inside", "receipts-dead"));
    QVERIFY(hasNote(manifest, "no-consumer-limit", "receipts.consumers.0.max-concurrency"));
  }

  // They are kept as long as the other messages of their queue, whatever the design says of theirs.
  void retentionOfDeadLettersIsTheQueues() {
    Architecture design = orderIntake();
    kindOf<Queue>(design, "receipts-dead").retention = days(14);
    QVERIFY(refusals(design).empty());
    kindOf<Function>(design, "checkout").steps.push_back(send("receipts-dead"));
    QVERIFY((refusals(design) == Texts{"out-of-range receipts-dead.retention"}));
  }

  void queueWithoutDeadLetters() {
    Architecture design = orderIntake();
    kindOf<Queue>(design, "receipts").deadLetter.reset();
    const Manifest manifest = exported(design);
    QCOMPARE(valuesOf(manifest, "oci_queue_queue", "receipts")["dead_letter_queue_delivery_count"], std::string("0"));
    QVERIFY(!valuesOf(manifest, "oci_queue_queue", "receipts_dead").empty());
  }

  void apiSettings() {
    const Manifest manifest = exported(orderIntake());
    Values api = valuesOf(manifest, "oci_apigateway_deployment", "api");
    QCOMPARE(api["rate_in_requests_per_second"], std::string("1000"));
    QCOMPARE(api["rate_key"], std::string("\"TOTAL\""));
    QCOMPARE(api["path"], std::string("\"/orders\""));
    QCOMPARE(api["methods"], std::string("[\"POST\"]"));
    QCOMPARE(api["function_id"], std::string("oci_functions_function.checkout.id"));
    QCOMPARE(api["issuers"], std::string("[var.users_issuer]"));
    QCOMPARE(api["is_anonymous_access_allowed"], std::string("false"));
    QVERIFY(resourceText(manifest, "oci_apigateway_deployment", "api").find("\"https://shop.example\"") !=
            std::string::npos);
    QVERIFY(resourceText(manifest, "oci_apigateway_deployment", "api").find("AUTHENTICATION_ONLY") != std::string::npos);
    QVERIFY(hasNote(manifest, "no-burst", "api.throttle.burst"));
  }

  void apiWithoutOptions() {
    Architecture design = orderIntake();
    kindOf<HttpApi>(design, "api") = api({{"ANY /files/{path+}", {"checkout"}}});
    const std::string text = resourceText(exported(design), "oci_apigateway_deployment", "api");
    for (const char* absent : {"rate_limiting", "cors", "authentication", "authorization"})
      QVERIFY2(text.find(absent) == std::string::npos, absent);
    QVERIFY(text.find("\"/files/{path*}\"") != std::string::npos);
    QVERIFY(text.find("[\"ANY\"]") != std::string::npos);
  }

  void streamSettings() {
    const Manifest manifest = exported(ociEvents("nodejs22"));
    Values stream = valuesOf(manifest, "oci_streaming_stream", "readings");
    QCOMPARE(stream["partitions"], std::string("3"));
    QCOMPARE(stream["retention_in_hours"], std::string("48"));
    Values connector = valuesOf(manifest, "oci_sch_service_connector", "readings_to_gatherer");
    QCOMPARE(connector["stream_id"], std::string("oci_streaming_stream.readings.id"));
    QCOMPARE(connector["batch_size_in_num"], std::string("200"));
    QCOMPARE(connector["batch_time_in_sec"], std::string("2"));
  }

  void topicsAndBuses() {
    const Manifest manifest = exported(ociEvents("nodejs22"));
    Values told = valuesOf(manifest, "oci_ons_subscription", "news_to_told");
    QCOMPARE(told["protocol"], std::string("\"ORACLE_FUNCTIONS\""));
    QCOMPARE(told["endpoint"], std::string("oci_functions_function.told.id"));
    QCOMPARE(told["topic_id"], std::string("oci_ons_notification_topic.news.id"));
    Values partner = valuesOf(manifest, "oci_ons_subscription", "news_to_partner");
    QCOMPARE(partner["protocol"], std::string("\"CUSTOM_HTTPS\""));
    QCOMPARE(partner["endpoint"], std::string("var.partner_endpoint"));
    QVERIFY(!valuesOf(manifest, "oci_ons_notification_topic", "bus").empty());
    QVERIFY(hasNote(manifest, "topic-for-bus", "bus"));
    QVERIFY(hasNote(manifest, "no-filter", "bus.rules.1"));
  }

  void schedules() {
    const Manifest manifest = exported(ociEvents("nodejs22"));
    Texts found;
    const std::string text = stackOf(manifest);
    static const std::regex kCron("recurrence_details = \"(.*)\"");
    for (std::sregex_iterator match(text.begin(), text.end(), kCron), end; match != end; ++match)
      found.insert((*match)[1].str());
    QCOMPARE(valuesOf(manifest, "oci_resource_scheduler_schedule", "nightly_to_told_1")["local_time_zone"],
             std::string("\"Europe/Berlin\""));
    const Texts expected = {"30 2 * * 1-5", "0 0,3,6,9,12,15,18,21 * * *", "30 1,4,7,10,13,16,19,22 * * *"};
    QVERIFY(found == expected);
  }

  void objectEvents() {
    const Manifest manifest = exported(ociEvents("nodejs22"));
    QCOMPARE(valuesOf(manifest, "oci_objectstorage_bucket", "files")["object_events_enabled"], std::string("true"));
    Values rule = valuesOf(manifest, "oci_events_rule", "files_written_to_told");
    QCOMPARE(rule["action_type"], std::string("\"FAAS\""));
    QVERIFY(rule["eventType"].find("\"com.oraclecloud.objectstorage.createobject\"") != std::string::npos);
    QCOMPARE(rule["bucketName"], std::string("oci_objectstorage_bucket.files.name"));
    QCOMPARE(valuesOf(manifest, "oci_events_rule", "files_removed_to_news")["action_type"], std::string("\"ONS\""));
    QCOMPARE(valuesOf(manifest, "oci_events_rule", "files_written_to_readings")["action_type"], std::string("\"OSS\""));
  }

  void stores() {
    Architecture design = ociAccess("nodejs22");
    const Manifest manifest = exported(design);
    Values table = valuesOf(manifest, "oci_nosql_table", "table");
    QCOMPARE(table["capacity_mode"], std::string("\"PROVISIONED\""));
    QCOMPARE(table["max_read_units"], std::string("20"));
    QCOMPARE(table["max_write_units"], std::string("10"));
    QCOMPARE(valuesOf(manifest, "oci_nosql_table", "table_2")["capacity_mode"], std::string("\"ON_DEMAND\""));
    QVERIFY(valuesOf(manifest, "oci_nosql_table", "table_2")["ddl_statement"].find("PRIMARY KEY (thing_id)") !=
            std::string::npos);
    QCOMPARE(valuesOf(manifest, "oci_redis_redis_cluster", "memory")["node_memory_in_gbs"], std::string("5"));
    QCOMPARE(valuesOf(manifest, "oci_database_autonomous_database", "ledger")["compute_count"], std::string("2"));
    QCOMPARE(valuesOf(manifest, "oci_database_autonomous_database", "ledger")["secret_id"],
             std::string("oci_vault_secret.ledger.id"));
  }

  // The policy of each function is the set of what its steps do.
  void grantsAreTheEdges() {
    Architecture design = small();
    add(design, "other", function("python3.12", {}));
    add(design, "table", NosqlDb{});
    add(design, "bucket", ObjectStore{});
    add(design, "letters", Queue{});
    add(design, "news", Topic{});
    add(design, "readings", Stream{});
    add(design, "keys", SecretStore{});
    add(design, "partner", External{});
    const auto granted = [&](Steps steps) {
      kindOf<Function>(design, "work").steps = std::move(steps);
      return grantsOf(exported(design), "work");
    };
    const std::string table = " on target.nosql-table.name = '${oci_nosql_table.table.name}'";
    const std::string bucket = " on target.bucket.name = '${oci_objectstorage_bucket.bucket.name}'";
    QVERIFY(granted({}).empty());
    QVERIFY((granted({call("table"), call("table", Operation::query)}) == Texts{"{NOSQL_ROWS_READ}" + table}));
    QVERIFY((granted({call("table", Operation::write), call("table", Operation::remove)}) ==
             Texts{"{NOSQL_ROWS_INSERT}" + table, "{NOSQL_ROWS_DELETE}" + table}));
    QVERIFY((granted({call("bucket"), call("bucket", Operation::write)}) ==
             Texts{"{OBJECT_READ}" + bucket, "{OBJECT_CREATE, OBJECT_OVERWRITE}" + bucket}));
    QVERIFY((granted({call("bucket", Operation::query), call("bucket", Operation::remove)}) ==
             Texts{"{OBJECT_INSPECT}" + bucket, "{OBJECT_DELETE}" + bucket}));
    QVERIFY((granted({send("letters"), send("news"), send("readings")}) ==
             Texts{"use queue-push on target.queue.id = '${oci_queue_queue.letters.id}'",
                   "{ONS_TOPIC_PUBLISH} on target.topic.id = '${oci_ons_notification_topic.news.id}'",
                   "{STREAM_PRODUCE} on target.stream.id = '${oci_streaming_stream.readings.id}'"}));
    const Texts invoked = {"use fn-invocation on target.function.id = '${oci_functions_function.other.id}'"};
    QVERIFY(granted({call("other")}) == invoked);
    QVERIFY(granted({send("other")}) == invoked);
    QVERIFY((granted({call("keys"), call("partner")}) ==
             Texts{"read secret-bundles on target.secret.id = '${oci_vault_secret.keys.id}'",
                   "read secret-bundles on target.secret.id = '${oci_vault_secret.partner.id}'"}));
  }

  void dynamicGroupIsOneFunction() {
    const Manifest manifest = exported(orderIntake());
    QCOMPARE(valuesOf(manifest, "oci_identity_dynamic_group", "checkout")["matching_rule"],
             std::string("\"ALL {resource.type = 'fnfunc', resource.id = '${oci_functions_function.checkout.id}'}\""));
    QCOMPARE(resourceText(manifest, "oci_identity_dynamic_group", "mailer"), std::string("(no resource)"));  // does nothing
  }

  void configNamesWhatIsUsed() {
    Values values = valuesOf(exported(orderIntake()), "oci_functions_function", "checkout");
    QCOMPARE(values["ORDERS_TABLE"], std::string("oci_nosql_table.orders.name"));
    QCOMPARE(values["STOCK_CACHE_HOST"], std::string("oci_redis_redis_cluster.stock.primary_fqdn"));
    QCOMPARE(values["PAYMENTS_ENDPOINT"], std::string("var.payments_endpoint"));
    QCOMPARE(values["PAYMENTS_SECRET_ID"], std::string("oci_vault_secret.payments.id"));
    QCOMPARE(values["RECEIPTS_QUEUE_ID"], std::string("oci_queue_queue.receipts.id"));
    QCOMPARE(values["RECEIPTS_QUEUE_ENDPOINT"], std::string("oci_queue_queue.receipts.messages_endpoint"));
  }

  void formAsksForEveryVariable() {
    for (const Architecture& design : {orderIntake(), ociAccess("python3.12"), ociEvents("nodejs22")}) {
      const Manifest manifest = exported(design);
      const YAML::Node schema = YAML::Load(contentOf(manifest, "stack/schema.yaml"));
      QCOMPARE(schema["schemaVersion"].as<std::string>(), std::string("1.1.0"));
      Texts declared, formed, grouped;
      const std::string text = contentOf(manifest, "stack/variables.tf");
      static const std::regex kVariable("variable \"(.*)\" \\{");
      for (std::sregex_iterator match(text.begin(), text.end(), kVariable), end; match != end; ++match)
        declared.insert((*match)[1].str());
      for (const auto& variable : schema["variables"]) formed.insert(variable.first.as<std::string>());
      for (const auto& group : schema["variableGroups"])
        for (const auto& name : group["variables"]) QVERIFY(grouped.insert(name.as<std::string>()).second);
      QVERIFY(declared == formed);
      QVERIFY(declared == grouped);
    }
  }

  void refusesWhatOciHasNot() {
    Architecture design = small();
    add(design, "rooms", WebsocketApi{});
    add(design, "flow", Workflow{});
    add(design, "servers", ContainerService{});
    StreamConsumer follow = reader("work");
    NosqlDb table;
    table.changes = {follow};
    add(design, "table", table);
    auto& work = kindOf<Function>(design, "work");
    work.start = InstanceStart::snapshot;
    work.instanceConcurrency = 4;
    work.reservedConcurrency = 10;
    const Texts expected = {"not-expressible rooms",
                            "not-expressible flow",
                            "not-expressible servers",
                            "not-expressible table.changes",
                            "not-expressible work.start",
                            "not-expressible work.instance-concurrency",
                            "not-expressible work.reserved-concurrency"};
    QVERIFY(refusals(design) == expected);
  }

  void refusesWhatIsOutOfRange() {
    Architecture design = small();
    auto& work = kindOf<Function>(design, "work");
    work.memory = mebibytes(768);
    work.timeout = seconds(301);
    Queue jobs = queue(hours(13), {});
    jobs.retention = days(8);
    jobs.deadLetter = ComponentRef{"lost"};
    jobs.maxReceives = 21;
    add(design, "jobs", jobs);
    add(design, "lost", Queue{});
    Stream readings;
    readings.retention = days(8);
    add(design, "readings", readings);
    HttpApi front = api({{"GET /x", {"work"}}});
    front.throttle = Throttle{Rate{0.5}, 1};
    add(design, "front", front);
    const Texts expected = {"out-of-range work.memory",        "out-of-range work.timeout",
                            "out-of-range jobs.visibility",    "out-of-range jobs.retention",
                            "out-of-range jobs.max-receives",  "out-of-range readings.retention",
                            "out-of-range front.throttle.rate"};
    QVERIFY(refusals(design) == expected);
  }

  void everySizeIsTaken() {
    Architecture design = small();
    for (const int size : {128, 256, 512, 1024, 2048, 3072}) {
      kindOf<Function>(design, "work").memory = mebibytes(size);
      QVERIFY(refusals(design).empty());
    }
    kindOf<Function>(design, "work").timeout = seconds(300);
    QVERIFY(refusals(design).empty());
  }

  void refusesWhatLeadsNowhere() {
    Architecture design = small();
    add(design, "jobs", queue(seconds(60)));
    Topic news;
    news.subscriptions = {{{"jobs"}}};
    add(design, "news", news);
    Schedule nightly;
    nightly.cron = "0 2 * * *";
    nightly.timeZone = "Europe/Berlin";
    nightly.targets = {{{"jobs"}}};
    add(design, "nightly", nightly);
    ObjectStore files;
    files.notifications = {{{"jobs"}, ObjectEvent::write}};
    add(design, "files", files);
    StreamConsumer careful = reader("work");
    careful.onFailure = ComponentRef{"jobs"};
    careful.parallelization = 2;
    Stream readings;
    readings.consumers = {careful};
    add(design, "readings", readings);
    add(design, "slow", queue(seconds(10), {consumer("work")}));
    add(design, "other", function("python3.12", {call("work")}));
    kindOf<Function>(design, "work").steps = {call("other")};
    const Texts expected = {"not-expressible news.subscriptions.0.to",
                            "not-expressible nightly.targets.0.to",
                            "not-expressible files.notifications.0.to",
                            "not-expressible readings.consumers.0.parallelization",
                            "not-expressible readings.consumers.0",
                            "visibility-too-short slow.visibility",
                            "circle work"};
    QVERIFY(refusals(design) == expected);
  }

  // The configuration is the same one, at the top of the folder and without the form of Resource Manager.
  void terraformHoldsTheSame() {
    const Architecture design = ociAccess("python3.12");
    const Manifest fn = exported(design);
    const auto configuration = exportManifest("terraform", design, oci());
    QVERIFY(configuration.has_value());
    Texts expected = {"README.md", ".gitignore"}, found;
    for (const auto& file : fn.files) {
      const bool stack = file.path.rfind("stack/", 0) == 0;
      if ((stack && file.path != "stack/schema.yaml") || file.path.rfind("functions/", 0) == 0) {
        const std::string path = stack ? file.path.substr(6) : file.path;
        expected.insert(path);
        QCOMPARE(contentOf(*configuration, path), file.content);
      }
    }
    for (const auto& file : configuration->files) found.insert(file.path);
    QVERIFY(found == expected);
    QVERIFY(contentOf(*configuration, "versions.tf").find("oracle/oci") != std::string::npos);
    QVERIFY(contentOf(*configuration, "README.md").find("cd stack") == std::string::npos);
  }

  void hostileNames() {
    Architecture design = small();
    design.name = "${file(\"/etc/passwd\")} '; rm -rf / #\n\"é";
    design.description = "%{ for x in y } \"quoted\" \\ ${var.z}";
    add(design, "work-", function("python3.12", {send("null")}));
    add(design, "null", Queue{});
    NosqlDb table;
    table.partitionKey = "x; DROP TABLE y --";
    add(design, "true", table);
    HttpApi front = api({{"GET /a\"b/${c}", {"work"}}});
    front.cors = Cors{{"https://x\"${y}"}};
    add(design, "front", front);
    const Manifest manifest = exported(design);
    QVERIFY(!manifest.files.empty());
    const std::string stack = stackOf(manifest);
    QVERIFY(stack.find("rm -rf") == std::string::npos);
    QVERIFY(stack.find("DROP TABLE") == std::string::npos);
    QVERIFY(stack.find("${file") == std::string::npos);
    QVERIFY(stack.find("\"/a\\\"b/$${c}\"") != std::string::npos);
    QVERIFY(stack.find("\"https://x\\\"$${y}\"") != std::string::npos);
    static const std::regex kName("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    QVERIFY(std::regex_match(YAML::Load(contentOf(manifest, "app.yaml"))["name"].as<std::string>(), kName));
    const YAML::Node func = YAML::Load(contentOf(manifest, "functions/work-/func.yaml"));
    QVERIFY(std::regex_match(func["name"].as<std::string>(), kName));
    QVERIFY(func["name"].as<std::string>() !=
            YAML::Load(contentOf(manifest, "functions/work/func.yaml"))["name"].as<std::string>());
    QCOMPARE(YAML::Load(contentOf(manifest, "stack/schema.yaml"))["description"].as<std::string>(), design.description);
  }

  void namesOfTwoAreUnique() {
    Architecture design = small();
    add(design, "a", queue(seconds(60), {consumer("b-to-c")}));
    add(design, "a-to-b", queue(seconds(60), {consumer("c")}));
    add(design, "b-to-c", function("nodejs22", {}));
    add(design, "c", function("nodejs22", {}));
    const Manifest manifest = exported(design);
    const std::string stack = stackOf(manifest);
    static const std::regex kHead("resource \"[^\"]*\" \"[^\"]*\"");
    Texts heads;
    for (std::sregex_iterator match(stack.begin(), stack.end(), kHead), end; match != end; ++match)
      QVERIFY2(heads.insert(match->str()).second, match->str().c_str());
    QVERIFY(heads.count("resource \"oci_sch_service_connector\" \"a_to_b_to_c_2\"") == 1);
  }

  void sameBytesTwice() {
    const Manifest first = exported(ociEvents("nodejs22")), second = exported(ociEvents("nodejs22"));
    QCOMPARE(first.files.size(), second.files.size());
    for (std::size_t i = 0; i < first.files.size(); ++i) QCOMPARE(first.files[i].content, second.files[i].content);
  }
};

QTEST_APPLESS_MAIN(OciExportTest)
#include "oci_export_test.moc"
