#include "ui/canvas/kind_info.h"

#include <algorithm>
#include <array>
#include <variant>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace virga::ui {
namespace {

struct Words {
  std::string_view kind;
  const char* word;
  const char* brief;
  const char* help;
};

constexpr std::array kWords = {
    Words{"client", QT_TRANSLATE_NOOP("Kinds", "Client"), QT_TRANSLATE_NOOP("Kinds", "people and devices"),
          QT_TRANSLATE_NOOP("Kinds", "People or devices that send requests, at a rate or as a fixed number of users.")},
    Words{"http-api", QT_TRANSLATE_NOOP("Kinds", "HTTP API"), QT_TRANSLATE_NOOP("Kinds", "HTTP requests"),
          QT_TRANSLATE_NOOP("Kinds", "A gateway that takes HTTP requests and hands each route to a function.")},
    Words{"websocket-api", QT_TRANSLATE_NOOP("Kinds", "WebSocket API"), QT_TRANSLATE_NOOP("Kinds", "open connections"),
          QT_TRANSLATE_NOOP("Kinds",
                            "Holds connections to clients, hands their messages to functions and pushes answers back.")},
    Words{"function", QT_TRANSLATE_NOOP("Kinds", "Function"), QT_TRANSLATE_NOOP("Kinds", "code on demand"),
          QT_TRANSLATE_NOOP("Kinds", "Code that runs on demand: each invocation does its steps in order.")},
    Words{"queue", QT_TRANSLATE_NOOP("Kinds", "Queue"), QT_TRANSLATE_NOOP("Kinds", "message batches"),
          QT_TRANSLATE_NOOP("Kinds", "Holds messages until a function has worked them off, in batches.")},
    Words{"topic", QT_TRANSLATE_NOOP("Kinds", "Topic"), QT_TRANSLATE_NOOP("Kinds", "to all subscribers"),
          QT_TRANSLATE_NOOP("Kinds", "Hands each message to all its subscribers; a filter lets only a share through.")},
    Words{"stream", QT_TRANSLATE_NOOP("Kinds", "Stream"), QT_TRANSLATE_NOOP("Kinds", "ordered records"),
          QT_TRANSLATE_NOOP("Kinds", "A log of records in shards, which functions read in order and in batches.")},
    Words{"event-bus", QT_TRANSLATE_NOOP("Kinds", "Event bus"), QT_TRANSLATE_NOOP("Kinds", "events by rules"),
          QT_TRANSLATE_NOOP("Kinds", "Takes events and hands each to the targets of the rules that match it.")},
    Words{"schedule", QT_TRANSLATE_NOOP("Kinds", "Schedule"), QT_TRANSLATE_NOOP("Kinds", "fixed times"),
          QT_TRANSLATE_NOOP("Kinds",
                            "Starts functions, workflows and others every so often, or at the times of a cron expression.")},
    Words{"object-store", QT_TRANSLATE_NOOP("Kinds", "Object store"), QT_TRANSLATE_NOOP("Kinds", "files of any size"),
          QT_TRANSLATE_NOOP("Kinds", "Keeps files of any size under names.")},
    Words{"nosql-db", QT_TRANSLATE_NOOP("Kinds", "NoSQL database"), QT_TRANSLATE_NOOP("Kinds", "key-value table"),
          QT_TRANSLATE_NOOP("Kinds", "A key-value or document table, billed by request or by provisioned capacity.")},
    Words{"sql-db", QT_TRANSLATE_NOOP("Kinds", "SQL database"), QT_TRANSLATE_NOOP("Kinds", "tables and SQL"),
          QT_TRANSLATE_NOOP("Kinds",
                            "A relational database that accepts a limited number of connections; a pool can share them.")},
    Words{"cache", QT_TRANSLATE_NOOP("Kinds", "Cache"), QT_TRANSLATE_NOOP("Kinds", "repeated reads"),
          QT_TRANSLATE_NOOP("Kinds", "Answers repeated reads from memory and asks its origin on a miss.")},
    Words{"workflow", QT_TRANSLATE_NOOP("Kinds", "Workflow"), QT_TRANSLATE_NOOP("Kinds", "states in order"),
          QT_TRANSLATE_NOOP(
              "Kinds", "A state machine: each execution calls, waits, branches and repeats in the order of its states.")},
    Words{"auth", QT_TRANSLATE_NOOP("Kinds", "Identity provider"), QT_TRANSLATE_NOOP("Kinds", "users and tokens"),
          QT_TRANSLATE_NOOP("Kinds", "A user directory that issues the tokens an API verifies.")},
    Words{"secret-store", QT_TRANSLATE_NOOP("Kinds", "Secret store"), QT_TRANSLATE_NOOP("Kinds", "keys, passwords"),
          QT_TRANSLATE_NOOP("Kinds",
                            "Keeps secrets that functions read at a call, and again when their copy has become old.")},
    Words{"external", QT_TRANSLATE_NOOP("Kinds", "External system"), QT_TRANSLATE_NOOP("Kinds", "partner or legacy"),
          QT_TRANSLATE_NOOP("Kinds", "A third party or a legacy system, known only by its latency and errors.")},
    Words{
        "container-service", QT_TRANSLATE_NOOP("Kinds", "Container service"),
        QT_TRANSLATE_NOOP("Kinds", "servers, always on"),
        QT_TRANSLATE_NOOP("Kinds", "Servers that always run, each with so many requests at once: what is not serverless.")},
};

const Words* find(std::string_view kind) {
  const auto found = std::find_if(kWords.begin(), kWords.end(), [kind](const Words& words) { return words.kind == kind; });
  return found == kWords.end() ? nullptr : &*found;
}

QString tr(const char* text) {
  const auto own = QCoreApplication::translate("virga::ui::Facts", text);
  return own == QLatin1String(text) ? QCoreApplication::translate("virga::ui", text) : own;
}

template <typename Value>
QString text(const Value& value) {
  return QString::fromStdString(model::toText(value));
}

QString number(std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); }

QString counted(std::size_t n, const char* one, const char* many) {
  return n == 1 ? tr(one) : tr(many).arg(number(static_cast<std::int64_t>(n)));
}

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

QString describe(const model::Arrivals& arrivals) {
  return std::visit(
      Overloaded{[](const model::ConstantArrivals& a) { return tr("constant %1").arg(text(a.rate)); },
                 [](const model::PoissonArrivals& a) { return tr("Poisson %1").arg(text(a.rate)); },
                 [](const model::ProfileArrivals& a) {
                   return counted(a.points.size(), QT_TRANSLATE_NOOP("virga::ui::Facts", "profile of 1 point"),
                                  QT_TRANSLATE_NOOP("virga::ui::Facts", "profile of %1 points"));
                 },
                 [](const model::BurstyArrivals& a) { return tr("bursts of %1").arg(text(a.rate)); },
                 [](const model::EveryArrivals& a) { return tr("every %1").arg(text(a.interval)); },
                 [](const model::CronArrivals& a) { return QString::fromStdString(a.expression); },
                 [](const model::ClosedArrivals& a) { return tr("%1 users").arg(number(a.users)); },
                 [](const model::TraceArrivals& a) { return tr("trace %1").arg(QString::fromStdString(a.file)); },
                 [](const model::CountsArrivals& a) { return tr("counts %1").arg(QString::fromStdString(a.file)); }},
      arrivals);
}

QString describe(const model::Distribution& law) {
  return std::visit(Overloaded{[](const model::Constant& d) { return text(d.value); },
                               [](const model::Uniform& d) { return text(d.min) + QStringLiteral("–") + text(d.max); },
                               [](const model::LognormalMedianP99& d) { return tr("p50 %1").arg(text(d.median)); },
                               [](const model::LognormalMedianSigma& d) { return tr("p50 %1").arg(text(d.median)); },
                               [](const model::Weibull& d) { return tr("scale %1").arg(text(d.scale)); },
                               [](const model::Empirical&) { return tr("measured"); },
                               [](const auto& d) { return tr("mean %1").arg(text(d.mean)); }},
                    law);
}

struct Facts {
  QStringList operator()(const model::Client& client) const {
    if (client.sends.empty()) return {tr("sends nothing yet")};
    if (client.sends.size() == 1) return {describe(client.sends.front().arrivals)};
    return {counted(client.sends.size(), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 flow"),
                    QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 flows"))};
  }
  QStringList operator()(const model::HttpApi& api) const {
    QStringList facts{counted(api.routes.size(), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 route"),
                              QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 routes"))};
    if (api.throttle) facts << tr("max %1").arg(text(api.throttle->rate));
    return facts;
  }
  QStringList operator()(const model::WebsocketApi& api) const {
    QStringList facts{counted(api.routes.size(), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 route"),
                              QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 routes"))};
    if (api.throttle) facts << tr("max %1").arg(text(api.throttle->rate));
    return facts;
  }
  QStringList operator()(const model::Function& function) const {
    QStringList facts;
    if (!function.runtime.empty()) facts << QString::fromStdString(function.runtime);
    facts << text(function.memory);
    return facts;
  }
  QStringList operator()(const model::Queue& queue) const { return {tr("visibility %1").arg(text(queue.visibility))}; }
  QStringList operator()(const model::Topic& topic) const {
    return {counted(topic.subscriptions.size(), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 subscription"),
                    QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 subscriptions"))};
  }
  QStringList operator()(const model::Stream& stream) const {
    return {counted(static_cast<std::size_t>(stream.shards), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 shard"),
                    QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 shards")),
            tr("kept %1").arg(text(stream.retention))};
  }
  QStringList operator()(const model::EventBus& bus) const {
    return {counted(bus.rules.size(), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 rule"),
                    QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 rules"))};
  }
  QStringList operator()(const model::Schedule& schedule) const {
    if (schedule.every) return {tr("every %1").arg(text(*schedule.every))};
    QStringList facts{QString::fromStdString(schedule.cron)};
    if (schedule.timeZone != "UTC") facts << QString::fromStdString(schedule.timeZone);
    return facts;
  }
  QStringList operator()(const model::ObjectStore& store) const { return stored(store.storage); }
  QStringList operator()(const model::NosqlDb& db) const {
    if (db.billing == model::Capacity::onDemand) return QStringList{tr("on demand")} + stored(db.storage);
    return {tr("%1 reads/s").arg(number(db.readUnits.value_or(0))),
            tr("%1 writes/s").arg(number(db.writeUnits.value_or(0)))};
  }
  QStringList operator()(const model::SqlDb& db) const {
    if (db.pool) return {tr("limit %1").arg(number(db.connectionLimit)), tr("pool of %1").arg(number(db.pool->size))};
    return {counted(static_cast<std::size_t>(db.connectionLimit), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 connection"),
                    QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 connections"))};
  }
  QStringList operator()(const model::Cache& cache) const {
    return {tr("hits %1").arg(text(cache.hits)), text(cache.storage)};
  }
  QStringList operator()(const model::Auth& auth) const {
    if (auth.monthlyActiveUsers == 0) return {};
    return {tr("%1 users a month").arg(number(auth.monthlyActiveUsers))};
  }
  QStringList operator()(const model::Workflow& workflow) const {
    return {workflow.type == model::WorkflowType::express ? tr("express") : tr("standard"),
            counted(workflow.states.size(), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 state"),
                    QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 states"))};
  }
  QStringList operator()(const model::SecretStore& store) const {
    QStringList facts{counted(static_cast<std::size_t>(store.secrets), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 secret"),
                              QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 secrets"))};
    if (store.cache) facts << tr("cached %1").arg(text(*store.cache));
    return facts;
  }
  QStringList operator()(const model::ContainerService& service) const {
    const bool grows = service.autoscaling && service.autoscaling->maxServers > service.servers;
    return {grows ? tr("%1–%2 servers").arg(number(service.servers), number(service.autoscaling->maxServers))
                  : counted(static_cast<std::size_t>(service.servers), QT_TRANSLATE_NOOP("virga::ui::Facts", "1 server"),
                            QT_TRANSLATE_NOOP("virga::ui::Facts", "%1 servers")),
            tr("%1 at once").arg(number(service.concurrency))};
  }
  QStringList operator()(const model::External& external) const {
    QStringList facts{describe(external.latency)};
    if (external.errors.value > 0) facts << tr("errors %1").arg(text(external.errors));
    return facts;
  }

  static QStringList stored(model::ByteSize size) {
    return size.bytes > 0 ? QStringList{tr("%1 stored").arg(text(size))} : QStringList{};
  }
};

}  // namespace

QString kindWord(std::string_view kind) {
  const auto* words = find(kind);
  return words ? QCoreApplication::translate("Kinds", words->word)
               : QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
}

QString kindBrief(std::string_view kind) {
  const auto* words = find(kind);
  return words ? QCoreApplication::translate("Kinds", words->brief) : QString();
}

QString kindHelp(std::string_view kind) {
  const auto* words = find(kind);
  return words ? QCoreApplication::translate("Kinds", words->help) : QString();
}

QString keyFacts(const model::Component& component) {
  return std::visit(Facts{}, component.kind).join(QStringLiteral(" · "));
}

}  // namespace virga::ui
