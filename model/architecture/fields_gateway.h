#pragma once

#include "model/architecture/component.h"
#include "model/architecture/fields.h"
#include "model/architecture/fields_protection.h"
#include "model/architecture/fields_step.h"
#include "model/architecture/fields_time.h"

// The fields of clients, gateways and user directories.
namespace virga::model {

template <>
inline constexpr auto kFields<Throttle> = std::tuple{
    field("rate", &Throttle::rate, "Requests per time that are let through in the long run.")
        .required()
        .between(0, kMaxRate),
    field("burst", &Throttle::burst, "Requests that may come at once.").shown().between(1, 1'000'000'000),
};

template <>
inline constexpr auto kFields<Connection> = std::tuple{
    field("lasts", &Connection::lasts, "How long the connection stays open."),
    field("message-every", &Connection::messageEvery, "Pause before each message; 0 s: none are sent."),
};
template <>
inline constexpr auto kFields<Flow> = std::tuple{
    field("to", &Flow::to, "Component that gets the requests.")
        .required()
        .to(kinds<HttpApi, WebsocketApi, Function, Queue, Topic, Stream, EventBus, ObjectStore, Workflow,
                  ContainerService>()),
    field("route", &Flow::route, "Method and path at an HTTP API (POST /orders), or a WebSocket API's route."),
    field("arrivals", &Flow::arrivals, "How the requests come."),
    field("payload", &Flow::payload, "Size of one request.").between(bytes(0), kLargestSize),
    field("connection", &Flow::connection, "What one arrival at a WebSocket API is: an open connection."),
};
template <>
inline constexpr auto kFields<Client> = std::tuple{
    field("sends", &Client::sends, "Kinds of requests that the client sends."),
};

template <>
inline constexpr auto kFields<Split> = std::tuple{
    field("to", &Split::to, "What answers that share.").required().to(kinds<Function, External, ContainerService>()),
    field("share", &Split::share, "Share of the requests, at the start.").required(),
    field("shift", &Split::shift, "Moves the share over time."),
};
template <>
inline constexpr auto kFields<Route> = std::tuple{
    field("route", &Route::route, "Method and path: POST /orders, ANY /items/{id}.").required().as(TextForm::route),
    field("to", &Route::to, "What answers.").required().to(kinds<Function, External, ContainerService>()),
    field("split", &Route::split, "A share of the requests that goes to somebody else."),
    field("schema", &Route::schema, "File of the JSON Schema that bodies are checked against; none: they aren't.")
        .as(TextForm::file),
};
template <>
inline constexpr auto kFields<ApiAuth> = std::tuple{
    field("with", &ApiAuth::with, "User directory whose tokens are verified.").required().to(kinds<Auth>()),
};
template <>
inline constexpr auto kFields<Cors> = std::tuple{
    field("origins", &Cors::origins, "Origins that browsers may call from.").required(),
    field("credentials", &Cors::credentials, "Whether browsers may send cookies and tokens along."),
};
template <>
inline constexpr auto kFields<HttpApi> = std::tuple{
    field("throttle", &HttpApi::throttle, "Token bucket; none: the provider's default."),
    field("auth", &HttpApi::auth, "Token verification on each request."),
    field("cors", &HttpApi::cors, "Cross-origin rules."),
    field("timeout", &HttpApi::timeout, "Integration timeout; none: the provider's limit.")
        .between(nanoseconds(1), kLongestTimeout),
    field("routes", &HttpApi::routes, "What answers which requests."),
};

template <>
inline constexpr auto kFields<WebsocketRoute> = std::tuple{
    field("route", &WebsocketRoute::route, "$connect, $disconnect, $default, or a word that messages carry.")
        .required()
        .as(TextForm::word),
    field("to", &WebsocketRoute::to, "Function that is invoked.").required().to(kinds<Function>()),
};
template <>
inline constexpr auto kFields<WebsocketApi> = std::tuple{
    field("throttle", &WebsocketApi::throttle, "Token bucket of connects and messages; none: the provider's default."),
    field("auth", &WebsocketApi::auth, "Token verification when a connection opens."),
    field("timeout", &WebsocketApi::timeout, "Integration timeout; none: the provider's limit.")
        .between(nanoseconds(1), kLongestTimeout),
    field("routes", &WebsocketApi::routes, "What is invoked by which messages."),
};

template <>
inline constexpr auto kFields<Auth> = std::tuple{
    field("latency", &Auth::latency, "Time of one verification; none: the provider's."),
    field("monthly-active-users", &Auth::monthlyActiveUsers, "Users of a month, for the bill.").between(0, 1e12),
};

}  // namespace virga::model
