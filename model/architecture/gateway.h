#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/architecture/arrivals.h"
#include "model/architecture/component_ref.h"
#include "model/architecture/protection.h"
#include "model/architecture/shift.h"
#include "model/units/byte_size.h"
#include "model/units/rate.h"
#include "model/units/share.h"

// What requests come from and come in through.
namespace virga::model {

// Token bucket: refilled continuously at `rate`, holds at most `burst` tokens, starts full; a request without a token
// is throttled.
struct Throttle {
  Rate rate;
  int burst = 1;  // >= 1
  bool operator==(const Throttle&) const = default;
};

// What one arrival at a websocket-api is: a connection that stays open and sends messages on the flow's route.
struct Connection {
  Distribution lasts = Constant{minutes(10)};
  Distribution messageEvery = Constant{minutes(1)};  // pause before each message; 0: none are sent
  bool operator==(const Connection&) const = default;
};

// One kind of request that a client sends. The route is an http-api's ("POST /orders") or a websocket-api's
// ("sendMessage"), else empty.
struct Flow {
  ComponentRef to;
  std::string route;
  Arrivals arrivals = PoissonArrivals{Rate{1}};
  ByteSize payload = kibibytes(1);
  std::optional<Connection> connection = {};  // websocket-api alone
  bool operator==(const Flow&) const = default;
};

struct Client {
  std::vector<Flow> sends;
  bool operator==(const Client&) const = default;
};

// A part of a route's requests that goes to somebody else: a canary, or the new system that takes over a legacy one.
struct Split {
  ComponentRef to;  // as a route's
  Share share;
  std::optional<Shift> shift = {};
  bool operator==(const Split&) const = default;
};

struct Route {
  std::string route;  // "METHOD /path" or "ANY /path"; parameters as {id}
  ComponentRef to;    // a function, container-service or external
  std::optional<Split> split = {};
  std::string schema = {};  // file of the JSON Schema that bodies are checked against; empty: they aren't
  bool operator==(const Route&) const = default;
};

struct ApiAuth {
  ComponentRef with;  // an `auth` component
  bool operator==(const ApiAuth&) const = default;
};

struct Cors {
  std::vector<std::string> origins;
  Credentials credentials = Credentials::omit;
  bool operator==(const Cors&) const = default;
};

struct HttpApi {
  std::optional<Throttle> throttle;  // none: the provider's default
  std::optional<ApiAuth> auth;
  std::optional<Cors> cors;
  std::optional<Duration> timeout;  // integration timeout; none: the provider's limit
  std::vector<Route> routes;
  bool operator==(const HttpApi&) const = default;
};

struct WebsocketRoute {
  std::string route;  // "$connect", "$disconnect", "$default" or a word that messages carry
  ComponentRef to;    // a function
  bool operator==(const WebsocketRoute&) const = default;
};

// Holds connections; what comes over them goes to functions by route. Functions send to it to push to a connection.
struct WebsocketApi {
  std::optional<Throttle> throttle;  // connects and messages; none: the provider's default
  std::optional<ApiAuth> auth;       // a token is verified when a connection opens
  std::optional<Duration> timeout;   // integration timeout; none: the provider's limit
  std::vector<WebsocketRoute> routes;
  bool operator==(const WebsocketApi&) const = default;
};

// User directory and token issuer; an API that names it verifies a token on each request.
struct Auth {
  std::optional<Distribution> latency;  // of one verification; none: the provider's
  std::int64_t monthlyActiveUsers = 0;  // for the bill
  bool operator==(const Auth&) const = default;
};

}  // namespace virga::model
