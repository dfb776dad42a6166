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
    Words{"http-api", QT_TRANSLATE_NOOP("Kinds", "HTTP API"), QT_TRANSLATE_NOOP("Kinds", "takes HTTP requests"),
          QT_TRANSLATE_NOOP("Kinds", "A gateway that takes HTTP requests and hands each route to a function.")},
    Words{"function", QT_TRANSLATE_NOOP("Kinds", "Function"), QT_TRANSLATE_NOOP("Kinds", "code on demand"),
          QT_TRANSLATE_NOOP("Kinds", "Code that runs on demand: each invocation does its steps in order.")},
    Words{"queue", QT_TRANSLATE_NOOP("Kinds", "Queue"), QT_TRANSLATE_NOOP("Kinds", "messages in batches"),
          QT_TRANSLATE_NOOP("Kinds", "Holds messages until a function has worked them off, in batches.")},
    Words{"object-store", QT_TRANSLATE_NOOP("Kinds", "Object store"), QT_TRANSLATE_NOOP("Kinds", "files of any size"),
          QT_TRANSLATE_NOOP("Kinds", "Keeps files of any size under names.")},
    Words{"nosql-db", QT_TRANSLATE_NOOP("Kinds", "NoSQL database"), QT_TRANSLATE_NOOP("Kinds", "key-value table"),
          QT_TRANSLATE_NOOP("Kinds", "A key-value or document table, billed by request or by provisioned capacity.")},
    Words{"cache", QT_TRANSLATE_NOOP("Kinds", "Cache"), QT_TRANSLATE_NOOP("Kinds", "repeated reads"),
          QT_TRANSLATE_NOOP("Kinds", "Answers repeated reads from memory and asks its origin on a miss.")},
    Words{"auth", QT_TRANSLATE_NOOP("Kinds", "Identity provider"), QT_TRANSLATE_NOOP("Kinds", "users and tokens"),
          QT_TRANSLATE_NOOP("Kinds", "A user directory that issues the tokens an API verifies.")},
    Words{"external", QT_TRANSLATE_NOOP("Kinds", "External system"), QT_TRANSLATE_NOOP("Kinds", "third party, legacy"),
          QT_TRANSLATE_NOOP("Kinds", "A third party or a legacy system, known only by its latency and errors.")},
};

const Words* find(std::string_view kind) {
  const auto found = std::find_if(kWords.begin(), kWords.end(), [kind](const Words& words) { return words.kind == kind; });
  return found == kWords.end() ? nullptr : &*found;
}

QString tr(const char* text) { return QCoreApplication::translate("Facts", text); }

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
                   return counted(a.points.size(), "profile of 1 point", "profile of %1 points");
                 },
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
    return {counted(client.sends.size(), "1 flow", "%1 flows")};
  }
  QStringList operator()(const model::HttpApi& api) const {
    QStringList facts{counted(api.routes.size(), "1 route", "%1 routes")};
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
  QStringList operator()(const model::ObjectStore& store) const { return stored(store.storage); }
  QStringList operator()(const model::NosqlDb& db) const {
    if (db.billing == model::Capacity::onDemand) return QStringList{tr("on demand")} + stored(db.storage);
    return {tr("%1 reads/s").arg(number(db.readUnits.value_or(0))),
            tr("%1 writes/s").arg(number(db.writeUnits.value_or(0)))};
  }
  QStringList operator()(const model::Cache& cache) const {
    return {tr("hits %1").arg(text(cache.hits)), text(cache.storage)};
  }
  QStringList operator()(const model::Auth& auth) const {
    if (auth.monthlyActiveUsers == 0) return {};
    return {tr("%1 users a month").arg(number(auth.monthlyActiveUsers))};
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
