#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/azure/azure_template.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

const char* kService = "Microsoft.ApiManagement/service";

// A rate of so many calls in whole seconds: the policy counts over 1 s to 300 s.
// (learn.microsoft.com/azure/api-management/rate-limit-policy, 2026.)
std::string rateLimit(const Throttle& throttle) {
  int period = 1;
  const auto calls = [&] { return throttle.rate.perSecond * period; };
  while (period < 300 && (calls() < 1 || std::abs(calls() - std::round(calls())) > 1e-6)) ++period;
  return fmt::format("<rate-limit calls=\"{}\" renewal-period=\"{}\"/>", std::max<std::int64_t>(1, std::llround(calls())),
                     period);
}

}  // namespace

// A gateway in front of the apps: they take requests with their key alone, which it adds.
void AzureTemplateWriter::gateway(const ComponentId& id) {
  const auto& http = std::get<HttpApi>(plan_.architecture->find(id)->kind);
  const std::string service = uniqueName(name(id));
  main_.parameter("publisherEmail", "string", "Whom API Management writes to");
  const std::string& title = plan_.architecture->name;
  const std::string serviceId = main_.add({kService,
                                           azure_version::gateway,
                                           {service},
                                           {{"location", kAzureLocation},
                                            {"tags", kAzureTags},
                                            {"sku", {{"name", "Consumption"}, {"capacity", 0}}},
                                            {"properties",
                                             {{"publisherEmail", "[parameters('publisherEmail')]"},
                                              {"publisherName", title.empty() ? "virga" : armPlain(title)}}}},
                                           {}});
  const std::string apiId = main_.add({"Microsoft.ApiManagement/service/apis",
                                       azure_version::gateway,
                                       {service, "'api'"},
                                       {{"properties",
                                         {{"displayName", name(id)},
                                          {"path", ""},
                                          {"protocols", Json::array({"https"})},
                                          {"subscriptionRequired", http.throttle.has_value()}}}},
                                       {serviceId}});
  std::string inbound, backendText;
  std::vector<std::string> arguments;
  if (http.cors) {
    std::string origins;
    for (const std::string& origin : http.cors->origins) origins += "<origin>" + origin + "</origin>";
    // With credentials, browsers take "*" as a name. (Fetch standard, "CORS protocol and credentials", 2026.)
    if (http.cors->credentials == Credentials::include)
      inbound += "<cors allow-credentials=\"true\"><allowed-origins>" + origins +
                 "</allowed-origins><allowed-methods><method>GET</method><method>HEAD</method><method>POST</method>"
                 "<method>PUT</method><method>PATCH</method><method>DELETE</method></allowed-methods><allowed-headers>"
                 "<header>authorization</header><header>content-type</header></allowed-headers></cors>";
    else
      inbound += "<cors><allowed-origins>" + origins +
                 "</allowed-origins><allowed-methods><method>*</method></allowed-methods>"
                 "<allowed-headers><header>*</header></allowed-headers></cors>";
  }
  if (http.auth) {
    const std::string directory = name(http.auth->with.id);
    main_.parameter(directory + "-openid-config", "string",
                    "Address of the directory's OpenID configuration, which ends in /.well-known/openid-configuration");
    main_.parameter(directory + "-audience", "string", "Audience that tokens are issued for: the application's id");
    arguments = {fmt::format("parameters('{}-openid-config')", directory),
                 fmt::format("parameters('{}-audience')", directory)};
    inbound +=
        "<validate-jwt header-name=\"Authorization\" require-scheme=\"Bearer\" failed-validation-httpcode=\"401\">"
        "<openid-config url=\"{0}\"/><audiences><audience>{1}</audience></audiences></validate-jwt>";
  }
  if (http.throttle) {
    inbound += rateLimit(*http.throttle);
    main_.add({"Microsoft.ApiManagement/service/subscriptions",
               azure_version::gateway,
               {service, "'callers'"},
               {{"properties", {{"displayName", "callers"}, {"scope", "/apis/api"}, {"state", "active"}}}},
               {apiId}});
  }
  if (http.timeout) backendText = fmt::format("<forward-request timeout=\"{}\"/>", ceilSeconds(*http.timeout));
  if (!inbound.empty() || !backendText.empty())
    policy("Microsoft.ApiManagement/service/apis/policies", {service, "'api'"}, inbound, backendText, {apiId}, arguments);
  int number = 0;
  static const std::vector<std::string> all = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  for (const Route& route : http.routes) {
    const std::string method = route.route.substr(0, route.route.find(' '));
    for (const std::string& verb : method == "ANY" ? all : std::vector<std::string>{method})
      operation(id, service, route, verb, ++number);
  }
  main_.outputs[name(id) + "-url"] = {
      {"type", "string"}, {"value", fmt::format("[reference({}, '{}').gatewayUrl]", serviceId, azure_version::gateway)}};
}

void AzureTemplateWriter::operation(const ComponentId&, const std::string& service, const Route& route,
                                    const std::string& verb, int number) {
  std::string path = route.route.substr(route.route.find(' ') + 1);
  const std::string operationName = armText(fmt::format("operation-{}", number));
  Json parameters = Json::array();
  for (const std::string& parameter : pathParameters(route.route))
    if (path.find("{" + parameter + "+}") == std::string::npos)
      parameters.push_back({{"name", parameter}, {"type", "string"}, {"required", true}});
  if (const auto greedy = path.rfind('{'); greedy != std::string::npos && path.find("+}", greedy) != std::string::npos)
    path = path.substr(0, greedy) + "*";
  const std::string id = main_.add(
      {"Microsoft.ApiManagement/service/apis/operations",
       azure_version::gateway,
       {service, "'api'", operationName},
       {{"properties",
         {{"displayName", verb + " " + path}, {"method", verb}, {"urlTemplate", path}, {"templateParameters", parameters}}}},
       {armId("Microsoft.ApiManagement/service/apis", {service, "'api'"})}});
  std::vector<std::string> after = {id}, arguments;
  std::string inbound = backend(service, route.to.id, after, arguments);
  if (route.split)
    inbound = fmt::format(
        "<choose><when condition=\"@({:.6g} > new Random().NextDouble())\">{}</when><otherwise>{}"
        "</otherwise></choose>",
        route.split->share.value, backend(service, route.split->to.id, after, arguments), inbound);
  policy("Microsoft.ApiManagement/service/apis/operations/policies", {service, "'api'", operationName}, inbound, "", after,
         arguments);
}

// What leads a request to a component, as a part of a format: braces of its own are doubled.
std::string AzureTemplateWriter::backend(const std::string& service, const ComponentId& to, std::vector<std::string>& after,
                                         std::vector<std::string>& arguments) {
  const auto need = [&](const std::string& id) {
    if (std::find(after.begin(), after.end(), id) == after.end()) after.push_back(id);
  };
  const std::size_t place = arguments.size();
  const auto& kind = plan_.architecture->find(to)->kind;
  if (std::holds_alternative<External>(kind)) {
    arguments.push_back(fmt::format("parameters('{}-endpoint')", name(to)));
    return fmt::format("<set-backend-service base-url=\"{{{}}}\"/>", place);
  }
  if (std::holds_alternative<ContainerService>(kind)) {
    need(armId("Microsoft.App/containerApps", {armText(name(to))}));
    arguments.push_back(
        fmt::format("reference({}, '{}').defaultDomain", azure_id::serverEnvironment(), azure_version::containerApps));
    return fmt::format("<set-backend-service base-url=\"https://{}.{{{}}}\"/>", name(to), place);
  }
  const std::string key = "key-" + name(to);
  need(main_.add({"Microsoft.ApiManagement/service/namedValues",
                  azure_version::gateway,
                  {service, armText(key)},
                  {{"properties",
                    {{"displayName", key},
                     {"secret", true},
                     {"value", fmt::format("[listKeys(format('{{0}}/host/default', {}), '{}').functionKeys.default]",
                                           siteId(to), azure_version::web)}}}},
                  {armId(kService, {service}), siteId(to)}}));
  need(siteId(to));
  arguments.push_back(fmt::format("reference({}, '{}').defaultHostName", siteId(to), azure_version::web));
  // The value's own braces are doubled for the format.
  return fmt::format(
      "<set-backend-service base-url=\"https://{{{}}}\"/><set-header name=\"x-functions-key\" "
      "exists-action=\"override\"><value>{{{{{{{{{}}}}}}}}}</value></set-header>",
      place, key);
}

void AzureTemplateWriter::policy(const std::string& type, const std::vector<std::string>& owner, const std::string& inbound,
                                 const std::string& backendText, const std::vector<std::string>& after,
                                 const std::vector<std::string>& arguments) {
  const std::string text = "<policies><inbound><base/>" + inbound + "</inbound><backend>" +
                           (backendText.empty() ? "<base/>" : backendText) +
                           "</backend><outbound><base/></outbound><on-error><base/></on-error></policies>";
  std::vector<std::string> policyName = owner;
  policyName.emplace_back("'policy'");
  const std::string value =
      arguments.empty() ? text : fmt::format("[format({}, {})]", armText(text), fmt::join(arguments, ", "));
  main_.add({type, azure_version::gateway, policyName, {{"properties", {{"format", "rawxml"}, {"value", value}}}}, after});
}

}  // namespace virga::model
