// What an import makes of templates: edges by each way in which a template can say them, and bad input.
#include "model/import/import.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <QTemporaryDir>
#include <QTest>

#include "model/checks/check.h"
#include "model/edit/edges.h"
#include "model/project/project_file.h"
#include "tests/model/way_back.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

bool mentions(const Imported& imported, const std::string& words) {
  return std::any_of(imported.report.begin(), imported.report.end(),
                     [&](const Problem& problem) { return problem.message.find(words) != std::string::npos; });
}

const std::string kFunction = R"T(
  Work:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: src/, MemorySize: 256, Timeout: 10}
)T";

}  // namespace

class ImportTest : public QObject {
  Q_OBJECT

  Folder folder_;

  // The import of a SAM template with these resources beside a function `work`; it must be a project as it is.
  Imported sam(const std::string& resources, const std::string& before = {}) {
    const auto file = folder_.put("template.yaml", before + "Transform: AWS::Serverless-2016-10-31\nResources:" + resources);
    auto imported = importDesign({file});
    if (!imported) {
      qWarning("%s", toText(imported.error().front()).c_str());
      return {};
    }
    const std::string text = writeProject(imported->design);
    const auto again = readProject(text, "imported");
    if (!again) qWarning("%s\n%s", toText(again.error().front()).c_str(), text.c_str());
    if (!again || *again != imported->design) return {};
    return std::move(*imported);
  }

 private slots:
  void edgesAreFound_data() {
    QTest::addColumn<QString>("resources");
    QTest::addColumn<QString>("edge");
    const auto row = [](const char* name, const char* resources, const char* edge) {
      QTest::newRow(name) << QString(resources) << QString(edge);
    };
    row("event of SAM", R"T(
  Asked: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Events: {Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}}}})T",
        "http-api -> asked");
    row("source mapping", R"T(
  Jobs: {Type: AWS::SQS::Queue}
  Takes: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Work, EventSourceArn: !GetAtt Jobs.Arn}})T",
        "jobs -> work");
    row("rule", R"T(
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: b}}
  Rule: {Type: AWS::Events::Rule, Properties: {EventBusName: !Ref Bus, EventPattern: {source: [a]}, Targets: [{Id: a, Arn: !GetAtt Work.Arn}]}})T",
        "bus -> work");
    row("schedule", R"T(
  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {ScheduleExpression: "cron(0 3 ? * 2 *)", Target: {Arn: !GetAtt Work.Arn}}})T",
        "nightly -> work");
    row("subscription", R"T(
  News: {Type: AWS::SNS::Topic}
  Mail: {Type: AWS::SQS::Queue}
  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Mail.Arn}})T",
        "news -> mail");
    row("notification", R"T(
  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaConfigurations: [{Event: "s3:ObjectCreated:*", Function: !GetAtt Work.Arn}]}}})T",
        "photos -> work");
    row("method", R"T(
  Api: {Type: AWS::ApiGateway::RestApi}
  Items: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: items}}
  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref Items, HttpMethod: GET, Integration: {Type: AWS_PROXY, Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Work.Arn}/invocations"}}})T",
        "api -> work");
    row("definition", R"T(
  Api: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: {paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Work.Arn}/invocations"}}}}}}})T",
        "api -> work");
    row("socket route", R"T(
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET}}
  In: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Chat, IntegrationUri: !GetAtt Work.Arn}}
  Say: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: say, Target: !Sub "integrations/${In}"}})T",
        "chat -> work");
    row("pipe", R"T(
  Jobs: {Type: AWS::SQS::Queue}
  Pass: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Jobs.Arn, Target: !GetAtt Work.Arn}})T",
        "jobs -> pass");
    row("policy template", R"T(
  Orders: {Type: AWS::DynamoDB::Table}
  Reads: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Policies: [{DynamoDBReadPolicy: {TableName: !Ref Orders}}]}})T",
        "reads -> orders");
    row("role", R"T(
  Orders: {Type: AWS::DynamoDB::Table}
  Mine: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Orders.Arn}]}}]}}
  Writes: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.12, Role: !GetAtt Mine.Arn}})T",
        "writes -> orders");
    row("definition of a workflow", R"T(
  Flow: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: A, States: {A: {Type: Task, Resource: !GetAtt Work.Arn, End: true}}}}})T",
        "flow -> work");
    row("definition as a text", R"T(
  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: !Sub '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${Work.Arn}", "End": true}}}'}})T",
        "flow -> work");
    row("listener of a load balancer", R"T(
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [a, b]}}
  Works: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: lambda, Targets: [{Id: !GetAtt Work.Arn}]}}
  Http: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Works}]}})T",
        "front -> work");
    row("rule of a listener", R"T(
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [a, b]}}
  Tasks: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: ip, Port: 80}}
  Http: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: "404"}}]}}
  Old: {Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: {ListenerArn: !Ref Http, Priority: 1, Conditions: [{Field: path-pattern, Values: ["/old*"]}], Actions: [{Type: forward, TargetGroupArn: !Ref Tasks}]}}
  Monolith: {Type: AWS::ECS::Service, Properties: {LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Tasks}]}})T",
        "front -> monolith");
    row("name of an internal load balancer", R"T(
  Inner: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal, Subnets: [a, b]}}
  Tasks: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: ip, Port: 80}}
  Http: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Inner, Port: 80, Protocol: HTTP, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Tasks}]}}
  Name: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneName: shop.example., Name: stock.shop.example, Type: A, AliasTarget: {DNSName: !GetAtt Inner.DNSName, HostedZoneId: !GetAtt Inner.CanonicalHostedZoneID}}}
  Stock: {Type: AWS::ECS::Service, Properties: {LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Tasks}]}}
  Asks: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.12, Environment: {Variables: {STOCK_URL: !Join ["/", ["https:", "", stock.shop.example, v1]]}}}})T",
        "asks -> stock");
    row("a branch of a condition", R"T(
  Jobs: {Type: AWS::SQS::Queue}
  Takes: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Work, EventSourceArn: !If [Never, !Ref "AWS::NoValue", !GetAtt Jobs.Arn]}})T",
        "jobs -> work");
  }
  void edgesAreFound() {
    QFETCH(QString, resources);
    QFETCH(QString, edge);
    const Imported imported = sam(kFunction + resources.toStdString() + "\n");
    const Words found = edgesOf(imported.design);
    QVERIFY2(found.contains(edge.toStdString()), (listed(found)).c_str());
  }

  void settingsAreCarried() {
    const Imported imported = sam(R"T(
  # a comment
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 90, MessageRetentionPeriod: 3600, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 7}, Unheard: of}
  Dead: {Type: AWS::SQS::Queue}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Timeout: !Ref Longest
      ReservedConcurrentExecutions: 4
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 5, MaximumBatchingWindowInSeconds: 2, ScalingConfig: {MaximumConcurrency: 9}}}
)T",
                                  "Parameters: {Size: {Type: Number}, Longest: {Type: Number, Default: 15}}\n"
                                  "Globals: {Function: {MemorySize: !Ref Size, Architectures: [arm64]}}\n");
    const auto* jobs = imported.design.find("jobs");
    const auto* work = imported.design.find("work");
    QVERIFY(jobs && work);
    QCOMPARE(QString::fromStdString(carried(*jobs)), "jobs queue 90 s 1 h dead dead after 7 to work 5 2 s most 9");
    QCOMPARE(QString::fromStdString(carried(*work)), "work function nodejs22 128 MiB 15 s arm64 reserved 4");
    QCOMPARE(imported.values.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(imported.values[0].path), "work.memory");
    QCOMPARE(QString::fromStdString(imported.values[0].what), "parameter Size");
  }

  void whatIsNotUnderstoodIsInTheReport() {
    const Imported imported = sam(kFunction + "  Odd: {Type: AWS::Unheard::Of}\n");
    const auto odd = std::find_if(imported.report.begin(), imported.report.end(), [](const Problem& problem) {
      return problem.message.find("AWS::Unheard::Of") != std::string::npos;
    });
    QVERIFY(odd != imported.report.end());
    QCOMPARE(odd->line, 6);
    QVERIFY(QString::fromStdString(odd->file).endsWith("template.yaml"));
    QVERIFY(!imported.design.find("odd"));
  }

  void serverlessServiceIsRead() {
    const auto file = folder_.put("service/serverless.yml", R"T(
service: shop
custom: {table: "orders-${opt:stage, 'dev'}", loop: "${self:custom.loop}"}
provider:
  name: aws
  runtime: python3.12
  environment: {TABLE: "${self:custom.table}"}
  iam: {role: {statements: [{Effect: Allow, Action: ["dynamodb:PutItem"], Resource: !GetAtt Orders.Arn}]}}
plugins: [serverless-offline]
functions:
  take-order:
    handler: a.b
    memorySize: 512
    events: [{httpApi: POST /orders}, {schedule: rate(5 minutes)}]
resources:
  Resources:
    Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: "${self:custom.table}", BillingMode: PAY_PER_REQUEST}}
)T");
    const auto imported = importDesign({file.parent_path()});
    QVERIFY2(imported.has_value(), imported ? "" : toText(imported.error().front()).c_str());
    QVERIFY(mentions(*imported, "serverless-offline"));
    QCOMPARE(QString::fromStdString(imported->design.name), "shop");
    Words kinds;
    for (const auto& component : imported->design.components) kinds.insert(std::string(kindName(component.kind)));
    QCOMPARE(QString::fromStdString(listed(kinds)), "function; http-api; nosql-db; schedule; ");
    QCOMPARE(edges(imported->design).size(), std::size_t{3});
  }

  void filesOutsideAreNotRead() {
    folder_.put("secret.json", R"T({"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 7, "End": true}}})T");
    const auto file = folder_.put("inner/template.yaml", R"T(
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: ../secret.json}}
  Stack: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: /etc/passwd}}
  Self: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./template.yaml}}
)T");
    const auto imported = importDesign({file});
    QVERIFY(imported.has_value());
    QVERIFY(std::get<Workflow>(imported->design.find("flow")->kind).states.empty());
    QVERIFY(mentions(*imported, "../secret.json"));
    QVERIFY(mentions(*imported, "/etc/passwd"));
    QVERIFY(mentions(*imported, "nests its own template"));
  }

  void nestedStackIsRead() {
    folder_.put("nest/inner.yaml",
                "Parameters: {Wait: {Type: Number}}\nResources: {Jobs: {Type: AWS::SQS::Queue, Properties: "
                "{VisibilityTimeout: !Ref Wait}}}\nOutputs: {Arn: {Value: !GetAtt Jobs.Arn}}\n"
                "AWSTemplateFormatVersion: 2010-09-09\n");
    const auto file = folder_.put("nest/template.yaml", R"T(
Transform: AWS::Serverless-2016-10-31
Resources:
  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner.yaml, Parameters: {Wait: 77}}}
  Work: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Events: {Q: {Type: SQS, Properties: {Queue: !GetAtt Inner.Outputs.Arn}}}}}
)T");
    const auto imported = importDesign({file});
    QVERIFY(imported.has_value());
    QVERIFY(edgesOf(imported->design).contains("inner-jobs -> work") || edgesOf(imported->design).contains("jobs -> work"));
    for (const auto& component : imported->design.components)
      if (const auto* queue = std::get_if<Queue>(&component.kind)) QCOMPARE(queue->visibility.seconds(), 77.0);
  }

  void badInputIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("id");
    QByteArray bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
      const QByteArray n = QByteArray::number(i), before = "*a" + QByteArray::number(i - 1);
      bomb += "a" + n + ": &a" + n + " [" + QByteArrayList(10, before).join(", ") + "]\n";
    }
    QTest::newRow("billion laughs") << bomb << "too-many-values";
    QTest::newRow("deep") << QByteArray(300, '[') + QByteArray(300, ']') << "too-deep";
    QTest::newRow("truncated") << QByteArray("{'Resources': {'A': {'Type': 'AWS::SQS") << "bad-key";
    QTest::newRow("binary") << QByteArray("Resources:\n  A: \0", 17) << "not-text";
    QTest::newRow("empty") << QByteArray() << "empty-file";
    QTest::newRow("something else") << QByteArray("hello: world\n") << "unknown-content";
  }
  void badInputIsRefused() {
    QFETCH(QByteArray, text);
    QFETCH(QString, id);
    const auto imported = importDesign({folder_.put("bad/template.yaml", text.toStdString())});
    QVERIFY(!imported.has_value());
    QCOMPARE(QString::fromStdString(imported.error().front().id), id);
    QVERIFY(QString::fromStdString(imported.error().front().file).endsWith("bad/template.yaml"));
  }

  void hugeFileIsRefusedUnread() {
    const auto file = folder_.put("huge/template.yaml", "Resources:");
    fs::resize_file(file, 100U << 20U);
    const auto imported = importDesign({file});
    QVERIFY(!imported.has_value());
    QCOMPARE(QString::fromStdString(imported.error().front().id), "too-large");
  }
};

QTEST_APPLESS_MAIN(ImportTest)
#include "import_test.moc"
