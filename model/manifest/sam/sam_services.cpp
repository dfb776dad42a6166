// Container services: tasks on Fargate, as many as simulated, scaled by the load that they tell themselves.
#include "model/manifest/sam/sam_services.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr const char* kCluster = "ServiceCluster";
constexpr std::int64_t kStopMax = 120;  // s; stopTimeout on Fargate
constexpr const char* kLoadMetric = "Load";

std::string addCluster(SamContext& sam) {
  const std::string name = sam.ids.take(kCluster);
  Tree& cluster = sam.resources[name];
  cluster["Type"] = "AWS::ECS::Cluster";
  cluster["Properties"]["ClusterName"] = sub("${AWS::StackName}-services");
  return name;
}

std::string logNameOf(const ComponentId& id) { return "/ecs/${AWS::StackName}-" + id; }

std::string addLogs(SamContext& sam, const ComponentId& id) {
  const std::string name = sam.ids.take(sam.ids.of(id) + "LogGroup");
  Tree& group = sam.resources[name];
  group["Type"] = "AWS::Logs::LogGroup";
  group["Properties"]["LogGroupName"] = sub(logNameOf(id));
  group["Properties"]["RetentionInDays"] = refTo("LogRetentionDays");
  group["Properties"]["Tags"] = sam.tagList(id);
  return name;
}

// What starts a task: it fetches the image from a registry of this account and writes the log.
std::string addExecutionRole(SamContext& sam, const ComponentId& id) {
  Tree statements = Tree::array();
  statements.push_back(statement({"ecr:GetAuthorizationToken"}, "*"));  // it has no resource
  statements.push_back(statement({"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
                                 sub("arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/*")));
  statements.push_back(statement(
      {"logs:CreateLogStream", "logs:PutLogEvents"},
      sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:" + logNameOf(id) + ":log-stream:*")));
  return addRole(sam, sam.ids.of(id) + "ExecutionRole", "ecs-tasks.amazonaws.com", statements, id);
}

Tree pairsOf(const Tree& variables) {
  Tree pairs = Tree::array();
  for (const auto& [name, value] : variables.items()) {
    Tree pair = Tree::object();
    pair["Name"] = name;
    pair["Value"] = value;
    pairs.push_back(pair);
  }
  return pairs;
}

Tree limitsOf(const SamContext& sam, const FunctionPlan& plan) {
  const ContainerService& service = *plan.service;
  Tree variables = Tree::object();
  variables["SERVICE_CONCURRENCY"] = std::to_string(service.concurrency);
  if (service.queueLimit) variables["SERVICE_QUEUE_LIMIT"] = std::to_string(waitingPerServer(service));
  variables["SERVICE_TIMEOUT_MS"] = std::to_string((service.timeout.nanoseconds + 999'999) / 1'000'000);
  if (service.autoscaling) {
    variables["LOAD_NAMESPACE"] = refTo("AWS::StackName");
    variables["LOAD_SERVICE"] = plan.component->id;
  }
  const Tree used = environmentOf(sam, plan);
  for (const auto& [name, value] : used.items()) variables[name] = value;
  return variables;
}

std::string addTask(SamContext& sam, const FunctionPlan& plan) {
  const ComponentId& id = plan.component->id;
  const ContainerService& service = *plan.service;
  const std::string name = sam.ids.of(id), logs = addLogs(sam, id);
  const std::string image = sam.ids.take(name + "Image");
  sam.parameters[image] = {
      {"Type", "String"},
      {"Description",
       fmt::format("Image of {} in a registry of this account (README.md): ....dkr.ecr....amazonaws.com/{}@sha256:...", id,
                   id)},
      {"AllowedPattern", R"(^[^\s]+$)"},
      {"ConstraintDescription", "must be the address of an image"}};
  const std::string execution = addExecutionRole(sam, id);
  const std::string own = addRole(sam, name + "TaskRole", "ecs-tasks.amazonaws.com", permissionsOf(sam, plan), id);

  Tree container = Tree::object();
  container["Name"] = id;
  container["Image"] = refTo(image);
  container["Essential"] = true;
  container["PortMappings"] = Tree::array({Tree{{"ContainerPort", kServicePort}, {"Protocol", "tcp"}}});
  container["Environment"] = pairsOf(limitsOf(sam, plan));
  container["ReadonlyRootFilesystem"] = true;
  container["StopTimeout"] = std::clamp<std::int64_t>(wholeSeconds(service.timeout), 2, kStopMax);
  container["LinuxParameters"]["InitProcessEnabled"] = true;
  container["LogConfiguration"]["LogDriver"] = "awslogs";
  container["LogConfiguration"]["Options"] = {
      {"awslogs-group", refTo(logs)}, {"awslogs-region", refTo("AWS::Region")}, {"awslogs-stream-prefix", "task"}};

  const std::string task = sam.ids.take(name + "Task");
  Tree& resource = sam.resources[task];
  resource["Type"] = "AWS::ECS::TaskDefinition";
  Tree& properties = resource["Properties"];
  properties["Family"] = sub("${AWS::StackName}-" + id);
  properties["Cpu"] = std::to_string(cpuUnits(service));
  properties["Memory"] = std::to_string(wholeMebibytes(service.memory));
  properties["NetworkMode"] = "awsvpc";
  properties["RequiresCompatibilities"] = Tree::array({"FARGATE"});
  properties["RuntimePlatform"] = {{"CpuArchitecture", "X86_64"}, {"OperatingSystemFamily", "LINUX"}};
  properties["ExecutionRoleArn"] = getAtt(execution, "Arn");
  properties["TaskRoleArn"] = getAtt(own, "Arn");
  properties["ContainerDefinitions"] = Tree::array();
  properties["ContainerDefinitions"].push_back(container);
  properties["Tags"] = sam.tagList(id);
  return task;
}

void addScaling(SamContext& sam, const FunctionPlan& plan, const std::string& cluster) {
  const ComponentId& id = plan.component->id;
  const ContainerService& service = *plan.service;
  const Autoscaling& rule = *service.autoscaling;
  const std::string name = sam.ids.of(id);
  const std::string target = sam.ids.take(name + "Scaling"), policy = sam.ids.take(name + "ScalingPolicy");
  Tree& scalable = sam.resources[target];
  scalable["Type"] = "AWS::ApplicationAutoScaling::ScalableTarget";
  Tree& properties = scalable["Properties"];
  properties["ServiceNamespace"] = "ecs";
  properties["ScalableDimension"] = "ecs:service:DesiredCount";
  properties["ResourceId"] = sub("service/${" + cluster + "}/${" + name + ".Name}");
  properties["MinCapacity"] = service.servers;
  properties["MaxCapacity"] = mostServers(service);

  Tree& tracking = sam.resources[policy];
  tracking["Type"] = "AWS::ApplicationAutoScaling::ScalingPolicy";
  Tree& wanted = tracking["Properties"];
  wanted["PolicyName"] = sub("${AWS::StackName}-" + id);
  wanted["PolicyType"] = "TargetTrackingScaling";
  wanted["ScalingTargetId"] = refTo(target);
  Tree& configuration = wanted["TargetTrackingScalingPolicyConfiguration"];
  configuration["TargetValue"] = rule.target.value * 100;
  configuration["ScaleOutCooldown"] = wholeSeconds(rule.every);
  configuration["ScaleInCooldown"] = wholeSeconds(rule.cooldown);
  Tree& metric = configuration["CustomizedMetricSpecification"];
  metric["Namespace"] = refTo("AWS::StackName");
  metric["MetricName"] = kLoadMetric;
  metric["Dimensions"] = Tree::array({Tree{{"Name", "Service"}, {"Value", id}}});
  metric["Statistic"] = "Average";
  metric["Unit"] = "Percent";
  sam.note(Severity::info, "scaling-by-load", id + ".autoscaling",
           fmt::format("each task of '{}' logs the share of its slots that are busy or waited for, a metric by which the "
                       "service scales to {} from {} to {} tasks; CloudWatch looks at it each minute and acts after some of "
                       "them, not each {}",
                       id, toText(rule.target), service.servers, mostServers(service), toText(rule.every)));
}

void addService(SamContext& sam, const FunctionPlan& plan, const std::string& cluster) {
  const ComponentId& id = plan.component->id;
  const ContainerService& service = *plan.service;
  const std::string task = addTask(sam, plan);
  Tree resource = Tree::object();
  resource["Type"] = "AWS::ECS::Service";
  resource["DependsOn"] = Tree::array();
  Tree& properties = resource["Properties"];
  properties["Cluster"] = refTo(cluster);
  properties["LaunchType"] = "FARGATE";
  properties["TaskDefinition"] = refTo(task);
  properties["DesiredCount"] = service.servers;
  Tree& network = properties["NetworkConfiguration"]["AwsvpcConfiguration"];
  network["AssignPublicIp"] = "DISABLED";
  network["Subnets"] = refTo("PrivateSubnetIds");
  network["SecurityGroups"] = Tree::array({getAtt(sam.taskGroups.at(id), "GroupId")});
  for (const Tree& group : clientGroupsOf(sam, plan)) network["SecurityGroups"].push_back(group);
  properties["LoadBalancers"] = Tree::array();
  for (const SamRegistration& registration : sam.registrations.at(id)) {
    Tree balancer = Tree::object();
    balancer["ContainerName"] = id;
    balancer["ContainerPort"] = kServicePort;
    balancer["TargetGroupArn"] = refTo(registration.targets);
    properties["LoadBalancers"].push_back(balancer);
    resource["DependsOn"].push_back(registration.listener);
  }
  properties["HealthCheckGracePeriodSeconds"] = 60;
  properties["DeploymentConfiguration"] = {{"MinimumHealthyPercent", 100},
                                           {"MaximumPercent", 200},
                                           {"DeploymentCircuitBreaker", {{"Enable", true}, {"Rollback", true}}}};
  properties["EnableECSManagedTags"] = true;
  properties["PropagateTags"] = "SERVICE";
  properties["Tags"] = sam.tagList(id);
  sam.resources[sam.ids.of(id)] = resource;
  if (service.autoscaling) addScaling(sam, plan, cluster);

  sam.note(
      Severity::info, "service-on-fargate", id,
      fmt::format("'{}' runs on Fargate in private subnets without public addresses; its image is built from src/{} and "
                  "named by a parameter",
                  id, id));
  sam.note(Severity::warning, "vpc-needs-way-out", id,
           fmt::format("the tasks of '{}' fetch their image, write logs and reach services from private subnets", id),
           "give the private subnets a route to a NAT gateway, or VPC endpoints for the AWS services used");
  if (service.queueLimit && mostServers(service) > 1)
    sam.note(Severity::info, "line-per-server", id + ".queue-limit",
             fmt::format("each task has a line of its own for {} requests; the design has one of {} for all",
                         waitingPerServer(service), *service.queueLimit));
}

}  // namespace

bool fargateHas(std::int64_t units, std::int64_t mebibytes) {
  const auto steps = [&](std::int64_t least, std::int64_t most, std::int64_t step) {
    return mebibytes >= least && mebibytes <= most && (mebibytes - least) % step == 0;
  };
  constexpr std::int64_t kGib = 1024;
  switch (units) {
    case 256: return mebibytes == 512 || mebibytes == kGib || mebibytes == 2 * kGib;
    case 512: return steps(kGib, 4 * kGib, kGib);
    case 1024: return steps(2 * kGib, 8 * kGib, kGib);
    case 2048: return steps(4 * kGib, 16 * kGib, kGib);
    case 4096: return steps(8 * kGib, 30 * kGib, kGib);
    case 8192: return steps(16 * kGib, 60 * kGib, 4 * kGib);
    case 16384: return steps(32 * kGib, 120 * kGib, 8 * kGib);
    default: return false;
  }
}

std::int64_t cpuUnits(const ContainerService& service) { return std::llround(service.vcpus * 1024); }

void addServices(SamContext& sam) {
  if (sam.services.empty()) return;
  const std::string cluster = addCluster(sam);
  for (const FunctionPlan& plan : sam.services) addService(sam, plan, cluster);
}

}  // namespace virga::model
