#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/catalog/catalog.h"
#include "model/io/resources.h"
#include "model/manifest/manifest.h"
#include "model/project/project_file.h"
#include "tests/model/google_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

using Texts = std::set<std::string>;

Catalog gcp() {
  static const auto catalog = loadCatalog("gcp");
  if (!catalog) qFatal("the catalog can't be read: %s", toText(catalog.error().at(0)).c_str());
  return *catalog;
}

Manifest exportedAs(const std::string& format, const Architecture& design) {
  auto manifest = exportManifest(format, design, gcp());
  if (manifest) return *manifest;
  for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
  return {};
}

std::string contentOf(const Manifest& manifest, const std::string& path) {
  for (const auto& file : manifest.files)
    if (file.path == path) return file.content;
  return {};
}

std::string scriptOf(const Architecture& design) { return contentOf(exportedAs("gcloud", design), "deploy.sh"); }

std::string hclOf(const Architecture& design) {
  std::string all;
  for (const auto& file : exportedAs("terraform", design).files)
    if (file.path.ends_with(".tf")) all += file.content;
  return all;
}

// The line of the script that begins so.
std::string lineOf(const std::string& script, const std::string& start) {
  for (std::size_t at = 0; at < script.size();) {
    const auto end = std::min(script.find('\n', at), script.size());
    auto line = script.substr(at, end - at);
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    if (line.rfind(start, 0) == 0) return line;
    at = end + 1;
  }
  return {};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The block of a resource, up to the brace that closes it, with single blanks.
std::string resourceOf(const std::string& hcl, const std::string& type, const std::string& name) {
  const auto start = hcl.find("resource \"" + type + "\" \"" + name + "\" {");
  if (start == std::string::npos) return {};
  return std::regex_replace(hcl.substr(start, hcl.find("\n}", start) - start), std::regex(" +"), " ");
}

// "role member place" of each permission that the script gives, without marks and quotes.
Texts scriptGrants(const std::string& script) {
  Texts grants;
  const std::regex binding(R"re(^grant gcloud (.*) add-iam-policy-binding (\S+)(.*)--member=([^" ]+)"? --role=(\S+))re",
                           std::regex::multiline);
  for (std::sregex_iterator at(script.begin(), script.end(), binding), end; at != end; ++at) {
    std::string place = (*at)[1].str() == "projects" ? "project" : (*at)[2].str();
    std::erase(place, '"');
    const std::string member = (*at)[4].str();
    grants.insert((*at)[5].str() + " " + member.substr(0, member.find('@')) + " " + place);
  }
  return grants;
}

Texts refusalsOf(const Architecture& design) {
  Texts ids;
  const auto manifest = exportManifest("gcloud", design, gcp());
  if (!manifest)
    for (const auto& problem : manifest.error()) ids.insert(problem.path + " " + problem.id);
  return ids;
}

bool noted(const Manifest& manifest, const std::string& id, const std::string& path) {
  return std::any_of(manifest.notes.begin(), manifest.notes.end(),
                     [&](const Problem& note) { return note.id == id && note.path == path; });
}

}  // namespace

class GoogleExportTest : public QObject {
  Q_OBJECT

 private slots:
  void functionsHaveTheirSettingsInBothRenderings();
  void firstGenerationKnowsNoCpuAndNoConcurrency();
  void functionsInJavaAreNamedByTheirClass();
  void examplesInJavaAreExported();
  void subscriptionsHaveTheirSettingsInBothRenderings();
  void permissionsAreTheDrawnEdges();
  void gatewaysHaveThrottleTokenAndDeadline();
  void schedulesHaveTheirTimes();
  void bothRenderingsGiveTheSamePermissions();
  void whatGoogleCannotIsRefused();
  void whatIsChangedIsNoted();
  void hostileTextsStayTexts();
  void sameDesignSameBytes();
};

void GoogleExportTest::functionsHaveTheirSettingsInBothRenderings() {
  Architecture design = googleAccess("nodejs22");
  auto& part = kindOf<Function>(design, "part");
  part.memory = mebibytes(2048);
  part.instanceConcurrency = 10;
  part.reservedConcurrency = 35;
  part.timeout = seconds(45);
  const auto line = lineOf(scriptOf(design), "gcloud functions deploy part ");
  for (const char* flag : {"--gen2", "--runtime=nodejs22", "--memory=2048Mi", "--cpu=1", "--concurrency=10", "--timeout=45s",
                           "--min-instances=2", "--max-instances=4", "--no-allow-unauthenticated"})
    QVERIFY2(has(line + " ", std::string(flag) + " "), flag);
  const auto block = resourceOf(hclOf(design), "google_cloudfunctions2_function", "part");
  for (const char* entry :
       {"runtime = \"nodejs22\"", "available_memory = \"2048Mi\"", "available_cpu = \"1\"",
        "max_instance_request_concurrency = 10", "timeout_seconds = 45", "min_instance_count = 2", "max_instance_count = 4"})
    QVERIFY2(has(block, entry), entry);
  const auto worker = lineOf(scriptOf(onGoogle(orderIntake())), "gcloud functions deploy mailer ");
  QVERIFY(has(worker, "--max-instances=50 "));  // the limit of its only consumer
  QVERIFY(has(worker, "--runtime=python312 "));
}

void GoogleExportTest::firstGenerationKnowsNoCpuAndNoConcurrency() {
  const Architecture design = googleAccess("nodejs22", "1st-gen");
  const auto line = lineOf(scriptOf(design), "gcloud functions deploy taker ");
  QVERIFY(has(line, "--no-gen2 ") && has(line, "--memory=512MB ") && has(line, "--security-level=secure-always "));
  QVERIFY(!has(line, "--cpu") && !has(line, "--concurrency"));
  const auto hcl = hclOf(design);
  const auto block = resourceOf(hcl, "google_cloudfunctions_function", "taker");
  QVERIFY(has(block, "available_memory_mb = 512") && has(block, "timeout = 30"));
  QVERIFY(!has(hcl, "google_cloudfunctions2_function") && has(hcl, "google_cloudfunctions_function_iam_member"));
}

void GoogleExportTest::functionsInJavaAreNamedByTheirClass() {
  for (const char* generation : {"cloud-run-functions", "1st-gen"}) {
    const Architecture design = googleAccess("java21", generation);
    const auto line = lineOf(scriptOf(design), "gcloud functions deploy taker ");
    for (const char* flag : {"--runtime=java21", "--entry-point=app.App", "--source=src/taker"})
      QVERIFY2(has(line + " ", std::string(flag) + " "), flag);
    const auto hcl = hclOf(design);
    QVERIFY(has(hcl, "\"app.App\"") && has(hcl, "\"java21\"") && !has(hcl, "\"handle\""));
  }
  const Manifest manifest = exportedAs("gcloud", googleAccess("java21"));
  const auto code = [&](const std::string& file) { return contentOf(manifest, "src/taker/" + file); };
  QVERIFY(has(code("src/main/java/app/App.java"), "public final class App extends Entry"));
  QVERIFY(has(code("src/main/java/app/Entry.java"), "implements HttpFunction"));
  for (const char* part : {"<maven.compiler.release>21</maven.compiler.release>", "<artifactId>libraries-bom</artifactId>",
                           "<artifactId>google-cloud-firestore</artifactId>", "<functionTarget>app.App</functionTarget>"})
    QVERIFY2(has(code("pom.xml"), part), part);
  QVERIFY(!has(code("pom.xml"), "postgres"));  // what isn't used isn't brought
  QVERIFY(has(contentOf(manifest, "README.md"), "(cd src/taker && mvn function:run)"));
  QVERIFY(has(contentOf(manifest, "README.md"), "(cd src/taker && mvn -q test)"));
}

void GoogleExportTest::examplesInJavaAreExported() {
  for (const char* name : {"rarely-called-api", "webhook-fan-out"}) {
    const auto design = loadProject(resourceFolder() / "examples" / (std::string(name) + ".virga.yaml"));
    QVERIFY(design);
    for (const char* format : {"gcloud", "terraform"}) QVERIFY2(!exportedAs(format, *design).files.empty(), name);
  }
}

void GoogleExportTest::subscriptionsHaveTheirSettingsInBothRenderings() {
  const Architecture orders = onGoogle(orderIntake());
  const auto line = lineOf(scriptOf(orders), "gcloud pubsub subscriptions create receipts ");
  for (const char* flag :
       {"--ack-deadline=60 ", "--message-retention-duration=345600s ", "--dead-letter-topic=receipts-dead "})
    QVERIFY2(has(line, flag), flag);
  QVERIFY(line.ends_with("--max-delivery-attempts=5"));
  const auto block = resourceOf(hclOf(orders), "google_pubsub_subscription", "receipts");
  for (const char* entry : {"ack_deadline_seconds = 60", "message_retention_duration = \"345600s\"",
                            "dead_letter_topic = google_pubsub_topic.receipts_dead.id", "max_delivery_attempts = 5"})
    QVERIFY2(has(block, entry), entry);

  const Architecture events = googleEvents("nodejs22");
  const auto stream = lineOf(scriptOf(events), "gcloud pubsub subscriptions create readings.gatherer ");
  for (const char* flag : {"--enable-message-ordering ", "--message-retention-duration=600s ", "--dead-letter-topic=lost "})
    QVERIFY2(has(stream, flag), flag);
  QVERIFY(stream.ends_with("--max-delivery-attempts=6"));  // five retries after the first
  // A queue that subscribes to a topic takes from it with its own settings.
  QVERIFY(has(lineOf(scriptOf(events), "gcloud pubsub subscriptions create news.work "), "--ack-deadline=180 "));
}

void GoogleExportTest::permissionsAreTheDrawnEdges() {
  Architecture design = onGoogle({});
  add(design, "writer", function("nodejs22", {call("notes", Operation::write), call("notes"), send("jobs"), call("keys")}));
  add(design, "looker", function("nodejs22", {call("files"), call("helper"), send("helper")}));
  add(design, "helper", function("nodejs22", {call("files", Operation::write)}));
  add(design, "notes", NosqlDb{});
  add(design, "files", ObjectStore{});
  add(design, "keys", SecretStore{});
  add(design, "jobs", queue(seconds(60), {consumer("helper", 1)}));
  const std::string here = "serviceAccount:";
  const Texts expected = {"roles/datastore.user " + here + "writer project",
                          "roles/pubsub.publisher " + here + "writer jobs",
                          "roles/secretmanager.secretAccessor " + here + "writer keys",
                          "roles/storage.objectViewer " + here + "looker gs://${PROJECT_ID}-files",
                          "roles/run.invoker " + here + "looker helper",
                          "roles/pubsub.publisher " + here + "looker helper.starts",
                          "roles/storage.objectUser " + here + "helper gs://${PROJECT_ID}-files",
                          "roles/run.invoker " + here + "helper helper",
                          "roles/run.invoker " + here + "jobs-virga helper"};
  const auto script = scriptOf(design);
  QCOMPARE(scriptGrants(script), expected);
  QVERIFY(has(script, R"(expression=resource.name == \"projects/${PROJECT_ID}/databases/notes\")"));
  const auto hcl = hclOf(design);
  const std::regex member(R"re(resource "google_\w+_iam_member")re");
  QCOMPARE(std::distance(std::sregex_iterator(hcl.begin(), hcl.end(), member), std::sregex_iterator()),
           static_cast<std::ptrdiff_t>(expected.size()));
}

void GoogleExportTest::gatewaysHaveThrottleTokenAndDeadline() {
  const auto manifest = exportedAs("gcloud", onGoogle(orderIntake()));
  const auto document = YAML::Load(contentOf(manifest, "gateway/api.yaml"));
  QCOMPARE(document["x-google-management"]["quota"]["limits"][0]["values"]["STANDARD"].as<int>(), 60000);
  const auto post = document["paths"]["/orders"]["post"];
  QCOMPARE(post["x-google-backend"]["address"].as<std::string>(),
           "https://${REGION}-${PROJECT_ID}.cloudfunctions.net/checkout");
  QCOMPARE(post["x-google-backend"]["deadline"].as<double>(), 60.0);
  QVERIFY(post["security"][0]["users"] && post["security"][0]["api_key"]);
  QCOMPARE(document["paths"]["/orders"]["options"]["security"].size(), 0U);
  QCOMPARE(document["securityDefinitions"]["users"]["x-google-issuer"].as<std::string>(),
           "https://securetoken.google.com/${PROJECT_ID}");
  QVERIFY(noted(manifest, "quota-by-key", "api.throttle"));
}

void GoogleExportTest::schedulesHaveTheirTimes() {
  const auto script = scriptOf(googleEvents("nodejs22"));
  const auto nightly = lineOf(script, "gcloud scheduler jobs create http nightly_told ");
  QVERIFY(has(nightly, "\"--schedule=30 2 * * 1-5\" ") && has(nightly, "--time-zone=Europe/Berlin "));
  QVERIFY(has(lineOf(script, "gcloud scheduler jobs create http often_told "), "\"--schedule=every 90 minutes\" "));
  QVERIFY(has(lineOf(script, "gcloud scheduler jobs create pubsub nightly_work "), "--topic=work"));
}

void GoogleExportTest::bothRenderingsGiveTheSamePermissions() {
  for (const auto& [name, design] : googleDesigns()) {
    const auto script = scriptGrants(scriptOf(design));
    const auto hcl = hclOf(design);
    Texts roles, scriptRoles;
    const std::regex role(R"re(role\s+= "(roles/[\w.]+)"\n\s+member\s+= "?([^"\n]+))re");
    for (std::sregex_iterator at(hcl.begin(), hcl.end(), role), end; at != end; ++at) {
      std::string member = (*at)[2].str();
      if (const auto dot = member.find("google_service_account."); dot != std::string::npos)
        member = member.substr(dot + 23, member.find(".email") - dot - 23);
      else
        member = member.substr(member.find('@') + 1, 8);
      roles.insert((*at)[1].str() + " " + member);
    }
    for (const auto& line : script) {
      const auto first = line.find(' '), second = line.find(' ', first + 1);
      std::string member = line.substr(first + 16, second - first - 16);
      std::replace(member.begin(), member.end(), '-', '_');
      if (!has(member, "$")) scriptRoles.insert(line.substr(0, first) + " " + member);
    }
    for (const auto& entry : scriptRoles) QVERIFY2(roles.count(entry) == 1, (name + ": " + entry).c_str());
  }
}

void GoogleExportTest::whatGoogleCannotIsRefused() {
  Architecture design = onGoogle({});
  add(design, "room", WebsocketApi{});
  QCOMPARE(refusalsOf(design), (Texts{"room not-expressible"}));

  design = googleEvents("nodejs22");
  kindOf<Schedule>(design, "nightly").targets.push_back({{"bus"}});
  kindOf<Schedule>(design, "often").every = seconds(90);
  kindOf<ObjectStore>(design, "files").notifications.push_back({{"bus"}});
  kindOf<Queue>(design, "work").consumers.push_back(consumer("told", 1));
  kindOf<Function>(design, "told").timeout = minutes(61);
  kindOf<Function>(design, "worker").memory = gibibytes(64);
  kindOf<Function>(design, "sender").instanceConcurrency = 5;
  QCOMPARE(refusalsOf(design),
           (Texts{"nightly.targets.4.to not-expressible", "often.every not-expressible",
                  "files.notifications.1.to not-expressible", "work.consumers not-expressible", "told.timeout out-of-range",
                  "worker.memory out-of-range", "sender.instance-concurrency not-expressible"}));

  design = googleTasks("nodejs22");
  kindOf<Function>(design, "hear").steps = {call("other")};
  kindOf<Workflow>(design, "other").states = {compute(seconds(1))};
  QCOMPARE(refusalsOf(design), (Texts{"hear.steps not-expressible", "other.states.0 not-expressible"}));

  design = onGoogle(orderIntake());
  kindOf<HttpApi>(design, "api").cors->origins = {"https://shop.example~EVIL=1"};
  QCOMPARE(refusalsOf(design), (Texts{"api.cors.origins.0 not-expressible"}));
  QCOMPARE(refusalsOf([] {
             Architecture old = onGoogle({}, "1st-gen");
             NosqlDb table;
             table.changes = {reader("taker")};
             add(old, "table", table);
             add(old, "taker", function("nodejs22", {}));
             return old;
           }()),
           (Texts{"table.changes.0 not-expressible"}));
}

void GoogleExportTest::whatIsChangedIsNoted() {
  Architecture design = onGoogle(orderIntake());
  auto& receipts = kindOf<Queue>(design, "receipts");
  receipts.maxReceives = 3;
  receipts.visibility = seconds(5);
  const auto manifest = exportedAs("gcloud", design);
  for (const auto& [id, path] : {std::pair{"rounded", "receipts.max-receives"},
                                 {"rounded", "receipts.visibility"},
                                 {"one-message", "receipts.consumers.0.batch"},
                                 {"no-arm64", "checkout.architecture"},
                                 {"secret-value", "payments"}})
    QVERIFY2(noted(manifest, id, path), path);
  const auto line = lineOf(contentOf(manifest, "deploy.sh"), "gcloud pubsub subscriptions create receipts ");
  QVERIFY(has(line, "--ack-deadline=10 ") && has(line, "--max-delivery-attempts=5"));
}

void GoogleExportTest::hostileTextsStayTexts() {
  const auto manifest = exportedAs("gcloud", hostileDesign());
  const auto script = contentOf(manifest, "deploy.sh");
  // The title stands in one comment, nowhere else.
  QVERIFY(has(script, "# Deploys $(touch"));
  QCOMPARE(script.find("$(touch", script.find("$(touch") + 1), std::string::npos);
  const auto gateway = YAML::Load(contentOf(manifest, "gateway/api.yaml"));
  QCOMPARE(gateway["info"]["title"].as<std::string>(), hostileText() + ": api");
  for (const auto& file : manifest.files) QVERIFY2(!has(file.path, "..") && file.path.front() != '/', file.path.c_str());
}

void GoogleExportTest::sameDesignSameBytes() {
  for (const char* format : {"gcloud", "terraform"}) {
    const auto first = exportedAs(format, googleEvents("python3.12")),
               second = exportedAs(format, googleEvents("python3.12"));
    QCOMPARE(first.files.size(), second.files.size());
    for (std::size_t i = 0; i < first.files.size(); ++i) QCOMPARE(first.files[i].content, second.files[i].content);
  }
}

QTEST_GUILESS_MAIN(GoogleExportTest)
#include "google_export_test.moc"
