// Load balancers before container services and before the targets of split routes, their names in the network, and the
// links of APIs to them. HTTP APIs of API Gateway neither split a route nor reach into a network but by such a link
// (API Gateway Developer Guide, "Create private integrations for HTTP APIs", 2026); load balancers forward by weight to
// tasks and functions alike (Elastic Load Balancing, "Listener rules for your Application Load Balancer", 2026).
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "model/edit/references.h"
#include "model/manifest/sam/sam_context.h"
#include "model/manifest/sam/sam_services.h"

namespace virga::model {

namespace {

constexpr int kHttpsPort = 443, kFirstSplitPort = 8443;
constexpr const char* kDomain = "ServiceDomain";
constexpr const char* kCertificate = "ServiceCertificateArn";
constexpr const char* kPublicSubnets = "PublicSubnetIds";
constexpr std::int64_t kIdleMax = 4000;            // s; "Application Load Balancers": idle_timeout.timeout_seconds
constexpr std::int64_t kDeregistrationMax = 3600;  // s; "Edit target group attributes"
constexpr int kWeightMax = 999;                    // of a target group in a forward action

Tree attributes(const std::vector<std::pair<const char*, std::string>>& pairs) {
  Tree list = Tree::array();
  for (const auto& [key, value] : pairs) {
    Tree entry = Tree::object();
    entry["Key"] = key;
    entry["Value"] = value;
    list.push_back(entry);
  }
  return list;
}

std::string addGroup(SamContext& sam, const std::string& name, const std::string& description, const ComponentId& id) {
  const std::string group = sam.ids.take(name);
  Tree& resource = sam.resources[group];
  resource["Type"] = "AWS::EC2::SecurityGroup";
  resource["Properties"]["GroupDescription"] = description;
  resource["Properties"]["VpcId"] = refTo("VpcId");
  resource["Properties"]["Tags"] = sam.tagList(id);
  return group;
}

void admit(SamContext& sam, const std::string& group, const std::string& description, int port, const Tree& source) {
  Tree rule = Tree::object();
  rule["Description"] = description;
  rule["IpProtocol"] = "tcp";
  rule["FromPort"] = port;
  rule["ToPort"] = port;
  if (source.is_string())
    rule["CidrIp"] = source;
  else
    rule["SourceSecurityGroupId"] = source;
  Tree& properties = sam.resources[group]["Properties"];
  Tree& rules = properties["SecurityGroupIngress"];
  if (rules.is_null()) rules = Tree::array();
  if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
}

bool uses(const FunctionPlan& plan, const ComponentId& id) {
  return std::any_of(plan.uses.begin(), plan.uses.end(), [&](const Use& use) { return use.target == id; });
}

bool calledInside(const SamContext& sam, const ComponentId& id) {
  const auto calls = [&](const FunctionPlan& plan) { return uses(plan, id); };
  return std::any_of(sam.plans.begin(), sam.plans.end(), calls) ||
         std::any_of(sam.services.begin(), sam.services.end(), calls);
}

class Fronts {
 public:
  explicit Fronts(SamContext& sam) : sam_(sam) {}

  void add() {
    for (const FunctionPlan& plan : sam_.services) addService(plan);
    for (const Component& component : sam_.architecture.components)
      if (const auto* api = std::get_if<HttpApi>(&component.kind))
        for (std::size_t i = 0; i < api->routes.size(); ++i) addRoute(component.id, *api, i);
  }

 private:
  void askForNames() {
    askForNetwork(sam_);
    if (sam_.parameters.contains(kDomain)) return;
    sam_.parameters[kDomain] = {
        {"Type", "String"},
        {"Description",
         "Domain of the services in the network, for example services.example.com; only the network resolves it"},
        {"AllowedPattern", "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$"},
        {"ConstraintDescription", "must be a domain in small letters"}};
    sam_.parameters[kCertificate] = {
        {"Type", "String"},
        {"Description", "ARN of a public certificate in AWS Certificate Manager for all names directly below that domain"},
        {"AllowedPattern", "^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$"},
        {"ConstraintDescription", "must be the ARN of a certificate"}};
    zone_ = sam_.ids.take("ServiceZone");
    Tree& zone = sam_.resources[zone_];
    zone["Type"] = "AWS::Route53::HostedZone";
    zone["Properties"]["Name"] = refTo(kDomain);
    zone["Properties"]["VPCs"] = Tree::array({Tree{{"VPCId", refTo("VpcId")}, {"VPCRegion", refTo("AWS::Region")}}});
  }

  SamFront& addFront(const ComponentId& owner, std::int64_t idleSeconds, bool isPublic) {
    askForNames();
    const std::string name = sam_.ids.of(owner);
    SamFront front;
    front.isPublic = isPublic;
    front.nextPort = kFirstSplitPort;
    front.group = addGroup(sam_, name + "BalancerSecurityGroup", "Load balancer of " + owner, owner);
    front.balancer = sam_.ids.take(name + "Balancer");
    if (isPublic && !sam_.parameters.contains(kPublicSubnets))
      sam_.parameters[kPublicSubnets] = {
          {"Type", "List<AWS::EC2::Subnet::Id>"},
          {"Description", "Two or three public subnets of that network, for what clients call directly"}};
    Tree& balancer = sam_.resources[front.balancer];
    balancer["Type"] = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    Tree& properties = balancer["Properties"];
    properties["Type"] = "application";
    properties["Scheme"] = isPublic ? "internet-facing" : "internal";
    properties["Subnets"] = refTo(isPublic ? kPublicSubnets : "PrivateSubnetIds");
    properties["SecurityGroups"] = Tree::array({getAtt(front.group, "GroupId")});
    properties["LoadBalancerAttributes"] =
        attributes({{"idle_timeout.timeout_seconds", std::to_string(std::clamp<std::int64_t>(idleSeconds, 1, kIdleMax))},
                    {"routing.http.drop_invalid_header_fields.enabled", "true"}});
    properties["Tags"] = sam_.tagList(owner);
    Tree& record = sam_.resources[sam_.ids.take(name + "Record")];
    record["Type"] = "AWS::Route53::RecordSet";
    record["Properties"]["HostedZoneId"] = refTo(zone_);
    record["Properties"]["Name"] = hostOf(owner);
    record["Properties"]["Type"] = "A";
    record["Properties"]["AliasTarget"] = {{"DNSName", getAtt(front.balancer, "DNSName")},
                                           {"HostedZoneId", getAtt(front.balancer, "CanonicalHostedZoneID")}};
    if (isPublic)
      sam_.output(name + "PublicName", "Name of the load balancer of " + owner + ", for a public record of your domain",
                  getAtt(front.balancer, "DNSName"));
    return sam_.fronts[owner] = front;
  }

  std::string addListener(const std::string& name, const SamFront& front, int port, const Tree& action) {
    const std::string listener = sam_.ids.take(name);
    Tree& resource = sam_.resources[listener];
    resource["Type"] = "AWS::ElasticLoadBalancingV2::Listener";
    Tree& properties = resource["Properties"];
    properties["LoadBalancerArn"] = refTo(front.balancer);
    properties["Port"] = port;
    properties["Protocol"] = "HTTPS";
    properties["SslPolicy"] = "ELBSecurityPolicy-TLS13-1-2-2021-06";
    properties["Certificates"] = Tree::array({Tree{{"CertificateArn", refTo(kCertificate)}}});
    properties["DefaultActions"] = Tree::array();
    properties["DefaultActions"].push_back(action);
    return listener;
  }

  std::string addTaskTargets(const std::string& name, const ComponentId& id, const ContainerService& service) {
    const std::string targets = sam_.ids.take(name);
    Tree& resource = sam_.resources[targets];
    resource["Type"] = "AWS::ElasticLoadBalancingV2::TargetGroup";
    Tree& properties = resource["Properties"];
    properties["TargetType"] = "ip";
    properties["Protocol"] = "HTTP";
    properties["Port"] = kServicePort;
    properties["VpcId"] = refTo("VpcId");
    properties["HealthCheckPath"] = kHealthPath;
    properties["HealthCheckIntervalSeconds"] = 10;
    properties["HealthCheckTimeoutSeconds"] = 5;
    properties["HealthyThresholdCount"] = 2;
    properties["UnhealthyThresholdCount"] = 3;
    const std::int64_t drained = std::clamp<std::int64_t>(wholeSeconds(service.timeout), 1, kDeregistrationMax);
    properties["TargetGroupAttributes"] = attributes({{"deregistration_delay.timeout_seconds", std::to_string(drained)},
                                                      {"load_balancing.algorithm.type", "least_outstanding_requests"}});
    properties["Tags"] = sam_.tagList(id);
    return targets;
  }

  static Tree forwardTo(const std::string& targets) {
    Tree action = Tree::object();
    action["Type"] = "forward";
    action["TargetGroupArn"] = refTo(targets);
    return action;
  }

  void addService(const FunctionPlan& plan) {
    const ComponentId& id = plan.component->id;
    const std::string name = sam_.ids.of(id);
    const bool clients = plan.byClients;
    SamFront& front = addFront(id, wholeSeconds(plan.service->timeout), clients);
    sam_.taskGroups[id] = addGroup(sam_, name + "SecurityGroup", "Tasks of " + id, id);
    admit(sam_, sam_.taskGroups.at(id), "Requests from the load balancer", kServicePort, getAtt(front.group, "GroupId"));
    front.targets = addTaskTargets(name + "Targets", id, *plan.service);
    front.listener = addListener(name + "Listener", front, kHttpsPort, forwardTo(front.targets));
    sam_.registrations[id].push_back({front.targets, front.listener});
    if (clients) admit(sam_, front.group, "Clients", kHttpsPort, "0.0.0.0/0");
    if (!calledInside(sam_, id)) return;
    sam_.clientGroups[id] = addGroup(sam_, name + "ClientSecurityGroup", "What calls " + id, id);
    admit(sam_, front.group, "What calls " + id, kHttpsPort, getAtt(sam_.clientGroups.at(id), "GroupId"));
  }

  void addLink(const ComponentId& api) {
    if (sam_.links.count(api) != 0) return;
    const std::string name = sam_.ids.of(api);
    sam_.linkGroups[api] = addGroup(sam_, name + "LinkSecurityGroup", "Link of the API " + api, api);
    sam_.links[api] = sam_.ids.take(name + "Link");
    Tree& link = sam_.resources[sam_.links.at(api)];
    link["Type"] = "AWS::ApiGatewayV2::VpcLink";
    link["Properties"]["Name"] = sub("${AWS::StackName}-" + api);
    link["Properties"]["SubnetIds"] = refTo("PrivateSubnetIds");
    link["Properties"]["SecurityGroupIds"] = Tree::array({getAtt(sam_.linkGroups.at(api), "GroupId")});
    link["Properties"]["Tags"] = sam_.tagMap(api);
  }

  bool isService(const ComponentId& id) const { return findKind<ContainerService>(sam_.architecture, id) != nullptr; }

  void addRoute(const ComponentId& api, const HttpApi& kind, std::size_t index) {
    const Route& route = kind.routes[index];
    if (!route.split && !isService(route.to.id)) return;
    askForNames();
    addLink(api);
    const Tree link = getAtt(sam_.linkGroups.at(api), "GroupId");
    if (!route.split) {
      const SamFront& front = sam_.fronts.at(route.to.id);
      admit(sam_, front.group, "The API " + api, kHttpsPort, link);
      sam_.routeTargets[{api, index}] = {front.listener, hostOf(route.to.id)};
      return;
    }
    const ComponentId owner = isService(route.to.id)          ? route.to.id
                              : isService(route.split->to.id) ? route.split->to.id
                                                              : api;
    if (sam_.fronts.count(owner) == 0) addFront(owner, kApiWaitMax, false);
    SamFront& front = sam_.fronts.at(owner);
    const int port = front.nextPort++;
    admit(sam_, front.group, "The API " + api, port, link);
    const std::string name = sam_.ids.of(api) + camelName(route.route);
    // An exact percentage where it is one, else the nearest that the weights allow.
    const double share = route.split->share.value;
    const double percent = share * 100;
    const bool exact = std::abs(percent - std::round(percent)) < 1e-9;
    const int whole = exact ? 100 : kWeightMax;
    const int second = static_cast<int>(std::lround(share * whole));
    const std::string own = addSide(owner, name, route.to.id), other = addSide(owner, name, route.split->to.id);
    Tree groups = Tree::array();
    for (const auto& [targets, weight] : {std::pair{own, whole - second}, std::pair{other, second}}) {
      Tree group = Tree::object();
      group["TargetGroupArn"] = refTo(targets);
      group["Weight"] = weight;
      groups.push_back(group);
    }
    Tree action = Tree::object();
    action["Type"] = "forward";
    action["ForwardConfig"]["TargetGroups"] = groups;
    const std::string listener = addListener(name + "Listener", front, port, action);
    for (auto& [service, registrations] : sam_.registrations)
      for (SamRegistration& registration : registrations)
        if (registration.listener.empty()) registration.listener = listener;
    sam_.routeTargets[{api, index}] = {listener, hostOf(owner)};
    noteSplit(api, index, route, listener, exact);
  }

  // The target group of one side of a split route, on the owner's load balancer.
  std::string addSide(const ComponentId& owner, const std::string& name, const ComponentId& id) {
    if (id == owner) return sam_.fronts.at(owner).targets;
    const std::string wanted = name + "To" + sam_.ids.of(id);
    if (const auto* service = findKind<ContainerService>(sam_.architecture, id)) {
      const std::string targets = addTaskTargets(wanted + "Targets", id, *service);
      sam_.registrations[id].push_back({targets, ""});
      admit(sam_, sam_.taskGroups.at(id), "Requests from the load balancer of " + owner, kServicePort,
            getAtt(sam_.fronts.at(owner).group, "GroupId"));
      return targets;
    }
    const std::string permission = sam_.ids.take(wanted + "Permission");
    Tree& allowed = sam_.resources[permission];
    allowed["Type"] = "AWS::Lambda::Permission";
    allowed["Properties"]["FunctionName"] = functionArn(sam_, id);
    allowed["Properties"]["Action"] = "lambda:InvokeFunction";
    allowed["Properties"]["Principal"] = "elasticloadbalancing.amazonaws.com";
    // The permission must be there before the target group is: only that it is one of this account is known.
    allowed["Properties"]["SourceArn"] =
        sub("arn:${AWS::Partition}:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:targetgroup/*");
    const std::string targets = sam_.ids.take(wanted + "Targets");
    Tree& resource = sam_.resources[targets];
    resource["Type"] = "AWS::ElasticLoadBalancingV2::TargetGroup";
    resource["DependsOn"] = Tree::array({permission});
    resource["Properties"]["TargetType"] = "lambda";
    resource["Properties"]["Targets"] = Tree::array({Tree{{"Id", functionArn(sam_, id)}}});
    resource["Properties"]["Tags"] = sam_.tagList(id);
    return targets;
  }

  void noteSplit(const ComponentId& api, std::size_t index, const Route& route, const std::string& listener, bool exact) {
    const std::string path = fmt::format("{}.routes.{}.split", api, index);
    if (!exact)
      sam_.note(
          Severity::warning, "rounded", path + ".share",
          fmt::format("weights are whole numbers to {}; {} becomes the nearest", kWeightMax, toText(route.split->share)),
          "choose a whole percentage to deploy what is simulated");
    if (route.split->shift)
      sam_.note(Severity::warning, "shift-by-hand", path + ".shift",
                fmt::format("the load balancer doesn't move weights by itself: '{}' starts with {} of '{}'",
                            route.split->to.id, toText(route.split->share), route.route),
                fmt::format("raise its weight in the listener {} step by step", listener));
  }

  SamContext& sam_;
  std::string zone_;
};

}  // namespace

Tree hostOf(const ComponentId& owner) { return sub(owner + ".${ServiceDomain}"); }

void addFronts(SamContext& sam) {
  Fronts(sam).add();
  if (sam.fronts.empty()) return;
  sam.note(Severity::info, "load-balancers", "components",
           fmt::format("container services and split routes are reached by load balancers under the names of a private zone "
                       "(ServiceDomain, ServiceCertificateArn), over TLS up to there; {} of them cost apart from the bill",
                       sam.fronts.size()));
}

}  // namespace virga::model
