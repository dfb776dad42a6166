#pragma once

#include <set>
#include <string>

// How the Serverless Framework names what it makes of a service, and how it reads texts.
// (serverless 3.40.0 and osls 4.3.1, lib/plugins/aws/lib/naming.js and lib/configuration/variables/parse.js)
namespace virga::model {

// "order-mailer" → "OrderDashmailer": what the names of a function's resources begin with.
std::string normalisedName(const std::string& name);

// Letters and digits alone, the first one large: "order-files" → "Orderfiles".
std::string alphanumericName(const std::string& name);

// The route of the HTTP API: "GET", "/things/{id}" → "HttpApiRouteGetThingsIdVar".
std::string httpRouteName(const std::string& method, const std::string& path);

// The route of the WebSocket API: "$connect" → "SconnectWebsocketsRoute".
std::string socketRouteName(const std::string& route);

// Whether a service with these functions may have a resource of the framework's own under that name.
bool isFrameworkName(const std::string& name, const std::set<std::string>& normalisedFunctions);

// A text that comes out of the framework as it went in: where it would take ${env:HOME} for a variable of its own, it is
// escaped. What CloudFormation means by ${Name} stays.
std::string withoutVariables(const std::string& text);

}  // namespace virga::model
