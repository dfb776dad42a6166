// What load generators are told to send against what the design's traffic comes to in closed form.
#include <cmath>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <QTest>

#include "model/project/project_file.h"
#include "simulator/load/load_formats.h"
#include "simulator/load/load_plan.h"

using namespace virga;

namespace {

std::string contentOf(const model::Manifest& manifest, const std::string& path) {
  for (const auto& file : manifest.files)
    if (file.path == path) return file.content;
  return {};
}

// "1s", "30s", "1m", "1h".
double seconds(const std::string& duration) {
  const double number = std::stod(duration);
  return duration.back() == 'm' ? number * 60 : duration.back() == 'h' ? number * 3600 : number;
}

// Iterations that k6 starts in a scenario: the area below its rate.
double iterations(const nlohmann::json& scenario) {
  const double unit = seconds(scenario.at("timeUnit"));
  if (scenario.at("executor") == "constant-arrival-rate")
    return scenario.at("rate").get<double>() / unit * seconds(scenario.at("duration"));
  double rate = scenario.at("startRate"), area = 0;
  for (const auto& stage : scenario.at("stages")) {
    const double target = stage.at("target");
    area += seconds(stage.at("duration")) * (rate + target) / 2 / unit;
    rate = target;
  }
  return area;
}

double arrivals(const YAML::Node& phases) {
  double all = 0;
  for (const auto& phase : phases) {
    const double duration = phase["duration"] ? phase["duration"].as<double>() : 0;
    if (phase["arrivalCount"])
      all += phase["arrivalCount"].as<double>();
    else if (phase["arrivalRate"])
      all += duration * (phase["rampTo"] ? (phase["arrivalRate"].as<double>() + phase["rampTo"].as<double>()) / 2
                                         : phase["arrivalRate"].as<double>());
  }
  return all;
}

model::Architecture read(const std::string& components) {
  const auto project = model::readProject("virga: 1\nname: t\n" + components, "t.virga.yaml");
  if (!project) qFatal("%s", project.error().front().message.c_str());
  return *project;
}

}  // namespace

class LoadTest : public QObject {
  Q_OBJECT

  static model::Manifest exported(const std::string& format, const model::Architecture& design) {
    const auto catalog = model::loadCatalog("aws");
    auto manifest = simulator::exportDesign(format, design, *catalog);
    if (!manifest) qFatal("%s", manifest.error().front().message.c_str());
    return std::move(*manifest);
  }
  static nlohmann::json loadsOf(const model::Architecture& design) {
    const std::string text = contentOf(exported("k6", design), "load.js");
    const auto start = text.find("const loads = ") + std::string("const loads = ").size();
    return nlohmann::json::parse(text.substr(start, text.find("};\n", start) + 1 - start));
  }
  static model::Architecture orderIntake() {
    return *model::loadProject(std::string(VIRGA_SOURCE) + "/resources/examples/order-intake.virga.yaml");
  }

 private slots:
  // 20/s over a day whose cosine lies between 20 % and 100 %, 60 % in the mean; and 20 times as much for an hour.
  void requestsOfADay() {
    const double day = 20 * 0.6 * 86400, sale = 20 * 20 * 3600;
    const auto loads = loadsOf(orderIntake());
    QVERIFY(std::abs(iterations(loads.at("ordinary-day").at("shoppers-0")) / day - 1) < 0.005);
    QVERIFY(std::abs(iterations(loads.at("sale").at("shoppers-0")) / sale - 1) < 1e-9);
    const auto scripts = exported("artillery", orderIntake());
    const auto phases = [&](const char* file) { return YAML::Load(contentOf(scripts, file))["config"]["phases"]; };
    QVERIFY(std::abs(arrivals(phases("ordinary-day.shoppers-0.yml")) / day - 1) < 0.005);
    QVERIFY(std::abs(arrivals(phases("sale.shoppers-0.yml")) / sale - 1) < 1e-9);
  }

  // 0 to 30/s along a line in 10 min, then steady for 10 min; and one request in 50 s.
  void profilesAndSmallRates() {
    const auto design = read(
        "components:\n  users:\n    kind: client\n    sends:\n"
        "      - {to: api, route: 'GET /things/{id}', arrivals: {profile: {points: [{at: 0 s, rate: 0/s}, {at: 10 min, "
        "rate: "
        "30/s}]}}}\n"
        "      - {to: api, route: POST /things, arrivals: {constant: {rate: 0.02/s}}, payload: 2 KiB}\n"
        "  api: {kind: http-api, routes: [{route: 'GET /things/{id}', to: f}, {route: POST /things, to: f}]}\n"
        "  f: {kind: function, runtime: nodejs22}\n"
        "scenarios:\n  all: {duration: 20 min}\n");
    const auto loads = loadsOf(design).at("all");
    QVERIFY(std::abs(iterations(loads.at("users-0")) - (30 * 600 / 2.0 + 30 * 600)) < 1);
    QVERIFY(std::abs(iterations(loads.at("users-1")) - 24) < 0.5);
    QCOMPARE(loads.at("users-0").at("stages").size(), std::size_t{2});
    const auto scripts = exported("artillery", design);
    const auto script = YAML::Load(contentOf(scripts, "all.users-0.yml"));
    QVERIFY(std::abs(arrivals(script["config"]["phases"]) - 27000) < 1);
    QCOMPARE(script["scenarios"][0]["flow"][0]["get"]["url"].as<std::string>(), std::string("/things/sample-1"));
    const auto posts = YAML::Load(contentOf(scripts, "all.users-1.yml"))["scenarios"][0]["flow"][0]["post"]["json"];
    nlohmann::json body;
    for (const auto& entry : posts) body[entry.first.as<std::string>()] = entry.second.as<std::string>();
    QCOMPARE(body.dump().size(), std::size_t{2048});
  }

  void closedPopulationsAndSettings() {
    const auto design = read(
        "components:\n  users:\n    kind: client\n    sends: [{to: api, route: GET /x, arrivals: {closed: {users: 7, think: "
        "2 "
        "s}}}]\n"
        "  api: {kind: http-api, routes: [{route: GET /x, to: f}]}\n  f: {kind: function, runtime: nodejs22}\n"
        "scenarios:\n  few: {duration: 5 min}\n  many: {duration: 5 min, set: {users.sends.0.arrivals.closed.users: 70}}\n");
    const auto loads = loadsOf(design);
    QCOMPARE(loads.at("few").at("users-0").at("vus").get<int>(), 7);
    QCOMPARE(loads.at("many").at("users-0").at("vus").get<int>(), 70);
    QCOMPARE(loads.at("few").at("users-0").at("duration").get<std::string>(), std::string("300s"));
    QVERIFY(contentOf(exported("k6", design), "load.js").find("sleep(2);") != std::string::npos);
    const auto artillery = exported("artillery", design);
    QCOMPARE(artillery.files.size(), std::size_t{1});  // the README
    QVERIFY(!artillery.notes.empty());
  }

  void whatHasNoApiIsSaid() {
    const auto catalog = model::loadCatalog("aws");
    const auto design = read(
        "components:\n  users: {kind: client, sends: [{to: q, arrivals: {poisson: {rate: 1/s}}}]}\n"
        "  q: {kind: queue, consumers: [{to: f}]}\n  f: {kind: function, runtime: nodejs22}\n");
    const auto refused = simulator::exportDesign("k6", design, *catalog);
    QVERIFY(!refused);
    QCOMPARE(refused.error().front().id, std::string("no-traffic"));
  }
};

QTEST_APPLESS_MAIN(LoadTest)
#include "load_test.moc"
