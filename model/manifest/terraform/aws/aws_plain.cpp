// Resources whose properties only have other names in Terraform (registry documentation of hashicorp/aws 5.100).
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "model/manifest/terraform/aws/aws_configuration.h"
#include "model/manifest/terraform/aws/aws_types.h"

namespace virga::model::terraform {

namespace {

struct Renamed {
  std::string_view type;
  const char* property;   // a path: "Target.DeadLetterConfig.Arn"
  const char* attribute;  // a path through blocks: "target.dead_letter_config.arn"
  bool json = false;      // the attribute takes it as JSON
};

constexpr std::array kRenamed = {
    Renamed{"AWS::ApiGatewayV2::Api", "Name", "name"},
    Renamed{"AWS::ApiGatewayV2::Api", "ProtocolType", "protocol_type"},
    Renamed{"AWS::ApiGatewayV2::Api", "RouteSelectionExpression", "route_selection_expression"},
    Renamed{"AWS::ApiGatewayV2::Integration", "ApiId", "api_id"},
    Renamed{"AWS::ApiGatewayV2::Integration", "IntegrationType", "integration_type"},
    Renamed{"AWS::ApiGatewayV2::Integration", "IntegrationUri", "integration_uri"},
    Renamed{"AWS::ApiGatewayV2::Integration", "TimeoutInMillis", "timeout_milliseconds"},
    Renamed{"AWS::ApiGatewayV2::Route", "ApiId", "api_id"},
    Renamed{"AWS::ApiGatewayV2::Route", "RouteKey", "route_key"},
    Renamed{"AWS::ApiGatewayV2::Route", "AuthorizationType", "authorization_type"},
    Renamed{"AWS::ApiGatewayV2::Route", "Target", "target"},
    Renamed{"AWS::ApiGatewayV2::Stage", "ApiId", "api_id"},
    Renamed{"AWS::ApiGatewayV2::Stage", "StageName", "name"},
    Renamed{"AWS::ApiGatewayV2::Stage", "AutoDeploy", "auto_deploy"},
    Renamed{"AWS::ApiGatewayV2::Stage", "DefaultRouteSettings.DetailedMetricsEnabled",
            "default_route_settings.detailed_metrics_enabled"},
    Renamed{"AWS::ApiGatewayV2::Stage", "DefaultRouteSettings.ThrottlingRateLimit",
            "default_route_settings.throttling_rate_limit"},
    Renamed{"AWS::ApiGatewayV2::Stage", "DefaultRouteSettings.ThrottlingBurstLimit",
            "default_route_settings.throttling_burst_limit"},
    Renamed{"AWS::ApiGatewayV2::VpcLink", "Name", "name"},
    Renamed{"AWS::ApiGatewayV2::VpcLink", "SubnetIds", "subnet_ids"},
    Renamed{"AWS::ApiGatewayV2::VpcLink", "SecurityGroupIds", "security_group_ids"},
    Renamed{"AWS::ApplicationAutoScaling::ScalableTarget", "ServiceNamespace", "service_namespace"},
    Renamed{"AWS::ApplicationAutoScaling::ScalableTarget", "ScalableDimension", "scalable_dimension"},
    Renamed{"AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId", "resource_id"},
    Renamed{"AWS::ApplicationAutoScaling::ScalableTarget", "MinCapacity", "min_capacity"},
    Renamed{"AWS::ApplicationAutoScaling::ScalableTarget", "MaxCapacity", "max_capacity"},
    Renamed{"AWS::Cognito::UserPool", "UsernameAttributes", "username_attributes"},
    Renamed{"AWS::Cognito::UserPool", "AutoVerifiedAttributes", "auto_verified_attributes"},
    Renamed{"AWS::Cognito::UserPool", "Policies.PasswordPolicy.MinimumLength", "password_policy.minimum_length"},
    Renamed{"AWS::Cognito::UserPool", "Policies.PasswordPolicy.RequireLowercase", "password_policy.require_lowercase"},
    Renamed{"AWS::Cognito::UserPool", "Policies.PasswordPolicy.RequireUppercase", "password_policy.require_uppercase"},
    Renamed{"AWS::Cognito::UserPool", "Policies.PasswordPolicy.RequireNumbers", "password_policy.require_numbers"},
    Renamed{"AWS::Cognito::UserPool", "Policies.PasswordPolicy.RequireSymbols", "password_policy.require_symbols"},
    Renamed{"AWS::Cognito::UserPool", "Policies.PasswordPolicy.TemporaryPasswordValidityDays",
            "password_policy.temporary_password_validity_days"},
    Renamed{"AWS::Cognito::UserPoolClient", "UserPoolId", "user_pool_id"},
    Renamed{"AWS::Cognito::UserPoolClient", "GenerateSecret", "generate_secret"},
    Renamed{"AWS::Cognito::UserPoolClient", "ExplicitAuthFlows", "explicit_auth_flows"},
    Renamed{"AWS::Cognito::UserPoolClient", "PreventUserExistenceErrors", "prevent_user_existence_errors"},
    Renamed{"AWS::Cognito::UserPoolClient", "EnableTokenRevocation", "enable_token_revocation"},
    Renamed{"AWS::ECS::Cluster", "ClusterName", "name"},
    Renamed{"AWS::ECS::TaskDefinition", "Family", "family"},
    Renamed{"AWS::ECS::TaskDefinition", "Cpu", "cpu"},
    Renamed{"AWS::ECS::TaskDefinition", "Memory", "memory"},
    Renamed{"AWS::ECS::TaskDefinition", "NetworkMode", "network_mode"},
    Renamed{"AWS::ECS::TaskDefinition", "RequiresCompatibilities", "requires_compatibilities"},
    Renamed{"AWS::ECS::TaskDefinition", "RuntimePlatform.CpuArchitecture", "runtime_platform.cpu_architecture"},
    Renamed{"AWS::ECS::TaskDefinition", "RuntimePlatform.OperatingSystemFamily", "runtime_platform.operating_system_family"},
    Renamed{"AWS::ECS::TaskDefinition", "ExecutionRoleArn", "execution_role_arn"},
    Renamed{"AWS::ECS::TaskDefinition", "TaskRoleArn", "task_role_arn"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "ServerlessCacheName", "name"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "Description", "description"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "Engine", "engine"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "MajorEngineVersion", "major_engine_version"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "SecurityGroupIds", "security_group_ids"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "SubnetIds", "subnet_ids"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "CacheUsageLimits.DataStorage.Maximum",
            "cache_usage_limits.data_storage.maximum"},
    Renamed{"AWS::ElastiCache::ServerlessCache", "CacheUsageLimits.DataStorage.Unit",
            "cache_usage_limits.data_storage.unit"},
    Renamed{"AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn", "load_balancer_arn"},
    Renamed{"AWS::ElasticLoadBalancingV2::Listener", "Port", "port"},
    Renamed{"AWS::ElasticLoadBalancingV2::Listener", "Protocol", "protocol"},
    Renamed{"AWS::ElasticLoadBalancingV2::Listener", "SslPolicy", "ssl_policy"},
    Renamed{"AWS::ElasticLoadBalancingV2::LoadBalancer", "Type", "load_balancer_type"},
    Renamed{"AWS::ElasticLoadBalancingV2::LoadBalancer", "Subnets", "subnets"},
    Renamed{"AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups", "security_groups"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "TargetType", "target_type"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "Protocol", "protocol"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "Port", "port"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "VpcId", "vpc_id"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckPath", "health_check.path"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckIntervalSeconds", "health_check.interval"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckTimeoutSeconds", "health_check.timeout"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "HealthyThresholdCount", "health_check.healthy_threshold"},
    Renamed{"AWS::ElasticLoadBalancingV2::TargetGroup", "UnhealthyThresholdCount", "health_check.unhealthy_threshold"},
    Renamed{"AWS::Events::ApiDestination", "ConnectionArn", "connection_arn"},
    Renamed{"AWS::Events::ApiDestination", "HttpMethod", "http_method"},
    Renamed{"AWS::Events::ApiDestination", "InvocationEndpoint", "invocation_endpoint"},
    Renamed{"AWS::Events::Connection", "AuthorizationType", "authorization_type"},
    Renamed{"AWS::Events::Connection", "AuthParameters.ApiKeyAuthParameters.ApiKeyName", "auth_parameters.api_key.key"},
    Renamed{"AWS::Events::Connection", "AuthParameters.ApiKeyAuthParameters.ApiKeyValue", "auth_parameters.api_key.value"},
    Renamed{"AWS::Events::EventBus", "Name", "name"},
    Renamed{"AWS::Events::Rule", "Description", "description"},
    Renamed{"AWS::Events::Rule", "EventBusName", "event_bus_name"},
    Renamed{"AWS::Events::Rule", "EventPattern", "event_pattern", true},
    Renamed{"AWS::Events::Rule", "State", "state"},
    Renamed{"AWS::IAM::Role", "AssumeRolePolicyDocument", "assume_role_policy", true},
    Renamed{"AWS::Kinesis::Stream", "ShardCount", "shard_count"},
    Renamed{"AWS::Kinesis::Stream", "RetentionPeriodHours", "retention_period"},
    Renamed{"AWS::Kinesis::Stream", "StreamEncryption.EncryptionType", "encryption_type"},
    Renamed{"AWS::Kinesis::Stream", "StreamEncryption.KeyId", "kms_key_id"},
    Renamed{"AWS::Kinesis::Stream", "StreamModeDetails.StreamMode", "stream_mode_details.stream_mode"},
    Renamed{"AWS::Lambda::EventSourceMapping", "FunctionName", "function_name"},
    Renamed{"AWS::Lambda::EventSourceMapping", "EventSourceArn", "event_source_arn"},
    Renamed{"AWS::Lambda::EventSourceMapping", "StartingPosition", "starting_position"},
    Renamed{"AWS::Lambda::EventSourceMapping", "BatchSize", "batch_size"},
    Renamed{"AWS::Lambda::EventSourceMapping", "MaximumBatchingWindowInSeconds", "maximum_batching_window_in_seconds"},
    Renamed{"AWS::Lambda::EventSourceMapping", "ParallelizationFactor", "parallelization_factor"},
    Renamed{"AWS::Lambda::EventSourceMapping", "MaximumRetryAttempts", "maximum_retry_attempts"},
    Renamed{"AWS::Lambda::EventSourceMapping", "MaximumRecordAgeInSeconds", "maximum_record_age_in_seconds"},
    Renamed{"AWS::Lambda::EventSourceMapping", "BisectBatchOnFunctionError", "bisect_batch_on_function_error"},
    Renamed{"AWS::Lambda::EventSourceMapping", "FunctionResponseTypes", "function_response_types"},
    Renamed{"AWS::Lambda::EventSourceMapping", "DestinationConfig.OnFailure.Destination",
            "destination_config.on_failure.destination_arn"},
    Renamed{"AWS::Lambda::Permission", "Action", "action"},
    Renamed{"AWS::Lambda::Permission", "Principal", "principal"},
    Renamed{"AWS::Lambda::Permission", "SourceArn", "source_arn"},
    Renamed{"AWS::Lambda::Permission", "SourceAccount", "source_account"},
    Renamed{"AWS::Logs::LogGroup", "LogGroupName", "name"},
    Renamed{"AWS::Logs::LogGroup", "RetentionInDays", "retention_in_days"},
    Renamed{"AWS::RDS::DBCluster", "Engine", "engine"},
    Renamed{"AWS::RDS::DBCluster", "DatabaseName", "database_name"},
    Renamed{"AWS::RDS::DBCluster", "MasterUsername", "master_username"},
    Renamed{"AWS::RDS::DBCluster", "ManageMasterUserPassword", "manage_master_user_password"},
    Renamed{"AWS::RDS::DBCluster", "EnableHttpEndpoint", "enable_http_endpoint"},
    Renamed{"AWS::RDS::DBCluster", "StorageEncrypted", "storage_encrypted"},
    Renamed{"AWS::RDS::DBCluster", "BackupRetentionPeriod", "backup_retention_period"},
    Renamed{"AWS::RDS::DBCluster", "CopyTagsToSnapshot", "copy_tags_to_snapshot"},
    Renamed{"AWS::RDS::DBCluster", "DBSubnetGroupName", "db_subnet_group_name"},
    Renamed{"AWS::RDS::DBCluster", "VpcSecurityGroupIds", "vpc_security_group_ids"},
    Renamed{"AWS::RDS::DBCluster", "ServerlessV2ScalingConfiguration.MinCapacity",
            "serverlessv2_scaling_configuration.min_capacity"},
    Renamed{"AWS::RDS::DBCluster", "ServerlessV2ScalingConfiguration.MaxCapacity",
            "serverlessv2_scaling_configuration.max_capacity"},
    Renamed{"AWS::RDS::DBInstance", "Engine", "engine"},
    Renamed{"AWS::RDS::DBInstance", "DBClusterIdentifier", "cluster_identifier"},
    Renamed{"AWS::RDS::DBInstance", "DBInstanceClass", "instance_class"},
    Renamed{"AWS::RDS::DBInstance", "PubliclyAccessible", "publicly_accessible"},
    Renamed{"AWS::RDS::DBSubnetGroup", "DBSubnetGroupDescription", "description"},
    Renamed{"AWS::RDS::DBSubnetGroup", "SubnetIds", "subnet_ids"},
    Renamed{"AWS::SNS::Subscription", "TopicArn", "topic_arn"},
    Renamed{"AWS::SNS::Subscription", "Protocol", "protocol"},
    Renamed{"AWS::SNS::Subscription", "Endpoint", "endpoint"},
    Renamed{"AWS::SNS::Subscription", "RawMessageDelivery", "raw_message_delivery"},
    Renamed{"AWS::SNS::Subscription", "RedrivePolicy", "redrive_policy", true},
    Renamed{"AWS::SNS::Topic", "KmsMasterKeyId", "kms_master_key_id"},
    Renamed{"AWS::SQS::Queue", "VisibilityTimeout", "visibility_timeout_seconds"},
    Renamed{"AWS::SQS::Queue", "MessageRetentionPeriod", "message_retention_seconds"},
    Renamed{"AWS::SQS::Queue", "ReceiveMessageWaitTimeSeconds", "receive_wait_time_seconds"},
    Renamed{"AWS::SQS::Queue", "SqsManagedSseEnabled", "sqs_managed_sse_enabled"},
    Renamed{"AWS::SQS::Queue", "RedrivePolicy", "redrive_policy", true},
    Renamed{"AWS::Scheduler::Schedule", "Description", "description"},
    Renamed{"AWS::Scheduler::Schedule", "ScheduleExpression", "schedule_expression"},
    Renamed{"AWS::Scheduler::Schedule", "ScheduleExpressionTimezone", "schedule_expression_timezone"},
    Renamed{"AWS::Scheduler::Schedule", "State", "state"},
    Renamed{"AWS::Scheduler::Schedule", "FlexibleTimeWindow.Mode", "flexible_time_window.mode"},
    Renamed{"AWS::Scheduler::Schedule", "Target.Arn", "target.arn"},
    Renamed{"AWS::Scheduler::Schedule", "Target.RoleArn", "target.role_arn"},
    Renamed{"AWS::Scheduler::Schedule", "Target.Input", "target.input"},
    Renamed{"AWS::Scheduler::Schedule", "Target.EventBridgeParameters.DetailType",
            "target.eventbridge_parameters.detail_type"},
    Renamed{"AWS::Scheduler::Schedule", "Target.EventBridgeParameters.Source", "target.eventbridge_parameters.source"},
    Renamed{"AWS::Scheduler::Schedule", "Target.KinesisParameters.PartitionKey", "target.kinesis_parameters.partition_key"},
    Renamed{"AWS::Scheduler::Schedule", "Target.DeadLetterConfig.Arn", "target.dead_letter_config.arn"},
    Renamed{"AWS::SecretsManager::Secret", "Description", "description"},
    Renamed{"AWS::Serverless::StateMachine", "Type", "type"},
    Renamed{"AWS::Serverless::StateMachine", "Definition", "definition", true},
    Renamed{"AWS::Serverless::StateMachine", "Logging.Level", "logging_configuration.level"},
    Renamed{"AWS::Serverless::StateMachine", "Logging.IncludeExecutionData", "logging_configuration.include_execution_data"},
    Renamed{"AWS::Serverless::StateMachine", "Tracing.Enabled", "tracing_configuration.enabled"},
};

// What CloudFormation makes a name up for.
struct Named {
  std::string_view type;
  std::string_view part;
  const char* attribute;  // of the name; null: it has none or the template gives it
  std::size_t limit;      // characters
};

constexpr std::array kNamed = {
    Named{"AWS::ApiGatewayV2::Api", "apis", nullptr, 0},
    Named{"AWS::ApiGatewayV2::Integration", "apis", nullptr, 0},
    Named{"AWS::ApiGatewayV2::Route", "apis", nullptr, 0},
    Named{"AWS::ApiGatewayV2::Stage", "apis", nullptr, 0},
    Named{"AWS::ApiGatewayV2::VpcLink", "network", nullptr, 0},
    Named{"AWS::ApplicationAutoScaling::ScalableTarget", "services", nullptr, 0},
    Named{"AWS::Cognito::UserPool", "apis", "name", 128},
    Named{"AWS::Cognito::UserPoolClient", "apis", "name", 128},
    Named{"AWS::EC2::SecurityGroup", "network", "name", 255},
    Named{"AWS::ECS::Cluster", "services", nullptr, 0},
    Named{"AWS::ECS::TaskDefinition", "services", nullptr, 0},
    Named{"AWS::ElasticLoadBalancingV2::Listener", "balancers", nullptr, 0},
    Named{"AWS::ElasticLoadBalancingV2::LoadBalancer", "balancers", "name", 32},
    Named{"AWS::ElasticLoadBalancingV2::TargetGroup", "balancers", "name", 32},
    Named{"AWS::ElastiCache::ServerlessCache", "stores", nullptr, 0},
    Named{"AWS::Events::ApiDestination", "events", "name", 64},
    Named{"AWS::Events::Connection", "events", "name", 64},
    Named{"AWS::Events::EventBus", "events", nullptr, 0},
    Named{"AWS::Events::Rule", "events", "name", 64},
    Named{"AWS::IAM::Role", "roles", "name", 64},
    Named{"AWS::Kinesis::Stream", "messaging", "name", 128},
    Named{"AWS::Lambda::EventSourceMapping", "functions", nullptr, 0},
    Named{"AWS::Lambda::Permission", "functions", nullptr, 0},
    Named{"AWS::Logs::LogGroup", "logs", nullptr, 0},
    Named{"AWS::RDS::DBCluster", "stores", "cluster_identifier", 63},
    Named{"AWS::RDS::DBInstance", "stores", "identifier", 63},
    Named{"AWS::RDS::DBSubnetGroup", "network", "name", 255},
    Named{"AWS::SNS::Subscription", "messaging", nullptr, 0},
    Named{"AWS::SNS::Topic", "messaging", "name", 256},
    Named{"AWS::SQS::Queue", "messaging", "name", 80},
    Named{"AWS::Scheduler::Schedule", "schedules", "name", 64},
    Named{"AWS::SecretsManager::Secret", "stores", "name", 512},
    Named{"AWS::Serverless::StateMachine", "workflows", nullptr, 0},
};

const Tree* at(const Tree& properties, std::string_view path) {
  const Tree* found = &properties;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string key(path.substr(0, dot));
    if (!found->is_object() || !found->contains(key)) return nullptr;
    found = &found->at(key);
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return found;
}

void set(Block& block, std::string_view path, const Expression& value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) {
    block.set(std::string(path), value);
    return;
  }
  const std::string type(path.substr(0, dot));
  const auto known =
      std::find_if(block.blocks.begin(), block.blocks.end(), [&](const Block& inner) { return inner.type == type; });
  set(known == block.blocks.end() ? block.block(type) : *known, path.substr(dot + 1), value);
}

}  // namespace

bool addPlainResource(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const std::string& type = resource.at("Type").get_ref<const std::string&>();
  const auto named = std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& n) { return n.type == type; });
  if (named == kNamed.end()) return false;
  const Tree& properties = resource.at("Properties");
  Block& block = aws.add(std::string(named->part), std::string(awsType(type)->terraform), aws.name(id));
  if (named->attribute) block.set(named->attribute, aws.physicalName(id, named->limit));
  for (const Renamed& renamed : kRenamed) {
    if (renamed.type != type) continue;
    const Tree* property = at(properties, renamed.property);
    if (!property) continue;
    const Expression value = aws.value(*property);
    set(block, renamed.attribute, renamed.json ? jsonEncoded(value) : value);
  }
  aws.tag(block, properties, properties.contains("UserPoolTags") ? "UserPoolTags" : "Tags");
  return true;
}

}  // namespace virga::model::terraform
