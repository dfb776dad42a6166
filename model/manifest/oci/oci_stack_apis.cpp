#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::number;
using terraform::text;
using terraform::texts;

// With credentials, browsers take "*" as the name of a method. (Fetch standard, "CORS protocol and credentials", 2026.)
void addMethod(std::vector<std::string>& methods, const std::string& method, bool credentials) {
  if (method != "ANY")
    methods.push_back(method);
  else if (credentials)
    methods.insert(methods.end(), {"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"});
  else
    methods.emplace_back("*");
}

void addRequestPolicies(Block& specification, const OciApi& api) {
  Block& policies = specification.block("request_policies");
  if (api.auth) {
    const std::string auth = terraformName(*api.auth);
    Block& authentication = policies.block("authentication");
    authentication.set("type", text("JWT_AUTHENTICATION"));
    authentication.set("token_header", text("Authorization"));
    authentication.set("token_auth_scheme", text("Bearer"));
    authentication.set("is_anonymous_access_allowed", "false");
    authentication.set("issuers", "[var." + auth + "_issuer]");
    authentication.set("audiences", "[var." + auth + "_audience]");
    Block& keys = authentication.block("public_keys");
    keys.set("type", text("REMOTE_JWKS"));
    keys.set("uri", "var." + auth + "_keys_url");
    keys.set("is_ssl_verify_disabled", "false");
    keys.set("max_cache_duration_in_hours", number(1));
  }
  if (!api.origins.empty()) {
    Block& cors = policies.block("cors");
    cors.set("allowed_origins", texts(api.origins));
    std::vector<std::string> methods;
    for (const OciRoute& route : api.routes)
      for (const auto& method : route.methods) addMethod(methods, method, api.credentials);
    std::sort(methods.begin(), methods.end());
    methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
    cors.set("allowed_methods", texts(methods));
    cors.set("allowed_headers", texts({"authorization", "content-type"}));
    if (api.credentials) cors.set("is_allow_credentials_enabled", "true");
  }
  if (api.requestsPerSecond > 0) {
    Block& limiting = policies.block("rate_limiting");
    limiting.set("rate_in_requests_per_second", number(api.requestsPerSecond));
    limiting.set("rate_key", text("TOTAL"));
  }
}

}  // namespace

void addOciApis(OciStack& stack) {
  for (const OciApi& api : stack.plan.apis) {
    const std::string name = terraformName(api.id);
    Block& gateway = stack.inCompartment("apis", "oci_apigateway_gateway", name);
    gateway.set("display_name", text(stack.plan.names.full(api.id)));
    gateway.set("endpoint_type", text("PUBLIC"));
    gateway.set("subnet_id", "var.gateway_subnet_ocid");
    stack.tag(gateway, api.id);
    Block& deployment = stack.inCompartment("apis", "oci_apigateway_deployment", name);
    deployment.set("display_name", text(stack.plan.names.full(api.id)));
    deployment.set("gateway_id", fmt::format("oci_apigateway_gateway.{}.id", name));
    deployment.set("path_prefix", text("/"));
    stack.tag(deployment, api.id);
    Block& specification = deployment.block("specification");
    if (api.requestsPerSecond > 0 || !api.origins.empty() || api.auth) addRequestPolicies(specification, api);
    Block& access = specification.block("logging_policies").block("access_log");
    access.set("is_enabled", "true");
    for (const OciRoute& route : api.routes) {
      Block& block = specification.block("routes");
      block.set("path", text(route.path));
      block.set("methods", texts(route.methods));
      Block& backend = block.block("backend");
      backend.set("type", text("ORACLE_FUNCTIONS_BACKEND"));
      backend.set("function_id", fmt::format("oci_functions_function.{}.id", terraformName(route.function)));
      if (api.auth) block.block("request_policies").block("authorization").set("type", text("AUTHENTICATION_ONLY"));
    }
    stack.project.output(name + "_url", "Address of " + api.id, fmt::format("oci_apigateway_deployment.{}.endpoint", name));
  }
}

}  // namespace virga::model
