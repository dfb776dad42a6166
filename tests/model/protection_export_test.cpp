// What a design says of its protection, read back from each format, and what can't be told to the provider.
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/project/project_file.h"
#include "tests/model/described_export.h"
#include "tests/model/manifest_reading.h"

using namespace virga::tests;

namespace {

// `cors`, and the stores and queues as said; otherwise a design that every cloud takes.
Architecture protectedDesign(const std::string& provider, const std::string& cors, const std::string& stores) {
  const auto read = readProject(
      "virga: 1\n"
      "name: Guarded\n"
      "target: {provider: " +
          provider +
          "}\n"
          "components:\n"
          "  api: {kind: http-api, cors: " +
          cors +
          ", routes: [{route: ANY /things, to: work}]}\n"
          "  work: {kind: function, runtime: nodejs22, steps: [{call: files, operation: read}]}\n" +
          stores,
      "guarded.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

const char* const kShop = "{origins: [\"https://shop.example\"], credentials: include}";
const char* const kWithout = "{origins: [\"https://shop.example\"]}";
const char* const kClosed = "  files: {kind: object-store}\n";
const char* const kOpen = "  files: {kind: object-store, exposure: public}\n";
const char* const kBare =
    "  files: {kind: object-store, encryption: none}\n"
    "  table: {kind: nosql-db, encryption: none}\n"
    "  jobs: {kind: queue, encryption: none}\n"
    "  news: {kind: topic, encryption: none}\n"
    "  readings: {kind: stream, encryption: none}\n";

std::string allText(const Manifest& manifest) {
  std::string text;
  for (const auto& file : manifest.files)
    if (file.path.find("README") == std::string::npos) text += file.content + "\n";
  return text;
}

bool holds(const Manifest& manifest, const std::string& text) { return allText(manifest).find(text) != std::string::npos; }

std::string refusedFor(const char* format, const std::string& provider, const Architecture& design) {
  const auto manifest = exportManifest(format, design, *loadCatalog(provider));
  std::string paths;
  if (!manifest)
    for (const auto& problem : manifest.error()) paths += problem.id + " " + problem.path + "\n";
  return paths;
}

}  // namespace

class ProtectionExportTest : public QObject {
  Q_OBJECT

 private slots:
  void credentialsAreAllowed_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* format, const char* provider, const char* text) {
      QTest::addRow("%s on %s", format, provider) << QString(format) << QString(provider) << QString(text);
    };
    row("sam", "aws", "AllowCredentials: true");
    row("cloudformation", "aws", "AllowCredentials: true");
    row("serverless", "aws", "allowCredentials: true");
    row("terraform", "aws", "allow_credentials = true");
    row("functions-core-tools", "azure", "allow-credentials=");
    row("arm", "azure", "allow-credentials=");
    row("terraform", "azure", "allow-credentials=");
    row("fn", "oci", "is_allow_credentials_enabled = true");
    row("terraform", "oci", "is_allow_credentials_enabled = true");
    row("knative", "custom", "allowCredentials: true");
  }

  void credentialsAreAllowed() {
    QFETCH(QString, format);
    QFETCH(QString, provider);
    QFETCH(QString, text);
    const std::string cloud = provider.toStdString();
    const std::string name = format.toStdString();
    // Blanks before "=" are those of the column that it stands in.
    const auto said = [&](const Manifest& manifest) {
      std::string plain;
      for (const char c : allText(manifest))
        if (c != ' ' || plain.empty() || plain.back() != ' ') plain += c;
      return plain.find(text.toStdString()) != std::string::npos;
    };
    QVERIFY(said(exportedAs(name.c_str(), protectedDesign(cloud, kShop, kClosed), cloud)));
    QVERIFY(!said(exportedAs(name.c_str(), protectedDesign(cloud, kWithout, kClosed), cloud)));
  }

  // Fetch standard, "CORS protocol and credentials": with them, "*" is no wildcard.
  void credentialsHaveNoWildcards() {
    const auto whole = templateOf(protectedDesign("aws", kShop, kClosed));
    const std::set<std::string> methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    std::set<std::string> found;
    for (const auto& method : propertiesOf(whole, "Api")["CorsConfiguration"]["AllowMethods"])
      found.insert(method.as<std::string>());
    QCOMPARE(found, methods);
    for (const auto& [format, provider] : {std::pair{"sam", "aws"},
                                           {"terraform", "aws"},
                                           {"arm", "azure"},
                                           {"gcloud", "gcp"},
                                           {"fn", "oci"},
                                           {"knative", "custom"}})
      QCOMPARE(refusedFor(format, provider, protectedDesign(provider, "{origins: [\"*\"], credentials: include}", kClosed)),
               std::string("not-expressible api.cors.origins.0\n"));
  }

  void googleHasNoCredentials() {
    for (const char* format : {"gcloud", "terraform"}) {
      QVERIFY(hasNote(exportedAs(format, protectedDesign("gcp", kShop, kClosed), "gcp"), "no-cors-credentials",
                      "api.cors.credentials"));
      QVERIFY(!hasNote(exportedAs(format, protectedDesign("gcp", kWithout, kClosed), "gcp"), "no-cors-credentials",
                       "api.cors.credentials"));
    }
  }

  void openBucketOfAws() {
    const auto open = templateOf(protectedDesign("aws", kWithout, kOpen));
    const auto block = propertiesOf(open, "Files")["PublicAccessBlockConfiguration"];
    QCOMPARE(block["BlockPublicPolicy"].as<bool>(), false);
    QCOMPARE(block["RestrictPublicBuckets"].as<bool>(), false);
    QCOMPARE(block["BlockPublicAcls"].as<bool>(), true);
    const auto statements = propertiesOf(open, "FilesPolicy")["PolicyDocument"]["Statement"];
    QCOMPARE(statements.size(), std::size_t{2});
    QCOMPARE(statements[1]["Effect"].as<std::string>(), std::string("Allow"));
    QCOMPARE(statements[1]["Action"].as<std::string>(), std::string("s3:GetObject"));
    const auto closed = templateOf(protectedDesign("aws", kWithout, kClosed));
    QCOMPARE(propertiesOf(closed, "Files")["PublicAccessBlockConfiguration"]["BlockPublicPolicy"].as<bool>(), true);
    QCOMPARE(propertiesOf(closed, "FilesPolicy")["PolicyDocument"]["Statement"].size(), std::size_t{1});
    QVERIFY(holds(exportedAs("terraform", protectedDesign("aws", kWithout, kOpen)), "AnybodyReads"));
  }

  void openBucketsElsewhere() {
    for (const auto& [format, provider, text] : {std::tuple{"arm", "azure", "\"publicAccess\": \"Blob\""},
                                                 {"arm", "azure", "\"allowBlobPublicAccess\": true"},
                                                 {"gcloud", "gcp", "--no-public-access-prevention"},
                                                 {"gcloud", "gcp", "--member=allUsers"},
                                                 {"terraform", "gcp", "\"inherited\""},
                                                 {"terraform", "gcp", "\"allUsers\""},
                                                 {"fn", "oci", "ObjectReadWithoutList"}}) {
      QVERIFY2(holds(exportedAs(format, protectedDesign(provider, kWithout, kOpen), provider), text), text);
      QVERIFY2(!holds(exportedAs(format, protectedDesign(provider, kWithout, kClosed), provider), text), text);
    }
  }

  void whatAwsCanLeaveUnencrypted() {
    const auto manifest = exported(protectedDesign("aws", kWithout, kBare));
    const auto whole = YAML::Load(contentOf(manifest, "template.yaml"));
    QCOMPARE(propertiesOf(whole, "Jobs")["SqsManagedSseEnabled"].as<bool>(), false);
    QVERIFY(!propertiesOf(whole, "News")["KmsMasterKeyId"]);
    QVERIFY(!propertiesOf(whole, "Readings")["StreamEncryption"]);
    QVERIFY(hasNote(manifest, "always-encrypted", "files.encryption"));
    QVERIFY(hasNote(manifest, "always-encrypted", "table.encryption"));
    for (const char* written : {"jobs", "news", "readings"})
      QVERIFY(!hasNote(manifest, "always-encrypted", std::string(written) + ".encryption"));
  }

  void databasesElsewhere() {
    const std::string database =
        "  files: {kind: object-store}\n"
        "  ledger: {kind: sql-db, encryption: none, exposure: public, transport: plain}\n";
    const auto azure = exportedAs("arm", protectedDesign("azure", kWithout, database), "azure");
    QVERIFY(holds(azure, "transparentDataEncryption"));
    QVERIFY(holds(azure, "255.255.255.255"));
    QVERIFY(hasNote(azure, "always-tls", "ledger.transport"));
    const auto gcp = exportedAs("terraform", protectedDesign("gcp", kWithout, database), "gcp");
    QVERIFY(holds(gcp, "ALLOW_UNENCRYPTED_AND_ENCRYPTED"));
    QVERIFY(holds(gcp, "0.0.0.0/0"));
    QVERIFY(hasNote(gcp, "always-encrypted", "ledger.encryption"));
    const auto aws = exported(protectedDesign("aws", kWithout, database));
    for (const auto& [id, path] : {std::pair{"always-encrypted", "ledger.encryption"},
                                   {"always-tls", "ledger.transport"},
                                   {"not-public", "ledger.exposure"}})
      QVERIFY2(hasNote(aws, id, path), id);
    const auto oci = exportedAs("fn", protectedDesign("oci", kWithout, database), "oci");
    for (const auto& [id, path] : {std::pair{"always-encrypted", "ledger.encryption"},
                                   {"always-tls", "ledger.transport"},
                                   {"not-public", "ledger.exposure"}})
      QVERIFY2(hasNote(oci, id, path), id);
  }

  void ownKeysAreToldOf() {
    const auto design = protectedDesign("aws", kWithout, "  files: {kind: object-store, encryption: own-key}\n");
    QVERIFY(hasNote(exported(design), "own-key-missing", "files.encryption"));
    QVERIFY(!hasNote(exported(protectedDesign("aws", kWithout, kClosed)), "own-key-missing", "files.encryption"));
  }
};

QTEST_APPLESS_MAIN(ProtectionExportTest)
#include "protection_export_test.moc"
