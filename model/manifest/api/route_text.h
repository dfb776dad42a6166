#pragma once

#include <optional>
#include <string>
#include <vector>

namespace virga::model {

// A route of an http-api as OpenAPI knows it.
struct RouteText {
  std::vector<std::string> methods;  // lower case; several for ANY
  std::string path;                  // "/orders/{id}"; the '+' of a greedy parameter is left out
  std::string shape;                 // "/orders/{}": paths of one shape are the same path to OpenAPI
  std::vector<std::string> parameters;
  bool any = false;
  bool greedy = false;
};

// Nothing where the route isn't one that OpenAPI can hold: another method, characters that a path mustn't have, a name
// used twice.
std::optional<RouteText> readRoute(const std::string& route);

// "post", "/orders/{id}" → "postOrdersId": letters and digits only.
std::string operationName(const std::string& method, const std::string& path);

}  // namespace virga::model
