#include "model/manifest/terraform/aws/aws_types.h"

#include <algorithm>
#include <array>

namespace virga::model::terraform {

namespace {

constexpr std::array kTypes = {
    AwsType{"AWS::ApiGatewayV2::Api", "aws_apigatewayv2_api", "id"},
    AwsType{"AWS::ApiGatewayV2::Integration", "aws_apigatewayv2_integration", "id"},
    AwsType{"AWS::ApiGatewayV2::Route", "aws_apigatewayv2_route", "id"},
    AwsType{"AWS::ApiGatewayV2::Stage", "aws_apigatewayv2_stage", "id"},
    AwsType{"AWS::ApiGatewayV2::VpcLink", "aws_apigatewayv2_vpc_link", "id"},
    AwsType{"AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target", "id"},
    AwsType{"AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy", "arn"},
    AwsType{"AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm", "id"},
    AwsType{"AWS::CloudWatch::Dashboard", "aws_cloudwatch_dashboard", "id"},
    AwsType{"AWS::Cognito::UserPool", "aws_cognito_user_pool", "id"},
    AwsType{"AWS::Cognito::UserPoolClient", "aws_cognito_user_pool_client", "id"},
    AwsType{"AWS::DynamoDB::Table", "aws_dynamodb_table", "name"},
    AwsType{"AWS::EC2::SecurityGroup", "aws_security_group", "id"},
    AwsType{"AWS::ECS::Cluster", "aws_ecs_cluster", "name"},
    AwsType{"AWS::ECS::Service", "aws_ecs_service", "id"},
    AwsType{"AWS::ECS::TaskDefinition", "aws_ecs_task_definition", "arn"},
    AwsType{"AWS::ElastiCache::ServerlessCache", "aws_elasticache_serverless_cache", "id"},
    AwsType{"AWS::ElasticLoadBalancingV2::Listener", "aws_lb_listener", "arn"},
    AwsType{"AWS::ElasticLoadBalancingV2::LoadBalancer", "aws_lb", "arn"},
    AwsType{"AWS::ElasticLoadBalancingV2::TargetGroup", "aws_lb_target_group", "arn"},
    AwsType{"AWS::Events::ApiDestination", "aws_cloudwatch_event_api_destination", "name"},
    AwsType{"AWS::Events::Connection", "aws_cloudwatch_event_connection", "name"},
    AwsType{"AWS::Events::EventBus", "aws_cloudwatch_event_bus", "name"},
    AwsType{"AWS::Events::Rule", "aws_cloudwatch_event_rule", "name"},
    AwsType{"AWS::IAM::Role", "aws_iam_role", "name"},
    AwsType{"AWS::Kinesis::Stream", "aws_kinesis_stream", "name"},
    AwsType{"AWS::Lambda::EventSourceMapping", "aws_lambda_event_source_mapping", "id"},
    AwsType{"AWS::Lambda::Permission", "aws_lambda_permission", "id"},
    AwsType{"AWS::Logs::LogGroup", "aws_cloudwatch_log_group", "name"},
    AwsType{"AWS::RDS::DBCluster", "aws_rds_cluster", "id"},
    AwsType{"AWS::RDS::DBInstance", "aws_rds_cluster_instance", "id"},
    AwsType{"AWS::RDS::DBSubnetGroup", "aws_db_subnet_group", "name"},
    AwsType{"AWS::Route53::HostedZone", "aws_route53_zone", "zone_id"},
    AwsType{"AWS::Route53::RecordSet", "aws_route53_record", "name"},
    AwsType{"AWS::S3::Bucket", "aws_s3_bucket", "id"},
    AwsType{"AWS::S3::BucketPolicy", "aws_s3_bucket_policy", "id"},
    AwsType{"AWS::SNS::Subscription", "aws_sns_topic_subscription", "arn"},
    AwsType{"AWS::SNS::Topic", "aws_sns_topic", "arn"},
    AwsType{"AWS::SNS::TopicPolicy", "aws_sns_topic_policy", "id"},
    AwsType{"AWS::SQS::Queue", "aws_sqs_queue", "url"},
    AwsType{"AWS::SQS::QueuePolicy", "aws_sqs_queue_policy", "id"},
    AwsType{"AWS::Scheduler::Schedule", "aws_scheduler_schedule", "id"},
    AwsType{"AWS::SecretsManager::Secret", "aws_secretsmanager_secret", "arn"},
    AwsType{"AWS::Serverless::Function", "aws_lambda_function", "function_name"},
    AwsType{"AWS::Serverless::HttpApi", "aws_apigatewayv2_api", "id"},
    AwsType{"AWS::Serverless::StateMachine", "aws_sfn_state_machine", "arn"},
};

}  // namespace

const AwsType* awsType(std::string_view cloudFormation) {
  const auto found =
      std::find_if(kTypes.begin(), kTypes.end(), [&](const AwsType& type) { return type.cloudFormation == cloudFormation; });
  return found == kTypes.end() ? nullptr : &*found;
}

std::string_view awsAttribute(std::string_view cloudFormation, std::string_view attribute) {
  if (attribute == "Arn" || attribute == "DBClusterArn") return "arn";
  if (attribute == "GroupId") return "id";
  if (attribute == "QueueName") return "name";
  if (attribute == "StreamArn") return "stream_arn";
  if (attribute == "SecretArn") return "secret_arn";
  if (attribute == "MasterUserSecret.SecretArn") return "master_user_secret[0].secret_arn";
  if (cloudFormation == "AWS::ECS::Service" && attribute == "Name") return "name";
  if (cloudFormation == "AWS::ElasticLoadBalancingV2::LoadBalancer") {
    if (attribute == "DNSName") return "dns_name";
    if (attribute == "CanonicalHostedZoneID") return "zone_id";
  }
  if (cloudFormation == "AWS::ElastiCache::ServerlessCache") {
    if (attribute == "Endpoint.Address") return "endpoint[0].address";
    if (attribute == "Endpoint.Port") return "endpoint[0].port";
  }
  return {};
}

}  // namespace virga::model::terraform
