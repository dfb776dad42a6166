// What an import reads of protection: who gets in, what lies open or unencrypted, what functions may do beyond their steps.
#include <algorithm>
#include <filesystem>
#include <string>

#include <QtTest>

#include "model/checks/check.h"
#include "model/checks/function_access.h"
#include "model/import/import.h"
#include "model/project/project_file.h"
#include "tests/model/way_back.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

const char* const kWork =
    "  Work:\n"
    "    Type: AWS::Serverless::Function\n"
    "    Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: src/";

template <class Kind>
Kind kindAt(const Imported& imported, const std::string& id) {
  const Component* component = imported.design.find(id);
  const auto* kind = component ? std::get_if<Kind>(&component->kind) : nullptr;
  if (!kind) qWarning("no such component: %s", id.c_str());
  return kind ? *kind : Kind{};
}

// "table: read write", "everything: all", of each grant of the function.
std::set<std::string> grantsOf(const Imported& imported, const std::string& function) {
  std::set<std::string> grants;
  for (const auto& grant : kindAt<Function>(imported, function).grants) {
    std::string text = (grant.on ? grant.on->id : std::string("everything")) + ":";
    for (const auto access : grant.access) text += " " + accessName(access);
    grants.insert(grant.access.empty() ? text + " all" : text);
  }
  return grants;
}

// The places of the rule's findings on AWS.
std::set<std::string> findingsOf(const Imported& imported, const std::string& rule) {
  static const auto catalog = loadCatalog("aws");
  std::set<std::string> places;
  for (const auto& problem : check(imported.design, *catalog))
    if (problem.id == rule) places.insert(problem.path);
  return places;
}

bool reports(const Imported& imported, const std::string& id, const std::string& words) {
  return std::any_of(imported.report.begin(), imported.report.end(), [&](const Problem& problem) {
    return problem.id == id && problem.message.find(words) != std::string::npos;
  });
}

using Places = std::set<std::string>;

}  // namespace

class ImportProtectionTest : public QObject {
  Q_OBJECT

  Folder folder_;

  Imported read(const std::string& name, const std::string& text) {
    const auto file = folder_.put(name, text);
    auto imported = importDesign({file});
    if (!imported) {
      qWarning("%s", toText(imported.error().front()).c_str());
      return {};
    }
    const auto again = readProject(writeProject(imported->design), "imported");
    if (!again) qWarning("%s", toText(again.error().front()).c_str());
    if (!again || *again != imported->design) return {};
    return std::move(*imported);
  }

  // A template with a function `work` that has these further properties, and these resources.
  Imported sam(const std::string& properties, const std::string& resources) {
    return read("template.yaml",
                "Transform: AWS::Serverless-2016-10-31\nResources:\n" + std::string(kWork) + properties + "}\n" + resources);
  }

  Imported terraform(const std::string& text) {
    return read("tf" + std::to_string(++made_) + "/main.tf",
                text +
                    "resource \"aws_lambda_function\" \"work\" {\n  function_name = \"work\"\n  runtime = \"nodejs22.x\"\n"
                    "  handler = \"index.handler\"\n  role = aws_iam_role.work.arn\n}\n"
                    "resource \"aws_iam_role\" \"work\" {\n  name = \"work\"\n  assume_role_policy = \"{}\"\n}\n");
  }

  int made_ = 0;

 private slots:
  void guardedApisAreNotPublic_data() {
    QTest::addColumn<QString>("api");
    QTest::addColumn<QString>("event");
    QTest::addColumn<bool>("open");
    const auto row = [](const char* name, const char* api, const char* event, bool open) {
      QTest::newRow(name) << QString(api) << QString(event) << open;
    };
    const char* const plain = "Properties: {StageName: a}";
    row("open", plain, "", true);
    row("signed", "Properties: {StageName: a, Auth: {DefaultAuthorizer: AWS_IAM}}", "", false);
    row("signed but for a route", "Properties: {StageName: a, Auth: {DefaultAuthorizer: AWS_IAM}}",
        ", Auth: {Authorizer: NONE}", true);
    row("signed route", plain, ", Auth: {Authorizer: AWS_IAM}", false);
    row("key", "Properties: {StageName: a, Auth: {ApiKeyRequired: true}}", "", false);
    row("key of the route", plain, ", Auth: {ApiKeyRequired: true}", false);
    row("private", "Properties: {StageName: a, EndpointConfiguration: {Type: PRIVATE}}", "", false);
    row("regional", "Properties: {StageName: a, EndpointConfiguration: {Type: REGIONAL}}", "", true);
  }

  void guardedApisAreNotPublic() {
    QFETCH(QString, api);
    QFETCH(QString, event);
    QFETCH(bool, open);
    const auto imported = sam(", Events: {Put: {Type: Api, Properties: {RestApiId: !Ref Gate, Method: post, Path: /a" +
                                  event.toStdString() + "}}}",
                              "  Gate: {Type: AWS::Serverless::Api, " + api.toStdString() + "}\n");
    QCOMPARE(findingsOf(imported, "public-route"), open ? Places{"gate"} : Places{});
    QCOMPARE(imported.design.checks.size(), std::size_t{open ? 0U : 1U});
    if (!open) QVERIFY(!imported.design.checks.front().ignore.empty());
  }

  void urlsOfFunctions() {
    QCOMPARE(findingsOf(sam(", FunctionUrlConfig: {AuthType: NONE}", ""), "public-route"), Places{"work-url"});
    QCOMPARE(findingsOf(sam(", FunctionUrlConfig: {AuthType: AWS_IAM}", ""), "public-route"), Places{});
    const auto shared = sam(
        ", FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: [\"https://shop.example\"], AllowCredentials: true}}",
        "");
    const auto api = kindAt<HttpApi>(shared, "work-url");
    QVERIFY(api.cors);
    QCOMPARE(api.cors->origins, std::vector<std::string>{"https://shop.example"});
    QVERIFY(api.cors->credentials == Credentials::include);
  }

  void credentialsForAnyOrigin() {
    const char* const event = ", Events: {Get: {Type: HttpApi, Properties: {ApiId: !Ref Gate, Method: get, Path: /a}}}";
    const auto with = sam(event,
                          "  Gate: {Type: AWS::Serverless::HttpApi, Properties: {CorsConfiguration: {AllowOrigins: [\"*\"], "
                          "AllowCredentials: true}}}\n");
    QCOMPARE(findingsOf(with, "cors-credentials-any-origin"), Places{"gate.cors.origins.0"});
    const auto without =
        sam(event, "  Gate: {Type: AWS::Serverless::HttpApi, Properties: {CorsConfiguration: {AllowOrigins: [\"*\"]}}}\n");
    QCOMPARE(findingsOf(without, "cors-credentials-any-origin"), Places{});
  }

  void frameworkServices() {
    const auto service = [&](const std::string& event, const std::string& provider) {
      return read("serverless.yml",
                  "service: shop\nprovider: {name: aws, runtime: nodejs20.x" + provider +
                      "}\nfunctions:\n  work: {handler: a.b, events: [" + event +
                      "]}\nresources: {Resources: {Table: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: "
                      "PAY_PER_REQUEST}}}}\n");
    };
    QCOMPARE(findingsOf(service("{http: {method: post, path: a}}", ""), "public-route"), Places{"rest-api"});
    QCOMPARE(findingsOf(service("{http: {method: post, path: a, private: true}}", ""), "public-route"), Places{});
    QCOMPARE(findingsOf(service("{http: {method: post, path: a, authorizer: aws_iam}}", ""), "public-route"), Places{});
    const auto wide = service("{http: {method: post, path: a}}",
                              ", iam: {role: {statements: [{Effect: Allow, Action: \"dynamodb:*\", Resource: "
                              "!GetAtt Table.Arn}]}}");
    QCOMPARE(grantsOf(wide, "work"), Places{"table: all"});
    QCOMPARE(findingsOf(wide, "grant-of-all-access"), Places{"work.grants.0"});
  }

  void grantsBeyondTheSteps_data() {
    QTest::addColumn<QString>("policies");
    QTest::addColumn<QString>("grant");
    const auto row = [](const char* name, const char* policies, const char* grant) {
      QTest::newRow(name) << QString(policies) << QString(grant);
    };
    row("as the steps", "[{DynamoDBReadPolicy: {TableName: !Ref Table}}]", "");
    row("removes too", "[{DynamoDBCrudPolicy: {TableName: !Ref Table}}]", "table: read write remove");
    row("all of a table", "[{Statement: [{Effect: Allow, Action: \"dynamodb:*\", Resource: !GetAtt Table.Arn}]}]",
        "table: all");
    row("settings",
        "[{Statement: [{Effect: Allow, Action: [\"dynamodb:GetItem\", \"dynamodb:DeleteTable\"], "
        "Resource: !GetAtt Table.Arn}]}]",
        "table: read administer");
    row("every table", "[{Statement: [{Effect: Allow, Action: \"dynamodb:GetItem\", Resource: \"*\"}]}]",
        "everything: read");
    row("every table by its ARN",
        "[{Statement: [{Effect: Allow, Action: \"dynamodb:PutItem\", Resource: \"arn:aws:dynamodb:*:*:table/*\"}]}]",
        "everything: write");
    row("everything", "[{Statement: [{Effect: Allow, Action: \"*\", Resource: \"*\"}]}]", "everything: all");
    row("administrator", "[AdministratorAccess]", "everything: all");
    row("logs", "[{Statement: [{Effect: Allow, Action: \"logs:*\", Resource: \"*\"}]}]", "");
    row("denied", "[{Statement: [{Effect: Deny, Action: \"dynamodb:*\", Resource: \"*\"}]}]", "");
  }

  void grantsBeyondTheSteps() {
    QFETCH(QString, policies);
    QFETCH(QString, grant);
    const auto imported = sam(", Policies: " + policies.toStdString(),
                              "  Table: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}\n");
    QCOMPARE(grantsOf(imported, "work"), grant.isEmpty() ? Places{} : Places{grant.toStdString()});
  }

  void policiesOfTerraform() {
    const auto imported = terraform(
        "resource \"aws_s3_bucket\" \"files\" {\n  bucket = \"files\"\n}\n"
        "resource \"aws_iam_role_policy\" \"work\" {\n  role = aws_iam_role.work.id\n  policy = jsonencode({\n"
        "    Version = \"2012-10-17\"\n    Statement = [{ Effect = \"Allow\", Action = [\"s3:*\"], Resource = "
        "[aws_s3_bucket.files.arn, \"${aws_s3_bucket.files.arn}/*\"] }]\n  })\n}\n");
    QCOMPARE(grantsOf(imported, "work"), Places{"files: all"});
  }

  void openBuckets() {
    const std::string bucket = "  Files: {Type: AWS::S3::Bucket";
    const auto policy = [](const std::string& principal, const std::string& more) {
      return "  Open: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Files, PolicyDocument: {Statement: "
             "[{Effect: Allow, Principal: " +
             principal + ", Action: s3:GetObject, Resource: \"*\"" + more + "}]}}}\n";
    };
    const auto exposed = [&](const std::string& resources) {
      return kindAt<ObjectStore>(sam("", resources), "files").exposure == Exposure::open;
    };
    QVERIFY(!exposed(bucket + "}\n"));
    QVERIFY(exposed(bucket + "}\n" + policy("\"*\"", "")));
    QVERIFY(exposed(bucket + "}\n" + policy("{AWS: \"*\"}", "")));
    QVERIFY(!exposed(bucket + "}\n" + policy("{Service: cloudfront.amazonaws.com}", "")));
    QVERIFY(!exposed(bucket + "}\n" + policy("\"*\"", ", Condition: {StringEquals: {\"aws:PrincipalOrgID\": o-1}}")));
    QVERIFY(!exposed(bucket + ", Properties: {PublicAccessBlockConfiguration: {BlockPublicPolicy: true}}}\n" +
                     policy("\"*\"", "")));
    QVERIFY(exposed(bucket + ", Properties: {AccessControl: PublicRead}}\n"));
    const std::string made = "resource \"aws_s3_bucket\" \"files\" {\n  bucket = \"files\"\n}\n";
    const std::string acl =
        "resource \"aws_s3_bucket_acl\" \"files\" {\n  bucket = aws_s3_bucket.files.id\n  acl = \"public-read\"\n}\n";
    const std::string block =
        "resource \"aws_s3_bucket_public_access_block\" \"files\" {\n  bucket = aws_s3_bucket.files.id\n"
        "  ignore_public_acls = true\n}\n";
    QVERIFY(kindAt<ObjectStore>(terraform(made + acl), "files").exposure == Exposure::open);
    QVERIFY(kindAt<ObjectStore>(terraform(made + acl + block), "files").exposure == Exposure::closed);
  }

  void keysAndTls() {
    const auto imported = sam(
        "",
        "  Plain: {Type: AWS::SQS::Queue, Properties: {SqsManagedSseEnabled: false}}\n"
        "  Usual: {Type: AWS::SQS::Queue}\n"
        "  Own: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key}}\n"
        "  Key: {Type: AWS::KMS::Key}\n"
        "  Readings: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}\n"
        "  Kept: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1, StreamEncryption: {EncryptionType: KMS, KeyId: "
        "alias/aws/kinesis}}}\n"
        "  Ledger: {Type: AWS::RDS::DBInstance, Properties: {PubliclyAccessible: true, StorageEncrypted: true}}\n"
        "  Memory: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {AtRestEncryptionEnabled: true}}\n");
    QVERIFY(kindAt<Queue>(imported, "plain").encryption == Encryption::none);
    QVERIFY(kindAt<Queue>(imported, "usual").encryption == Encryption::providerKey);
    QVERIFY(kindAt<Queue>(imported, "own").encryption == Encryption::ownKey);
    QVERIFY(kindAt<Stream>(imported, "readings").encryption == Encryption::none);
    QVERIFY(kindAt<Stream>(imported, "kept").encryption == Encryption::providerKey);
    QVERIFY(kindAt<SqlDb>(imported, "ledger").exposure == Exposure::open);
    QVERIFY(kindAt<SqlDb>(imported, "ledger").encryption == Encryption::providerKey);
    QVERIFY(kindAt<Cache>(imported, "memory").encryption == Encryption::providerKey);
    QVERIFY(kindAt<Cache>(imported, "memory").transport == Transport::plain);
    QCOMPARE(findingsOf(imported, "public-store"), Places{"ledger.exposure"});
  }

  void secretsInEnvironments() {
    // Nobody's key, in two parts, so that nothing takes it for one here.
    const std::string key = std::string("AKIAZ7QK3M") + "WPT5XJ2RLB";
    QVERIFY(reports(sam(", Environment: {Variables: {TOKEN: " + key + "}}", ""), "credential-in-environment",
                    "TOKEN of 'work'"));
    QVERIFY(!reports(sam(", Environment: {Variables: {TOKEN: none}}", ""), "credential-in-environment", "TOKEN"));
    const auto google = read("gcp/main.tf",
                             "resource \"google_cloudfunctions2_function\" \"work\" {\n  name = \"work\"\n"
                             "  build_config {\n    runtime = \"nodejs22\"\n  }\n  service_config {\n"
                             "    environment_variables = { TOKEN = \"" +
                                 key + "\" }\n  }\n}\n");
    QVERIFY(reports(google, "credential-in-environment", "TOKEN of 'work'"));
    const auto azure = read("azuredeploy.json",
                            "{\"$schema\": \"https:/"
                            "/schema.management.azure.com/schemas/2019-04-01/"
                            "deploymentTemplate.json#\", \"contentVersion\": \"1.0.0.0\", \"resources\": [{\"type\": "
                            "\"Microsoft.Web/sites\", \"apiVersion\": \"2024-04-01\", \"name\": \"work\", \"kind\": "
                            "\"functionapp\", \"properties\": {\"siteConfig\": {\"appSettings\": [{\"name\": \"TOKEN\", "
                            "\"value\": \"" +
                                key + "\"}]}}}]}");
    QVERIFY(reports(azure, "credential-in-environment", "TOKEN of 'work'"));
    const auto oracle = read("oci/main.tf",
                             "resource \"oci_functions_application\" \"app\" {\n  display_name = \"app\"\n}\n"
                             "resource \"oci_functions_function\" \"work\" {\n  display_name = \"work\"\n"
                             "  application_id = oci_functions_application.app.id\n  memory_in_mbs = 256\n"
                             "  config = { TOKEN = \"" +
                                 key + "\" }\n}\n");
    QVERIFY(reports(oracle, "credential-in-environment", "TOKEN of 'work'"));
  }

  void otherClouds() {
    const auto google = read("gcp2/main.tf",
                             "resource \"google_storage_bucket\" \"files\" {\n  name = \"files\"\n}\n"
                             "resource \"google_storage_bucket_iam_member\" \"all\" {\n  bucket = "
                             "google_storage_bucket.files.name\n  role = \"roles/storage.objectViewer\"\n"
                             "  member = \"allUsers\"\n}\n"
                             "resource \"google_storage_bucket\" \"closed\" {\n  name = \"closed\"\n}\n");
    QVERIFY(kindAt<ObjectStore>(google, "files").exposure == Exposure::open);
    QVERIFY(kindAt<ObjectStore>(google, "closed").exposure == Exposure::closed);
    const auto oracle = read("oci2/main.tf",
                             "resource \"oci_objectstorage_bucket\" \"files\" {\n  name = \"files\"\n"
                             "  access_type = \"ObjectReadWithoutList\"\n}\n");
    QVERIFY(kindAt<ObjectStore>(oracle, "files").exposure == Exposure::open);
  }
};

QTEST_APPLESS_MAIN(ImportProtectionTest)
#include "import_protection_test.moc"
