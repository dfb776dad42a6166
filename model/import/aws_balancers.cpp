// Application load balancers: what listeners and their rules forward to
// (AWS CloudFormation template reference, AWS::ElasticLoadBalancingV2, 2026).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/import/aws_design.h"

namespace virga::model {

namespace {

constexpr const char* kListener = "AWS::ElasticLoadBalancingV2::Listener";
constexpr const char* kRule = "AWS::ElasticLoadBalancingV2::ListenerRule";
constexpr const char* kGroup = "AWS::ElasticLoadBalancingV2::TargetGroup";

bool names(const SourceValue& value, const std::string& resource) {
  const auto references = referencesIn(value);
  return std::any_of(references.begin(), references.end(),
                     [&](const Reference& reference) { return !reference.isUnknown && reference.name == resource; });
}

std::vector<const CloudResource*> those(const CloudResources& cloud, std::string_view type, std::string_view property,
                                        const std::string& named) {
  std::vector<const CloudResource*> found;
  for (const auto& resource : cloud.resources)
    if (resource.type == type && names(resource.properties[property], named)) found.push_back(&resource);
  return found;
}

struct Forwarded {
  std::string group;
  double weight = 1;
};

// The target groups that the actions of a listener or rule forward to.
std::vector<Forwarded> targetsOf(const CloudResources& cloud, const SourceValue& actions) {
  std::vector<Forwarded> targets;
  const auto add = [&](const SourceValue& arn, const SourceValue& weight) {
    for (const auto& reference : referencesIn(arn)) {
      const CloudResource* const group = cloud.find(reference.name);
      if (!group || group->type != kGroup) continue;
      Forwarded target{group->name};
      if (weight.isScalar() && weight.text.size() < 4 && weight.text.find_first_not_of("0123456789") == std::string::npos &&
          !weight.text.empty())
        target.weight = std::stod(weight.text);
      targets.push_back(target);
    }
  };
  for (const SourceValue* action : actions.each()) {
    const auto groups = (*action)["ForwardConfig"]["TargetGroups"].each();
    for (const SourceValue* group : groups) add((*group)["TargetGroupArn"], (*group)["Weight"]);
    if (groups.empty()) add((*action)["TargetGroupArn"], {});
  }
  return targets;
}

class Balancers {
 public:
  explicit Balancers(AwsDerivation& aws) : aws_(aws), cloud_(aws.cloud), design_(aws.design) {}

  void add() {
    for (const CloudResource* balancer : aws_.ofType("AWS::ElasticLoadBalancingV2::LoadBalancer")) {
      const auto service = aws_.components.find(serviceBehind(cloud_, *balancer));
      const bool folded = service != aws_.components.end();
      if (folded) {
        aws_.components[balancer->name] = service->second;
        design_.standsIn(balancer->at, fmt::format("the load balancer '{}' is part of '{}', which it stands before",
                                                   balancer->name, service->second));
      }
      const auto known = aws_.components.find(balancer->name);
      if (known == aws_.components.end()) continue;
      const ComponentId id = known->second;
      for (const auto& record : cloud_.resources)
        if (record.type == "AWS::Route53::RecordSet" && names(record.properties["AliasTarget"], balancer->name)) {
          if (const std::string& host = record.properties["Name"].text; host.find('.') != std::string::npos)
            aws_.hosts[host] = id;
          aws_.done.insert(record.name);
        }
      for (const CloudResource* listener : those(cloud_, kListener, "LoadBalancerArn", balancer->name)) {
        aws_.done.insert(listener->name);
        if (folded)
          behind(*listener, id);
        else
          inFront(*listener, id);
      }
    }
  }

 private:
  // What a target group leads to: functions by their ids, container services that register with it.
  std::vector<ComponentId> owners(const std::string& group) {
    std::vector<ComponentId> found;
    aws_.done.insert(group);
    for (const SourceValue* target : aws_.properties(group)["Targets"].each())
      if (const auto id = aws_.meant((*target)["Id"])) found.push_back(*id);
    for (const CloudResource* service : those(cloud_, "AWS::ECS::Service", "LoadBalancers", group))
      if (const auto id = aws_.components.find(service->name); id != aws_.components.end()) found.push_back(id->second);
    return found;
  }

  // A bucket that a group reaches by the addresses of a VPC's endpoint for S3, which a custom resource looks up: the one
  // that the endpoint's policy names. (AWS, "Hosting Internal HTTPS Static Websites with ALB, S3, and PrivateLink", 2022.)
  std::optional<ComponentId> bucketBehind(const std::string& group) {
    std::optional<ComponentId> bucket;
    for (const auto& custom : referencesIn(aws_.properties(group)["Targets"]))
      for (const auto& endpoint : referencesIn(aws_.properties(custom.name))) {
        if (aws_.typeOf(endpoint.name) != "AWS::EC2::VPCEndpoint" ||
            !aws_.properties(endpoint.name)["ServiceName"].text.ends_with(".s3"))
          continue;
        for (const auto& named : referencesIn(aws_.properties(endpoint.name)["PolicyDocument"])) {
          const auto found = aws_.components.find(named.name);
          if (found == aws_.components.end() || !design_.is<ObjectStore>(found->second)) continue;
          if (bucket && *bucket != found->second) return std::nullopt;
          bucket = found->second;
          aws_.done.insert(custom.name);
        }
      }
    return bucket;
  }

  // A listener before the one service of an internal balancer: the service itself; by weights, a split of the routes that
  // lead to it.
  void behind(const CloudResource& listener, const ComponentId& service) {
    aws_.components[listener.name] = service;
    double whole = 0;
    std::vector<std::pair<ComponentId, double>> parts;
    for (const Forwarded& target : targetsOf(cloud_, listener.properties["DefaultActions"])) {
      whole += target.weight;
      for (const ComponentId& owner : owners(target.group)) parts.emplace_back(owner, target.weight);
    }
    if (parts.size() != 2 || whole <= 0) return;
    const auto& other = parts[0].first == service ? parts[1] : parts[0];
    if (other.first != service) aws_.splits[listener.name] = {{other.first}, Share{other.second / whole}, {}};
  }

  void inFront(const CloudResource& listener, const ComponentId& api) {
    for (const CloudResource* rule : those(cloud_, kRule, "ListenerArn", listener.name)) {
      aws_.done.insert(rule->name);
      std::vector<std::string> paths;
      for (const SourceValue* condition : rule->properties["Conditions"].each())
        if ((*condition)["Field"].text == "path-pattern") {
          const SourceValue& values = (*condition)["PathPatternConfig"]["Values"].isNothing()
                                          ? (*condition)["Values"]
                                          : (*condition)["PathPatternConfig"]["Values"];
          for (const SourceValue* path : values.each()) paths.push_back(path->text);
        }
      if (paths.empty()) paths.emplace_back("/*");
      for (std::string& path : paths) {
        if (path.ends_with("*")) path.replace(path.size() - 1, 1, path.ends_with("/*") ? "{proxy+}" : "");
        forward(api, path, rule->properties["Actions"], rule->at);
      }
    }
    forward(api, "/{proxy+}", listener.properties["DefaultActions"], listener.at);
  }

  void forward(const ComponentId& api, const std::string& path, const SourceValue& actions, const Place& at) {
    for (const Forwarded& target : targetsOf(cloud_, actions)) {
      if (const auto bucket = bucketBehind(target.group))
        design_.route(api, "ANY", path,
                      design_.relay(api + " to " + *bucket, *bucket, Operation::read, at, "the load balancer's target"), at);
      for (const ComponentId& owner : owners(target.group))
        if (design_.is<Function>(owner) || design_.is<ContainerService>(owner)) {
          auto* const http = design_.as<HttpApi>(api);
          const bool taken = http && std::any_of(http->routes.begin(), http->routes.end(), [&](const Route& route) {
                               return route.to.id == owner && route.route == "ANY " + path;
                             });
          if (http && !taken) design_.route(api, "ANY", path, owner, at);
        }
    }
  }

  AwsDerivation& aws_;
  const CloudResources& cloud_;
  DesignBuilder& design_;
};

}  // namespace

std::string serviceBehind(const CloudResources& cloud, const CloudResource& balancer) {
  if (balancer.properties["Scheme"].text != "internal") return {};
  std::set<std::string> services;
  for (const CloudResource* listener : those(cloud, kListener, "LoadBalancerArn", balancer.name)) {
    if (!those(cloud, kRule, "ListenerArn", listener->name).empty()) return {};
    for (const Forwarded& target : targetsOf(cloud, listener->properties["DefaultActions"]))
      for (const CloudResource* service : those(cloud, "AWS::ECS::Service", "LoadBalancers", target.group))
        services.insert(service->name);
  }
  return services.size() == 1 ? *services.begin() : "";
}

void addAwsBalancers(AwsDerivation& aws) { Balancers(aws).add(); }

}  // namespace virga::model
