// Edges from services that designs have no kind for, and from the roles of what isn't a function.
#include <algorithm>

#include <QTest>

#include "model/import/import.h"
#include "model/project/project_file.h"
#include "tests/model/way_back.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

constexpr const char* kWork = R"T(
  Work: {Type: AWS::Serverless::Function, Properties: {FunctionName: the-work, Runtime: python3.12, Handler: app.handler, CodeUri: src/}}
)T";

bool mentions(const Imported& imported, const std::string& words) {
  return std::any_of(imported.report.begin(), imported.report.end(),
                     [&](const Problem& problem) { return problem.message.find(words) != std::string::npos; });
}

}  // namespace

class ImportSourcesTest : public QObject {
  Q_OBJECT

  Folder folder_;

  // The import of a source; it must be a project as it is.
  Imported imported(const fs::path& source) {
    auto found = importDesign({source});
    if (!found) {
      qWarning("%s", toText(found.error().front()).c_str());
      return {};
    }
    const std::string text = writeProject(found->design);
    const auto again = readProject(text, "imported");
    if (!again) qWarning("%s\n%s", toText(again.error().front()).c_str(), text.c_str());
    if (!again || *again != found->design) return {};
    return std::move(*found);
  }

  Imported sam(const std::string& resources) {
    return imported(folder_.put("sam/template.yaml", "Transform: AWS::Serverless-2016-10-31\nResources:" + resources));
  }

  Imported terraform(const std::string& name, const std::string& text) {
    return imported(folder_.put(name + "/main.tf", text).parent_path());
  }

 private slots:
  void templatesSayEdges_data() {
    QTest::addColumn<QString>("resources");
    QTest::addColumn<QString>("edges");  // separated by semicolons
    const auto row = [](const char* name, const char* resources, const char* edges) {
      QTest::newRow(name) << QString(resources) << QString(edges);
    };
    row("mail that is received", R"T(
  Inbox: {Type: AWS::S3::Bucket}
  Mail: {Type: AWS::SES::ReceiptRule, Properties: {RuleSetName: r, Rule: {Actions: [{S3Action: {BucketName: !Ref Inbox}}, {LambdaAction: {FunctionArn: !GetAtt Work.Arn}}]}}})T",
        "ses-incoming-mail -> work;ses-incoming-mail -> ses-incoming-mail-to-inbox;ses-incoming-mail-to-inbox -> inbox");
    row("logs of a function to a stream", R"T(
  Lines: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
  Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/lambda/${Work}"}}
  Filter: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Ref Group, FilterPattern: "", DestinationArn: !GetAtt Lines.Arn}})T",
        "work -> work-logs;work-logs -> work-logs-to-lines;work-logs-to-lines -> lines");
    row("logs by the function's name", R"T(
  Reads: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12}}
  Filter: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: /aws/lambda/the-work, FilterPattern: ERROR, DestinationArn: !GetAtt Reads.Arn}})T",
        "work -> work-logs;work-logs -> reads");
    row("logs as an event", R"T(
  Reads: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Events: {Lines: {Type: CloudWatchLogs, Properties: {LogGroupName: /shop/web, FilterPattern: ERROR}}}}})T",
        "web-logs -> reads");
    row("logs of the account", R"T(
  All: {Type: AWS::Logs::AccountPolicy, Properties: {PolicyName: p, PolicyType: SUBSCRIPTION_FILTER_POLICY, PolicyDocument: !Sub '{"DestinationArn": "${Work.Arn}", "FilterPattern": "E"}'}})T",
        "account-logs -> work");
    row("things", R"T(
  Readings: {Type: AWS::SQS::Queue}
  Rule: {Type: AWS::IoT::TopicRule, Properties: {TopicRulePayload: {Sql: "SELECT *", Actions: [{Sqs: {QueueUrl: !Ref Readings, RoleArn: r}}, {Lambda: {FunctionArn: !GetAtt Work.Arn}}]}}})T",
        "iot-core -> readings;iot-core -> work");
    row("replication", R"T(
  First: {Type: AWS::S3::Bucket, Properties: {ReplicationConfiguration: {Role: r, Rules: [{Status: Enabled, Destination: {Bucket: !GetAtt Second.Arn}}]}}}
  Second: {Type: AWS::S3::Bucket})T",
        "first -> first-to-second;first-to-second -> second");
    row("malware scans", R"T(
  Uploads: {Type: AWS::S3::Bucket}
  Plan: {Type: AWS::GuardDuty::MalwareProtectionPlan, Properties: {Role: r, ProtectedResource: {S3Bucket: {BucketName: !Ref Uploads}}}})T",
        "uploads -> default-bus;default-bus -> guardduty");
    row("delivery stream", R"T(
  Store: {Type: AWS::S3::Bucket}
  Out: {Type: AWS::KinesisFirehose::DeliveryStream, Properties: {ExtendedS3DestinationConfiguration: {BucketARN: !GetAtt Store.Arn, RoleARN: r, ProcessingConfiguration: {Enabled: true, Processors: [{Type: Lambda, Parameters: [{ParameterName: LambdaArn, ParameterValue: !GetAtt Work.Arn}]}]}}}}
  Puts: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Policies: [{FirehoseWritePolicy: {DeliveryStreamName: !Ref Out}}]}})T",
        "puts -> out;out -> out-delivery;out-delivery -> work;out-delivery -> store");
    row("delivery stream that reads another", R"T(
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
  Store: {Type: AWS::S3::Bucket}
  Out: {Type: AWS::KinesisFirehose::DeliveryStream, Properties: {DeliveryStreamType: KinesisStreamAsSource, KinesisStreamSourceConfiguration: {KinesisStreamARN: !GetAtt Clicks.Arn, RoleARN: r}, S3DestinationConfiguration: {BucketARN: !GetAtt Store.Arn, RoleARN: r}}})T",
        "clicks -> out;out -> store");
    row("server with a role", R"T(
  Files: {Type: AWS::S3Express::DirectoryBucket, Properties: {DataRedundancy: SingleAvailabilityZone, LocationName: use1-az4}}
  Mine: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "s3express:CreateSession", Resource: !GetAtt Files.Arn}]}}]}}
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Mine]}}
  Web: {Type: AWS::EC2::Instance, Properties: {ImageId: i, IamInstanceProfile: !Ref Profile}})T",
        "web -> files");
    row("job with a role", R"T(
  Rows: {Type: AWS::DynamoDB::Table}
  Mine: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "dynamodb:Scan", Resource: !GetAtt Rows.Arn}]}}]}}
  Load: {Type: AWS::Glue::Job, Properties: {Role: !Ref Mine, Command: {Name: glueetl}}}
  Flow: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: A, States: {A: {Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", Parameters: {JobName: !Ref Load}, End: true}}}}})T",
        "load -> rows;flow -> load");
    row("transfers", R"T(
  Steps: {Type: AWS::Transfer::Workflow, Properties: {Steps: [{Type: CUSTOM, CustomStepDetails: {Target: !GetAtt Work.Arn}}]}}
  Server: {Type: AWS::Transfer::Server, Properties: {WorkflowDetails: {OnUpload: [{WorkflowId: !Ref Steps, ExecutionRole: r}]}}})T",
        "server -> steps;steps -> work");
    row("workflow whose definition lies elsewhere", R"T(
  Flow: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: s3://bucket/flow.json, Policies: [{LambdaInvokePolicy: {FunctionName: !Ref Work}}]}})T",
        "flow -> work");
    row("name in an integration", R"T(
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: s, DefinitionBody: {paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:the-work/invocations"}}}}}}})T",
        "api -> work");
    row("pattern of a name", R"T(
  Photos: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "shop-photos-${AWS::AccountId}"}}
  Notes: {Type: AWS::S3::Bucket, Properties: {BucketName: notes}}
  Reads: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Policies: [{Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-photos-*"}]}]}})T",
        "reads -> photos");
    row("alias that SAM makes", R"T(
  Live: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, AutoPublishAlias: live}}
  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {ScheduleExpression: rate(1 day), Target: {Arn: !Ref LiveAliaslive}}})T",
        "nightly -> live");
    row("data sources inside of a GraphQL API", R"T(
  Rows: {Type: AWS::DynamoDB::Table}
  Graph: {Type: AWS::Serverless::GraphQLApi, Properties: {SchemaUri: s, DataSources: {DynamoDb: {Rows: {TableName: !Ref Rows, TableArn: !GetAtt Rows.Arn}}, Lambda: {Works: {FunctionArn: !GetAtt Work.Arn}}}}})T",
        "graph -> graph-to-rows;graph-to-rows -> rows;graph -> work");
    row("API behind an API", R"T(
  Inner: {Type: AWS::Serverless::HttpApi}
  Asked: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Events: {Get: {Type: HttpApi, Properties: {ApiId: !Ref Inner, Path: /a, Method: get}}}}}
  Outer: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: {paths: {/b: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: !Sub "https://${Inner}.execute-api.${AWS::Region}.amazonaws.com/a"}}}}}}})T",
        "inner -> asked;outer -> outer-to-inner;outer-to-inner -> asked");
    row("documents that are changed", R"T(
  In: {Type: AWS::S3::Bucket}
  Out: {Type: AWS::S3::Bucket}
  Orders: {Type: AWS::B2BI::Capability, Properties: {Type: edi, Name: n, Configuration: {Edi: {InputLocation: {BucketName: !Ref In, Key: a}, OutputLocation: {BucketName: !Ref Out, Key: b}, TransformerId: t}}}})T",
        "in -> orders;orders -> in;orders -> out");
    row("bucket behind a load balancer", R"T(
  Site: {Type: AWS::S3::Bucket}
  Door: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.${AWS::Region}.s3", PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: !GetAtt Site.Arn}]}}}
  Looks: {Type: Custom::Addresses, Properties: {ServiceToken: !GetAtt Work.Arn, Interfaces: !GetAtt Door.NetworkInterfaceIds}}
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [a, b]}}
  Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: ip, Targets: [{Id: !Select [0, !GetAtt Looks.PrivateIps]}]}}
  Https: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Front, Port: 443, Protocol: HTTPS, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}})T",
        "front -> front-to-site;front-to-site -> site");
  }

  void templatesSayEdges() {
    QFETCH(QString, resources);
    QFETCH(QString, edges);
    const Words found = edgesOf(sam(kWork + resources.toStdString() + "\n").design);
    for (const QString& edge : edges.split(';'))
      QVERIFY2(found.contains(edge.toStdString()), (edge.toStdString() + " isn't in " + listed(found)).c_str());
  }

  void whatCannotBeDeliveredIsInTheReport() {
    const Imported found = sam(std::string(kWork) + R"T(
  Dead: {Type: AWS::SQS::Queue}
  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {ScheduleExpression: rate(1 day), Target: {Arn: !GetAtt Work.Arn, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}}}
)T");
    QVERIFY(mentions(found, "the schedule 'Nightly' can't deliver goes to '${Dead.Arn}'"));
  }

  void apiOfSeveralIsLeftOut() {
    const Imported found = sam(std::string(kWork) + R"T(
  Inner: {Type: AWS::Serverless::HttpApi}
  A: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Events: {Get: {Type: HttpApi, Properties: {ApiId: !Ref Inner, Path: /a, Method: get}}}}}
  B: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Events: {Get: {Type: HttpApi, Properties: {ApiId: !Ref Inner, Path: /b, Method: get}}}}}
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: b}}
  Rule: {Type: AWS::Events::Rule, Properties: {EventBusName: !Ref Bus, EventPattern: {source: [a]}, Targets: [{Id: a, Arn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Inner}/s/GET/a"}]}}
)T");
    QVERIFY(mentions(found, "uses 'inner', which a step can't name"));
  }

  void terraformIsReadAlike() {
    const Words found = edgesOf(terraform("tf", R"T(
data "aws_region" "here" {}
resource "aws_lambda_function" "work" {
  function_name = "work"
  runtime       = "python3.12"
}
resource "aws_sfn_state_machine" "flow" {
  name       = "flow"
  role_arn   = "r"
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}
resource "aws_api_gateway_rest_api" "api" { name = "api" }
resource "aws_api_gateway_method" "start" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_rest_api.api.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "start" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_rest_api.api.root_resource_id
  http_method             = aws_api_gateway_method.start.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:${data.aws_region.here.name}:states:action/StartExecution"
}
resource "aws_cloudwatch_log_group" "work" { name = "/aws/lambda/work" }
resource "aws_sns_topic" "alerts" { name = "alerts" }
resource "aws_lambda_function" "reads" {
  function_name = "reads"
  runtime       = "python3.12"
}
resource "aws_cloudwatch_log_subscription_filter" "errors" {
  name            = "errors"
  log_group_name  = aws_cloudwatch_log_group.work.name
  filter_pattern  = "ERROR"
  destination_arn = aws_lambda_function.reads.arn
}
resource "aws_iot_topic_rule" "heat" {
  name        = "heat"
  enabled     = true
  sql         = "SELECT *"
  sql_version = "2016-03-23"
  sns {
    target_arn = aws_sns_topic.alerts.arn
    role_arn   = "r"
  }
}
resource "aws_sqs_queue" "jobs" { name = "jobs" }
resource "aws_sqs_queue" "dead" { name = "dead" }
resource "aws_sqs_queue_redrive_policy" "jobs" {
  queue_url      = aws_sqs_queue.jobs.id
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 4 })
}
resource "aws_s3_bucket" "store" { bucket = "store" }
resource "aws_kinesis_firehose_delivery_stream" "out" {
  name        = "out"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn   = "r"
    bucket_arn = aws_s3_bucket.store.arn
    processing_configuration {
      enabled = true
      processors {
        type = "Lambda"
        parameters {
          parameter_name  = "LambdaArn"
          parameter_value = "${aws_lambda_function.work.arn}:$LATEST"
        }
      }
    }
  }
}
)T")
                                    .design);
    for (const char* edge : {"iot-core -> iot-core-to-alerts", "iot-core-to-alerts -> alerts", "jobs -> dead",
                             "out -> out-delivery", "out-delivery -> store", "out-delivery -> work", "work-logs -> reads",
                             "work -> work-logs", "api -> api-to-flow", "api-to-flow -> flow"})
      QVERIFY2(found.contains(edge), (std::string(edge) + " isn't in " + listed(found)).c_str());
  }

  // In a module that is handed what another module makes.
  void templateFileOfTerraformIsRead() {
    folder_.put("tf2/flow/flow.json",
                R"T({"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${Worker}", "End": true}}})T");
    folder_.put("tf2/flow/main.tf", R"T(
variable "worker" {}
data "template_file" "flow" {
  template = file("${path.module}/flow.json")
  vars     = { Worker = var.worker }
}
resource "aws_sfn_state_machine" "flow" {
  name       = "flow"
  role_arn   = "r"
  definition = data.template_file.flow.rendered
}
)T");
    folder_.put("tf2/work/main.tf", R"T(
resource "aws_lambda_function" "work" {
  function_name = "work"
  runtime       = "python3.12"
}
output "arn" { value = aws_lambda_function.work.arn }
)T");
    const Words found = edgesOf(terraform("tf2", R"T(
module "flow" {
  source = "./flow"
  worker = module.work.arn
}
module "work" { source = "./work" }
)T")
                                    .design);
    QVERIFY2(found.contains("flow-flow -> work-work"), listed(found).c_str());
  }

  void servicesStateMachinesAndListenersAreRead() {
    const auto file = folder_.put("service/serverless.yml", R"T(
service: shop
provider: {name: aws, runtime: python3.12}
functions:
  send-mail: {handler: a.b}
  starts:
    handler: a.c
    iamRoleStatements: [{Effect: Allow, Action: "states:StartExecution", Resource: {"Fn::GetAtt": [OrderFlow, Arn]}}]
    events:
      - alb: {listenerArn: {Ref: Http}, priority: 1, conditions: {path: /orders}}
stepFunctions:
  stateMachines:
    orders:
      name: OrderFlow
      definition: {StartAt: A, States: {A: {Type: Task, Resource: {"Fn::GetAtt": [send-mail, Arn]}, End: true}}}
resources:
  Resources:
    Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [a, b]}}
    Http: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: {Ref: Front}, Port: 443, Protocol: HTTPS, DefaultActions: [{Type: fixed-response}]}}
)T");
    const Words found = edgesOf(imported(file).design);
    for (const char* edge : {"starts -> orders", "orders -> send-mail", "front -> starts"})
      QVERIFY2(found.contains(edge), (std::string(edge) + " isn't in " + listed(found)).c_str());
  }

  void runtimesAreThoseOfTheProvider() {
    const auto file =
        folder_.put("azure/serverless.yml", "service: shop\nprovider: {name: azure}\nfunctions:\n  a: {handler: a.b}\n");
    const Imported found = imported(file);
    const auto* a = found.design.find("a");
    QVERIFY(a);
    const auto catalog = loadCatalog("azure");
    QVERIFY(catalog);
    QVERIFY(std::any_of(catalog->runtimes.begin(), catalog->runtimes.end(),
                        [&](const auto& fact) { return fact.id == std::get<Function>(a->kind).runtime; }));
  }
};

QTEST_APPLESS_MAIN(ImportSourcesTest)
#include "import_sources_test.moc"
