// HTTP APIs: Gateway and HTTPRoute of Gateway API, and the policies of Envoy Gateway for what that API has no words for.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "model/manifest/knative/knative_context.h"

namespace virga::model {

namespace {

// "/orders/{id}" → a regular expression over the whole path; without parameters null.
std::string pathPattern(const std::string& path) {
  if (path.find('{') == std::string::npos) return {};
  static constexpr std::string_view kSpecial = R"(.^$*+?()[]|\)";
  std::string pattern;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto close = path[i] == '{' ? path.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      if (kSpecial.find(path[i]) != std::string_view::npos || path[i] == '{' || path[i] == '}') pattern += '\\';
      pattern += path[i];
      continue;
    }
    pattern += path[close - 1] == '+' ? ".+" : "[^/]+";
    i = close;
  }
  return pattern;
}

Tree ruleOf(const KnativeContext& knative, const Route& route, std::optional<Duration> timeout) {
  const auto space = route.route.find(' ');
  const std::string method = route.route.substr(0, space), path = route.route.substr(space + 1);
  Tree match = Tree::object();
  const std::string pattern = pathPattern(path);
  match["path"]["type"] = pattern.empty() ? "Exact" : "RegularExpression";
  match["path"]["value"] = pattern.empty() ? path : pattern;
  if (method != "ANY") match["method"] = method;
  Tree rewrite = Tree::object();
  rewrite["type"] = "URLRewrite";
  rewrite["urlRewrite"]["hostname"] = fmt::format("{}.{}.svc.cluster.local", knative.nameOf(route.to.id), knative.space());
  Tree backend = Tree::object();
  backend["name"] = "kourier-internal";
  backend["namespace"] = kIngressNamespace;
  backend["port"] = 80;
  Tree rule = Tree::object();
  rule["matches"] = Tree::array({match});
  rule["filters"] = Tree::array({rewrite});
  rule["backendRefs"] = Tree::array({backend});
  if (timeout) rule["timeouts"]["request"] = fmt::format("{}ms", timeout->nanoseconds / 1'000'000);
  return rule;
}

Tree targetRef(const std::string& name) {
  return Tree::array({{{"group", "gateway.networking.k8s.io"}, {"kind", "HTTPRoute"}, {"name", name}}});
}

void addPolicies(KnativeContext& knative, const std::string& file, const ComponentId& id, const HttpApi& api) {
  const std::string name = knative.nameOf(id);
  if (api.auth || api.cors) {
    Tree policy = knative.resource("gateway.envoyproxy.io/v1alpha1", "SecurityPolicy", name, id);
    policy["spec"]["targetRefs"] = targetRef(name);
    if (api.cors) {
      Tree& cors = policy["spec"]["cors"];
      cors["allowOrigins"] = Tree(api.cors->origins);
      std::set<std::string> methods;
      for (const Route& route : api.routes) methods.insert(route.route.substr(0, route.route.find(' ')));
      if (methods.count("ANY") != 0) methods = {"DELETE", "GET", "PATCH", "POST", "PUT"};
      cors["allowMethods"] = Tree(std::vector<std::string>(methods.begin(), methods.end()));
      cors["allowHeaders"] = Tree::array({"authorization", "content-type"});
      cors["maxAge"] = "300s";
      if (api.cors->credentials == Credentials::include) cors["allowCredentials"] = true;
    }
    if (api.auth) {
      const std::string issuer = fmt::format("https://{}.invalid", knative.nameOf(api.auth->with.id));
      Tree provider = Tree::object();
      provider["name"] = knative.nameOf(api.auth->with.id);
      provider["issuer"] = issuer;
      provider["audiences"] = Tree::array({knative.space()});
      provider["remoteJWKS"]["uri"] = issuer + "/.well-known/jwks.json";
      policy["spec"]["jwt"]["providers"] = Tree::array({provider});
      knative.note(Severity::warning, "issuer-to-fill-in", id + ".auth",
                   fmt::format("the tokens of '{}' are verified against an issuer that has to be named; until then all "
                               "requests are refused",
                               api.auth->with.id),
                   fmt::format("write issuer, audience and the address of its keys into gateway/{}.yaml", name));
    }
    knative.add(file, policy);
  }
  if (!api.throttle) return;
  Tree policy = knative.resource("gateway.envoyproxy.io/v1alpha1", "BackendTrafficPolicy", name, id);
  policy["spec"]["targetRefs"] = targetRef(name);
  Tree limit = Tree::object();
  const double rate = api.throttle->rate.perSecond;
  const bool perSecond = rate >= 1;
  limit["limit"]["requests"] = static_cast<std::int64_t>(std::lround(perSecond ? rate : rate * 3600));
  limit["limit"]["unit"] = perSecond ? "Second" : "Hour";
  policy["spec"]["rateLimit"]["type"] = "Local";
  policy["spec"]["rateLimit"]["local"]["rules"] = Tree::array({limit});
  knative.add(file, policy);
  knative.note(Severity::warning, "throttle-per-proxy", id + ".throttle",
               fmt::format("the limit of {} holds for each instance of the gateway's proxy, and its bucket holds one unit's "
                           "requests instead of {}",
                           toText(api.throttle->rate), api.throttle->burst),
               "run one instance of the proxy, or set up Envoy Gateway's global rate limit");
}

}  // namespace

void addKnativeGateways(KnativeContext& knative) {
  bool any = false;
  for (const Component& component : knative.architecture.components) {
    const auto* api = std::get_if<HttpApi>(&component.kind);
    if (!api) continue;
    any = true;
    const std::string name = knative.nameOf(component.id), file = "gateway/" + name + ".yaml";
    const std::string host = fmt::format("{}.{}.invalid", name, knative.space());
    Tree gateway = knative.resource("gateway.networking.k8s.io/v1", "Gateway", name, component.id);
    gateway["spec"]["gatewayClassName"] = "eg";
    Tree listener = Tree::object();
    listener["name"] = "https";
    listener["hostname"] = host;
    listener["port"] = 443;
    listener["protocol"] = "HTTPS";
    listener["tls"]["mode"] = "Terminate";
    listener["tls"]["certificateRefs"] = Tree::array({{{"kind", "Secret"}, {"name", name + "-tls"}}});
    gateway["spec"]["listeners"] = Tree::array({listener});
    knative.add(file, gateway);
    Tree route = knative.resource("gateway.networking.k8s.io/v1", "HTTPRoute", name, component.id);
    route["spec"]["parentRefs"] = Tree::array({{{"name", name}}});
    route["spec"]["hostnames"] = Tree::array({host});
    route["spec"]["rules"] = Tree::array();
    for (const Route& entry : api->routes) route["spec"]["rules"].push_back(ruleOf(knative, entry, api->timeout));
    knative.add(file, route);
    addPolicies(knative, file, component.id, *api);
    knative.note(
        Severity::warning, "host-to-fill-in", component.id,
        fmt::format("'{}' answers under the host {}, which leads nowhere, with the certificate in the Secret {}-tls",
                    component.id, host, name),
        fmt::format("write the host into gateway/{}.yaml and have a certificate issued, for example by cert-manager", name));
  }
  if (!any) return;
  // Without it the routes may not lead into the namespace of Knative's ingress.
  Tree grant = Tree::object();
  grant["apiVersion"] = "gateway.networking.k8s.io/v1beta1";
  grant["kind"] = "ReferenceGrant";
  grant["metadata"]["name"] = knative.space();
  grant["metadata"]["namespace"] = kIngressNamespace;
  grant["spec"]["from"] =
      Tree::array({{{"group", "gateway.networking.k8s.io"}, {"kind", "HTTPRoute"}, {"namespace", knative.space()}}});
  grant["spec"]["to"] = Tree::array({{{"group", ""}, {"kind", "Service"}, {"name", "kourier-internal"}}});
  knative.add("gateway/reference-grant.yaml", grant);
}

}  // namespace virga::model
