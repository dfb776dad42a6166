// Container services, their load balancers and their names in the network (registry documentation of hashicorp/aws 5.100).
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "model/manifest/terraform/aws/aws_special.h"

namespace virga::model::terraform {

namespace {

using Add = void (*)(AwsConfiguration&, const std::string&, const Tree&);

const std::string& logicalId(const Tree& reference) {
  return (reference.contains("Ref") ? reference.at("Ref") : reference.at("Fn::GetAtt").at(0)).get_ref<const std::string&>();
}

bool isIntrinsic(const Tree& tree) {
  if (!tree.is_object() || tree.size() != 1) return false;
  const std::string key = tree.begin().key();
  return key == "Ref" || key.rfind("Fn::", 0) == 0;
}

// Terraform takes container definitions as the API of ECS has them: names start with a small letter.
Tree asApi(const Tree& tree) {
  if (!tree.is_structured() || isIntrinsic(tree)) return tree;
  Tree result = tree.is_array() ? Tree::array() : Tree::object();
  if (tree.is_array()) {
    for (const Tree& item : tree) result.push_back(asApi(item));
    return result;
  }
  for (const auto& [key, value] : tree.items()) {
    std::string name = key;
    name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
    result[name] = asApi(value);
  }
  return result;
}

// An attribute of a load balancer or target group in the template's list of pairs; null for none.
Tree attributeOf(const Tree& list, const std::string& key) {
  for (const Tree& entry : list)
    if (entry.at("Key") == key) return entry.at("Value");
  return nullptr;
}

Expression wholeOf(const Tree& text) { return number(std::int64_t{std::stoll(text.get<std::string>())}); }

void addTask(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  aws.project.part("services")
      .back()
      .set("container_definitions", jsonEncoded(aws.value(asApi(resource.at("Properties").at("ContainerDefinitions")))));
}

void addService(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  Block& service = aws.add("services", "aws_ecs_service", aws.name(id));
  service.set("name", aws.physicalName(id, 255));
  aws.copy(service, "cluster", properties, "Cluster");
  aws.copy(service, "launch_type", properties, "LaunchType");
  aws.copy(service, "task_definition", properties, "TaskDefinition");
  aws.copy(service, "desired_count", properties, "DesiredCount");
  aws.copy(service, "health_check_grace_period_seconds", properties, "HealthCheckGracePeriodSeconds");
  const Tree& deployment = properties.at("DeploymentConfiguration");
  aws.copy(service, "deployment_minimum_healthy_percent", deployment, "MinimumHealthyPercent");
  aws.copy(service, "deployment_maximum_percent", deployment, "MaximumPercent");
  aws.copy(service, "enable_ecs_managed_tags", properties, "EnableECSManagedTags");
  aws.copy(service, "propagate_tags", properties, "PropagateTags");
  aws.tag(service, properties);
  // What listens must be there before the tasks register, and what the roles allow before the tasks start.
  std::vector<Expression> before;
  for (const Tree& listener : resource.at("DependsOn")) before.emplace_back(aws.address(listener.get<std::string>()));
  const Tree& task = aws.sam.resources.at(logicalId(properties.at("TaskDefinition"))).at("Properties");
  for (const char* role : {"ExecutionRoleArn", "TaskRoleArn"}) {
    const std::string name = logicalId(task.at(role));
    if (aws.sam.resources.at(name).at("Properties").contains("Policies"))
      before.emplace_back("aws_iam_role_policy." + aws.name(name));
  }
  service.set("depends_on", list(std::move(before)));
  Block& breaker = service.block("deployment_circuit_breaker");
  aws.copy(breaker, "enable", deployment.at("DeploymentCircuitBreaker"), "Enable");
  aws.copy(breaker, "rollback", deployment.at("DeploymentCircuitBreaker"), "Rollback");
  const Tree& wanted = properties.at("NetworkConfiguration").at("AwsvpcConfiguration");
  Block& network = service.block("network_configuration");
  network.set("assign_public_ip", boolean(wanted.at("AssignPublicIp") == "ENABLED"));
  aws.copy(network, "subnets", wanted, "Subnets");
  aws.copy(network, "security_groups", wanted, "SecurityGroups");
  for (const Tree& entry : properties.at("LoadBalancers")) {
    Block& balancer = service.block("load_balancer");
    aws.copy(balancer, "container_name", entry, "ContainerName");
    aws.copy(balancer, "container_port", entry, "ContainerPort");
    aws.copy(balancer, "target_group_arn", entry, "TargetGroupArn");
  }
  // The scaling sets the number afterwards.
  for (const auto& [name, other] : aws.sam.resources.items())
    if (other.at("Type") == "AWS::ApplicationAutoScaling::ScalableTarget" &&
        other.at("Properties").at("ResourceId").dump().find("${" + id + ".Name}") != std::string::npos)
      service.block("lifecycle").set("ignore_changes", list({"desired_count"}));
}

void addScalingPolicy(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  const std::string& target = logicalId(properties.at("ScalingTargetId"));
  Block& policy = aws.add("services", "aws_appautoscaling_policy", aws.name(id));
  aws.copy(policy, "name", properties, "PolicyName");
  aws.copy(policy, "policy_type", properties, "PolicyType");
  for (const char* attribute : {"service_namespace", "scalable_dimension", "resource_id"})
    policy.set(attribute, aws.address(target, attribute));
  const Tree& wanted = properties.at("TargetTrackingScalingPolicyConfiguration");
  Block& tracking = policy.block("target_tracking_scaling_policy_configuration");
  aws.copy(tracking, "target_value", wanted, "TargetValue");
  aws.copy(tracking, "scale_out_cooldown", wanted, "ScaleOutCooldown");
  aws.copy(tracking, "scale_in_cooldown", wanted, "ScaleInCooldown");
  const Tree& measured = wanted.at("CustomizedMetricSpecification");
  Block& metric = tracking.block("customized_metric_specification");
  aws.copy(metric, "namespace", measured, "Namespace");
  aws.copy(metric, "metric_name", measured, "MetricName");
  aws.copy(metric, "statistic", measured, "Statistic");
  aws.copy(metric, "unit", measured, "Unit");
  for (const Tree& dimension : measured.at("Dimensions")) {
    Block& block = metric.block("dimensions");
    aws.copy(block, "name", dimension, "Name");
    aws.copy(block, "value", dimension, "Value");
  }
}

void addBalancer(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  const Tree& properties = resource.at("Properties");
  Block& balancer = aws.project.part("balancers").back();
  balancer.set("internal", boolean(properties.at("Scheme") == "internal"));
  const Tree& attributes = properties.at("LoadBalancerAttributes");
  balancer.set("idle_timeout", wholeOf(attributeOf(attributes, "idle_timeout.timeout_seconds")));
  balancer.set("drop_invalid_header_fields",
               boolean(attributeOf(attributes, "routing.http.drop_invalid_header_fields.enabled") == "true"));
}

void addTargets(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  const Tree& properties = resource.at("Properties");
  if (properties.contains("TargetGroupAttributes")) {
    Block& targets = aws.project.part("balancers").back();
    const Tree& attributes = properties.at("TargetGroupAttributes");
    targets.set("deregistration_delay", wholeOf(attributeOf(attributes, "deregistration_delay.timeout_seconds")));
    targets.set("load_balancing_algorithm_type", aws.value(attributeOf(attributes, "load_balancing.algorithm.type")));
  }
  if (!properties.contains("Targets")) return;
  Block& attached = aws.add("balancers", "aws_lb_target_group_attachment", aws.name(id));
  attached.set("target_group_arn", aws.address(id, "arn"));
  aws.copy(attached, "target_id", properties.at("Targets").at(0), "Id");
  std::vector<Expression> before;
  for (const Tree& permission : resource.at("DependsOn")) before.emplace_back(aws.address(permission.get<std::string>()));
  attached.set("depends_on", list(std::move(before)));
}

void addListener(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  const Tree& properties = resource.at("Properties");
  Block& listener = aws.project.part("balancers").back();
  aws.copy(listener, "certificate_arn", properties.at("Certificates").at(0), "CertificateArn");
  for (const Tree& wanted : properties.at("DefaultActions")) {
    Block& action = listener.block("default_action");
    aws.copy(action, "type", wanted, "Type");
    aws.copy(action, "target_group_arn", wanted, "TargetGroupArn");
    if (!wanted.contains("ForwardConfig")) continue;
    Block& forward = action.block("forward");
    for (const Tree& entry : wanted.at("ForwardConfig").at("TargetGroups")) {
      Block& group = forward.block("target_group");
      aws.copy(group, "arn", entry, "TargetGroupArn");
      aws.copy(group, "weight", entry, "Weight");
    }
  }
}

void addZone(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  Block& zone = aws.add("network", "aws_route53_zone", aws.name(id));
  aws.copy(zone, "name", properties, "Name");
  for (const Tree& network : properties.at("VPCs")) {
    Block& vpc = zone.block("vpc");
    aws.copy(vpc, "vpc_id", network, "VPCId");
    aws.copy(vpc, "vpc_region", network, "VPCRegion");
  }
}

void addRecord(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  Block& record = aws.add("network", "aws_route53_record", aws.name(id));
  aws.copy(record, "zone_id", properties, "HostedZoneId");
  aws.copy(record, "name", properties, "Name");
  aws.copy(record, "type", properties, "Type");
  Block& alias = record.block("alias");
  aws.copy(alias, "name", properties.at("AliasTarget"), "DNSName");
  aws.copy(alias, "zone_id", properties.at("AliasTarget"), "HostedZoneId");
  alias.set("evaluate_target_health", boolean(false));
}

}  // namespace

bool addServiceResource(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  static const std::map<std::string, Add> known = {
      {"AWS::ApplicationAutoScaling::ScalingPolicy", addScalingPolicy},
      {"AWS::ECS::Service", addService},
      {"AWS::ECS::TaskDefinition", addTask},
      {"AWS::ElasticLoadBalancingV2::Listener", addListener},
      {"AWS::ElasticLoadBalancingV2::LoadBalancer", addBalancer},
      {"AWS::ElasticLoadBalancingV2::TargetGroup", addTargets},
      {"AWS::Route53::HostedZone", addZone},
      {"AWS::Route53::RecordSet", addRecord},
  };
  const auto found = known.find(resource.at("Type").get<std::string>());
  if (found == known.end()) return false;
  found->second(aws, id, resource);
  return true;
}

}  // namespace virga::model::terraform
