#include "model/import/terraform/aws_names.h"

#include <cctype>

namespace virga::model {

const AwsNames* awsNamesOf(const std::string& terraformType) {
  static const std::map<std::string, AwsNames> names = {
      {"aws_api_gateway_authorizer",
       {"AWS::ApiGateway::Authorizer",
        {{"rest_api", "RestApiId"}, {"rest_api_id", "RestApiId"}, {"provider_arns", "ProviderARNs"}}}},
      {"aws_api_gateway_method",
       {"AWS::ApiGateway::Method",
        {{"authorization", "AuthorizationType"}, {"rest_api_id", "RestApiId"}, {"resource_id", "ResourceId"}}}},
      {"aws_api_gateway_method_settings", {"AWS::ApiGateway::Stage", {}}},
      {"aws_api_gateway_resource", {"AWS::ApiGateway::Resource", {}}},
      {"aws_api_gateway_rest_api", {"AWS::ApiGateway::RestApi", {}}},
      {"aws_api_gateway_stage", {"AWS::ApiGateway::Stage", {}}},
      {"aws_apigatewayv2_api", {"AWS::ApiGatewayV2::Api", {{"cors_configuration", "CorsConfiguration"}}}},
      {"aws_apigatewayv2_authorizer", {"AWS::ApiGatewayV2::Authorizer", {{"identity_sources", "IdentitySource"}}}},
      {"aws_apigatewayv2_integration",
       {"AWS::ApiGatewayV2::Integration",
        {{"timeout_milliseconds", "TimeoutInMillis"}, {"credentials_arn", "CredentialsArn"}}}},
      {"aws_apigatewayv2_route", {"AWS::ApiGatewayV2::Route", {}}},
      {"aws_apigatewayv2_stage",
       {"AWS::ApiGatewayV2::Stage", {{"name", "StageName"}, {"default_route_settings", "DefaultRouteSettings"}}}},
      {"aws_appsync_graphql_api", {"AWS::AppSync::GraphQLApi", {}}},
      {"aws_cloudwatch_event_api_destination", {"AWS::Events::ApiDestination", {}}},
      {"aws_cloudwatch_event_bus", {"AWS::Events::EventBus", {}}},
      {"aws_cloudwatch_event_connection", {"AWS::Events::Connection", {}}},
      {"aws_cloudwatch_event_rule", {"AWS::Events::Rule", {{"event_bus_name", "EventBusName"}}}},
      {"aws_cognito_user_pool", {"AWS::Cognito::UserPool", {{"name", "UserPoolName"}}}},
      {"aws_cognito_user_pool_client", {"AWS::Cognito::UserPoolClient", {{"name", "ClientName"}}}},
      {"aws_db_instance",
       {"AWS::RDS::DBInstance",
        {{"allocated_storage", "AllocatedStorage"},
         {"instance_class", "DBInstanceClass"},
         {"identifier", "DBInstanceIdentifier"}}}},
      {"aws_dynamodb_table",
       {"AWS::DynamoDB::Table",
        {{"name", "TableName"},
         {"attribute", "AttributeDefinitions[]"},
         {"read_capacity", "ProvisionedThroughput.ReadCapacityUnits"},
         {"write_capacity", "ProvisionedThroughput.WriteCapacityUnits"},
         {"stream_view_type", "StreamSpecification.StreamViewType"}}}},
      {"aws_ecs_cluster", {"AWS::ECS::Cluster", {}}},
      {"aws_ecs_service", {"AWS::ECS::Service", {{"name", "ServiceName"}, {"load_balancer", "LoadBalancers[]"}}}},
      {"aws_ecs_task_definition", {"AWS::ECS::TaskDefinition", {}}},
      {"aws_elasticache_cluster",
       {"AWS::ElastiCache::CacheCluster", {{"cluster_id", "ClusterName"}, {"node_type", "CacheNodeType"}}}},
      {"aws_elasticache_replication_group", {"AWS::ElastiCache::ReplicationGroup", {{"node_type", "CacheNodeType"}}}},
      {"aws_elasticache_serverless_cache", {"AWS::ElastiCache::ServerlessCache", {{"name", "ServerlessCacheName"}}}},
      {"aws_iam_policy", {"AWS::IAM::ManagedPolicy", {{"policy", "PolicyDocument"}, {"name", "ManagedPolicyName"}}}},
      {"aws_iam_role", {"AWS::IAM::Role", {{"assume_role_policy", "AssumeRolePolicyDocument"}, {"name", "RoleName"}}}},
      {"aws_iam_role_policy", {"AWS::IAM::Policy", {{"policy", "PolicyDocument"}, {"name", "PolicyName"}}}},
      {"aws_kinesis_firehose_delivery_stream", {"AWS::KinesisFirehose::DeliveryStream", {}}},
      {"aws_kinesis_stream",
       {"AWS::Kinesis::Stream",
        {{"retention_period", "RetentionPeriodHours"}, {"stream_mode_details", "StreamModeDetails"}}}},
      {"aws_kms_key", {"AWS::KMS::Key", {}}},
      {"aws_lambda_alias", {"AWS::Lambda::Alias", {}}},
      {"aws_lambda_event_source_mapping",
       {"AWS::Lambda::EventSourceMapping",
        {{"bisect_batch_on_function_error", "BisectBatchOnFunctionError"},
         {"scaling_config", "ScalingConfig"},
         {"topics", "Topics"},
         {"filter_criteria", "FilterCriteria"}}}},
      {"aws_lambda_function",
       {"AWS::Lambda::Function",
        {{"dead_letter_config", "DeadLetterConfig"}, {"s3_bucket", "Code.S3Bucket"}, {"image_uri", "Code.ImageUri"}}}},
      {"aws_lambda_function_url",
       {"AWS::Lambda::Url", {{"function_name", "TargetFunctionArn"}, {"authorization_type", "AuthType"}}}},
      {"aws_lambda_layer_version", {"AWS::Lambda::LayerVersion", {}}},
      {"aws_lambda_permission", {"AWS::Lambda::Permission", {}}},
      {"aws_alb", {"AWS::ElasticLoadBalancingV2::LoadBalancer", {}}},
      {"aws_alb_listener", {"AWS::ElasticLoadBalancingV2::Listener", {}}},
      {"aws_alb_listener_rule", {"AWS::ElasticLoadBalancingV2::ListenerRule", {}}},
      {"aws_alb_target_group", {"AWS::ElasticLoadBalancingV2::TargetGroup", {}}},
      {"aws_lb", {"AWS::ElasticLoadBalancingV2::LoadBalancer", {}}},
      {"aws_lb_listener", {"AWS::ElasticLoadBalancingV2::Listener", {}}},
      {"aws_lb_listener_rule", {"AWS::ElasticLoadBalancingV2::ListenerRule", {}}},
      {"aws_lb_target_group", {"AWS::ElasticLoadBalancingV2::TargetGroup", {}}},
      {"aws_mq_broker", {"AWS::AmazonMQ::Broker", {}}},
      {"aws_msk_cluster", {"AWS::MSK::Cluster", {}}},
      {"aws_pipes_pipe",
       {"AWS::Pipes::Pipe", {{"dynamodb_stream_parameters", "DynamoDBStreamParameters"}, {"filter", "Filters[]"}}}},
      {"aws_rds_cluster", {"AWS::RDS::DBCluster", {{"cluster_identifier", "DBClusterIdentifier"}}}},
      {"aws_rds_cluster_instance", {"AWS::RDS::DBInstance", {{"cluster_identifier", "DBClusterIdentifier"}}}},
      {"aws_route53_record", {"AWS::Route53::RecordSet", {{"alias", "AliasTarget"}}}},
      {"aws_s3_bucket", {"AWS::S3::Bucket", {{"bucket", "BucketName"}}}},
      {"aws_scheduler_schedule", {"AWS::Scheduler::Schedule", {}}},
      {"aws_secretsmanager_secret", {"AWS::SecretsManager::Secret", {}}},
      {"aws_sfn_state_machine",
       {"AWS::StepFunctions::StateMachine",
        {{"name", "StateMachineName"}, {"type", "StateMachineType"}, {"definition", "DefinitionString"}}}},
      {"aws_sns_topic", {"AWS::SNS::Topic", {{"name", "TopicName"}, {"fifo_topic", "FifoTopic"}}}},
      {"aws_sns_topic_policy", {"AWS::SNS::TopicPolicy", {{"policy", "PolicyDocument"}, {"arn", "Topics[]"}}}},
      {"aws_sns_topic_subscription", {"AWS::SNS::Subscription", {}}},
      {"aws_sqs_queue",
       {"AWS::SQS::Queue",
        {{"name", "QueueName"},
         {"visibility_timeout_seconds", "VisibilityTimeout"},
         {"message_retention_seconds", "MessageRetentionPeriod"}}}},
      {"aws_sqs_queue_policy", {"AWS::SQS::QueuePolicy", {{"policy", "PolicyDocument"}, {"queue_url", "Queues[]"}}}},
      {"aws_ssm_parameter", {"AWS::SSM::Parameter", {}}},
  };
  const auto known = names.find(terraformType);
  return known == names.end() ? nullptr : &known->second;
}

std::string pascalCase(const std::string& snakeCase) {
  std::string out;
  bool upper = true;
  for (const char c : snakeCase) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = false;
  }
  return out;
}

}  // namespace virga::model
