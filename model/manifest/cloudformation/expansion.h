#pragma once

#include <string>
#include <vector>

#include "model/manifest/cfn_yaml.h"

namespace virga::model {

// Adds to `resources` what one AWS::Serverless::Function of a SAM template comes to. `sam` are the resources of that
// template.
void expandFunction(Tree& resources, const Tree& sam, const std::string& name);

// The same for an AWS::Serverless::HttpApi: API, authorizers and stage; routes come with their functions.
void expandHttpApi(Tree& resources, const std::string& name, const Tree& properties);

// The same for an AWS::Serverless::StateMachine.
void expandStateMachine(Tree& resources, const std::string& name, const Tree& properties);

// A role that a service takes on for these statements.
Tree roleFor(const std::string& service, const std::string& policyName, const Tree& statements, const Tree& tags);

// {Key: Value} → [{Key, Value}].
Tree tagPairs(const Tree& tags);

// Copies a property where there is one.
void copyProperty(Tree& to, const std::string& key, const Tree& from, const std::string& source);

// What the permission to invoke names a route by: "GET /orders/{id}" → "GET/orders/*".
std::string routeResource(const std::string& method, const std::string& path);

// What names the authorizer of an API.
std::string authorizerId(const std::string& api, const std::string& authorizer);

}  // namespace virga::model
