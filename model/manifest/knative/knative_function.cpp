// A function: its Service with the settings of the autoscaler, its identity, and what it may reach.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/knative/knative_context.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

const std::string kAutoscaling = "autoscaling.knative.dev/";

int slotsOf(const KnativeContext& knative, const Function& function) {
  if (function.instanceConcurrency) return *function.instanceConcurrency;
  if (knative.settings.instanceConcurrency) return *knative.settings.instanceConcurrency;
  return static_cast<int>(knative.catalog.instanceConcurrency(function.memory));
}

// The limit of a queue on what it hands over at once, where nothing but the queue invokes the function.
std::optional<int> consumerLimit(const FunctionPlan& plan) {
  const bool alone = plan.consumers.size() == 1 && plan.routes.empty() && plan.streams.empty() && plan.topics.empty() &&
                     plan.buses.empty() && plan.stores.empty() && plan.schedules.empty() && !plan.invoked;
  return alone ? plan.consumers[0].consumer.maxConcurrency : std::nullopt;
}

// Annotations are texts, of numbers too.
std::string numberText(double value) { return fmt::format("{}", value); }

std::string goDuration(Duration duration) {
  return duration.nanoseconds % 1'000'000'000 == 0 ? fmt::format("{}s", duration.nanoseconds / 1'000'000'000)
                                                   : fmt::format("{}ms", duration.nanoseconds / 1'000'000);
}

Tree scalingOf(const KnativeContext& knative, const FunctionPlan& plan) {
  const Function& function = *plan.function;
  const int slots = slotsOf(knative, function);
  const Autoscaler scaler = knative.settings.autoscaler.value_or(Autoscaler{});
  Tree annotations = Tree::object();
  const auto set = [&](const char* name, const std::string& value) { annotations[kAutoscaling + name] = value; };
  const ContainerService* service = plan.service;
  set("class", "kpa.autoscaling.knative.dev");
  set("metric", "concurrency");
  set("target", std::to_string(slots));
  const Share target = service && service->autoscaling ? service->autoscaling->target : scaler.target;
  set("target-utilization-percentage", numberText(target.value * 100));
  set("window", goDuration(scaler.stableWindow));
  set("panic-window-percentage", numberText(100.0 * static_cast<double>(scaler.panicWindow.nanoseconds) /
                                            static_cast<double>(scaler.stableWindow.nanoseconds)));
  set("panic-threshold-percentage", numberText(scaler.panicThreshold * 100));
  const int least =
      service ? service->servers : function.provisionedConcurrency.value_or(knative.settings.alwaysReady.value_or(0));
  set("min-scale", std::to_string(least));
  set("initial-scale", std::to_string(std::max(1, least)));
  std::optional<int> most = knative.settings.maxInstances;
  for (const auto& limit : {function.reservedConcurrency, consumerLimit(plan)}) {
    if (!limit) continue;
    const int instances = (*limit + slots - 1) / slots;
    most = most ? std::min(*most, instances) : instances;
  }
  if (service) most = mostServers(*service);
  if (most) set("max-scale", std::to_string(*most));
  if (service && service->autoscaling) set("scale-down-delay", goDuration(service->autoscaling->cooldown));
  if (service) return annotations;
  if (knative.settings.scaling.value_or(Scaling::perRequest) != Scaling::knative && knative.settings.keepAlive)
    if (const auto* keep = std::get_if<Constant>(&*knative.settings.keepAlive))
      set("scale-down-delay", goDuration(keep->value));
  return annotations;
}

struct Environment {
  Tree variables = Tree::array(), volumes = Tree::array(), mounts = Tree::array();

  void value(const std::string& name, const std::string& value) { variables.push_back({{"name", name}, {"value", value}}); }
  void from(const std::string& name, const char* kind, const std::string& object, const std::string& key) {
    Tree variable = Tree::object();
    variable["name"] = name;
    variable["valueFrom"][kind]["name"] = object;
    variable["valueFrom"][kind]["key"] = key;
    variables.push_back(variable);
  }
  // A file is read again after the secret was rotated; a variable isn't.
  void file(const std::string& name, const std::string& secret, const std::string& key) {
    const std::string folder = "/var/run/secrets/app/" + secret;
    value(name, folder + "/" + key);
    Tree volume = Tree::object();
    volume["name"] = secret;
    volume["secret"]["secretName"] = secret;
    volumes.push_back(volume);
    mounts.push_back({{"name", secret}, {"mountPath", folder}, {"readOnly", true}});
  }
};

Environment environmentOf(KnativeContext& knative, const FunctionPlan& plan) {
  Environment environment;
  std::set<std::string> known;
  const auto secret = [&](const std::string& name, const std::string& component, const std::string& key) {
    auto& keys = knative.secrets[component];
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    environment.from(name, "secretKeyRef", component, key);
  };
  const auto secretFile = [&](const std::string& name, const std::string& component, const std::string& key) {
    auto& keys = knative.secrets[component];
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    environment.file(name, component, key);
  };
  const auto address = [&](const std::string& name, const std::string& meaning) {
    knative.addresses[name] = meaning;
    environment.from(name, "configMapKeyRef", "addresses", name);
  };
  for (const Use& use : plan.uses) {
    const ComponentId& id = use.target;
    const ComponentKind& kind = knative.architecture.find(id)->kind;
    const std::string name = knative.nameOf(id);
    const auto named = [&](const std::string& suffix) { return environmentName(id, suffix); };
    const auto once = [&](const std::string& suffix) { return known.insert(named(suffix)).second; };
    if (std::holds_alternative<Function>(kind)) {
      if (use.access == Access::start && once("EVENTS_URL"))
        environment.value(named("EVENTS_URL"), eventAddress(knative, id));
      else if (use.access == Access::invoke && once("FUNCTION_URL"))
        environment.value(named("FUNCTION_URL"), fmt::format("http://{}.{}.svc.cluster.local", name, knative.space()));
    } else if (std::holds_alternative<Queue>(kind) && once("QUEUE_URL")) {
      environment.value(named("QUEUE_URL"), eventAddress(knative, id));
    } else if (std::holds_alternative<Topic>(kind) && once("TOPIC_URL")) {
      environment.value(named("TOPIC_URL"), eventAddress(knative, id));
    } else if (std::holds_alternative<EventBus>(kind) && once("BUS_URL")) {
      environment.value(named("BUS_URL"), eventAddress(knative, id));
    } else if (std::holds_alternative<Stream>(kind) && once("STREAM_URL")) {
      environment.value(named("STREAM_URL"), eventAddress(knative, id));
    } else if (std::holds_alternative<NosqlDb>(kind) && once("TABLE_URL")) {
      secret(named("TABLE_URL"), name, "url");
    } else if (std::holds_alternative<SqlDb>(kind) && once("DATABASE_URL")) {
      secret(named("DATABASE_URL"), name, "url");
    } else if (std::holds_alternative<Cache>(kind) && once("CACHE_URL")) {
      secret(named("CACHE_URL"), name, "url");
    } else if (std::holds_alternative<ObjectStore>(kind) && once("BUCKET")) {
      environment.value(named("BUCKET"), knative.space() + "-" + name);
      address(named("BUCKET_ENDPOINT"), fmt::format("https://{}.invalid", name));
      secret(named("BUCKET_ACCESS_KEY"), name, "access-key");
      secret(named("BUCKET_SECRET_KEY"), name, "secret-key");
    } else if (std::holds_alternative<ContainerService>(kind) && once("SERVICE_URL")) {
      environment.value(named("SERVICE_URL"), fmt::format("http://{}.{}.svc.cluster.local", name, knative.space()));
    } else if (std::holds_alternative<External>(kind) && once("ENDPOINT")) {
      address(named("ENDPOINT"), fmt::format("https://{}.invalid/", name));
      secretFile(named("SECRET_FILE"), name, "token");
    } else if (std::holds_alternative<SecretStore>(kind) && once("SECRET_FILE")) {
      secretFile(named("SECRET_FILE"), name, "value");
    } else if (std::holds_alternative<HttpApi>(kind) && once("API_URL")) {
      address(named("API_URL"), fmt::format("https://{}.{}.invalid", name, knative.space()));
    }
  }
  return environment;
}

Tree namespaceRule(const char* space) {
  Tree peer = Tree::object();
  peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"] = space;
  return peer;
}

Tree portRule(const char* protocol, int port) { return {{"protocol", protocol}, {"port", port}}; }

// Exactly what the steps lead to: in-cluster events and calls by the namespaces in between, the rest by its port.
Tree networkPolicy(const KnativeContext& knative, const FunctionPlan& plan) {
  const ComponentId& id = plan.component->id;
  Tree policy = knative.resource("networking.k8s.io/v1", "NetworkPolicy", knative.nameOf(id), id);
  Tree& spec = policy["spec"];
  spec["podSelector"]["matchLabels"]["serving.knative.dev/service"] = knative.nameOf(id);
  spec["policyTypes"] = Tree::array({"Ingress", "Egress"});
  // The activator hands on requests and the autoscaler asks for metrics; the ingress comes directly while instances run.
  Tree from = Tree::object();
  from["from"] = Tree::array({namespaceRule(kServingNamespace), namespaceRule(kIngressNamespace)});
  spec["ingress"] = Tree::array({from});
  Tree dns = Tree::object();
  dns["to"] = Tree::array({namespaceRule("kube-system")});
  dns["ports"] = Tree::array({portRule("UDP", 53), portRule("TCP", 53)});
  spec["egress"] = Tree::array({dns});
  bool events = false, calls = false;
  std::set<int> ports;
  for (const Use& use : plan.uses) {
    const ComponentKind& kind = knative.architecture.find(use.target)->kind;
    if (use.access == Access::invoke || std::holds_alternative<ContainerService>(kind))
      calls = true;
    else if (use.access == Access::send || use.access == Access::start)
      events = true;
    else if (std::holds_alternative<NosqlDb>(kind))
      ports.insert(27017);
    else if (std::holds_alternative<SqlDb>(kind))
      ports.insert(5432);
    else if (std::holds_alternative<Cache>(kind))
      ports.insert(6379);
    else if (!std::holds_alternative<SecretStore>(kind))
      ports.insert(443);
  }
  if (events) spec["egress"].push_back({{"to", Tree::array({namespaceRule(kEventingNamespace)})}});
  if (calls)
    spec["egress"].push_back({{"to", Tree::array({namespaceRule(kIngressNamespace), namespaceRule(kServingNamespace)})}});
  if (!ports.empty()) {
    Tree out = Tree::object();
    out["ports"] = Tree::array();
    for (const int port : ports) out["ports"].push_back(portRule("TCP", port));
    spec["egress"].push_back(out);
  }
  return policy;
}

Tree serviceOf(KnativeContext& knative, const FunctionPlan& plan) {
  const ComponentId& id = plan.component->id;
  const Function& function = *plan.function;
  const std::string name = knative.nameOf(id);
  Tree service = knative.resource("serving.knative.dev/v1", "Service", name, id);
  // Only the gateway and the cluster reach it, but a service that clients call directly.
  if (!plan.service || !plan.byClients) service["metadata"]["labels"]["networking.knative.dev/visibility"] = "cluster-local";
  Tree& metadata = service["spec"]["template"]["metadata"];
  metadata["annotations"] = scalingOf(knative, plan);
  metadata["labels"]["app.kubernetes.io/name"] = name;
  metadata["labels"]["app.kubernetes.io/part-of"] = knative.space();
  Tree& spec = service["spec"]["template"]["spec"];
  spec["serviceAccountName"] = name;
  spec["automountServiceAccountToken"] = false;
  spec["containerConcurrency"] = slotsOf(knative, function);
  spec["timeoutSeconds"] = ceilSeconds(function.timeout);
  if (function.architecture == CpuArchitecture::arm64) spec["nodeSelector"]["kubernetes.io/arch"] = "arm64";

  Tree container = Tree::object();
  container["name"] = "user-container";
  container["image"] = name;
  container["ports"] = Tree::array({{{"containerPort", 8080}}});
  const Environment environment = environmentOf(knative, plan);
  if (!environment.variables.empty()) container["env"] = environment.variables;
  Tree amount = Tree::object();
  const double vcpus = plan.service ? plan.service->vcpus : knative.catalog.vcpus(function.memory);
  amount["cpu"] = fmt::format("{}m", static_cast<int>(std::lround(vcpus * 1000)));
  amount["memory"] = fmt::format("{}Mi", ceilMebibytes(function.memory));
  container["resources"]["requests"] = amount;
  container["resources"]["limits"] = amount;
  Tree& security = container["securityContext"];
  security["allowPrivilegeEscalation"] = false;
  security["capabilities"]["drop"] = Tree::array({"ALL"});
  security["readOnlyRootFilesystem"] = true;
  security["runAsNonRoot"] = true;
  security["seccompProfile"]["type"] = "RuntimeDefault";
  if (!environment.mounts.empty()) {
    container["volumeMounts"] = environment.mounts;
    spec["volumes"] = environment.volumes;
  }
  spec["containers"] = Tree::array({container});
  return service;
}

}  // namespace

void addKnativeFunctions(KnativeContext& knative) {
  const auto& settings = knative.settings;
  for (const FunctionPlan& plan : knative.plans) {
    const ComponentId& id = plan.component->id;
    const std::string name = knative.nameOf(id), file = "functions/" + name + ".yaml";
    Tree account = knative.resource("v1", "ServiceAccount", name, id);
    account["automountServiceAccountToken"] = false;
    knative.add(file, account);
    knative.add(file, networkPolicy(knative, plan));
    knative.add(file, serviceOf(knative, plan));
  }
  if (knative.plans.empty()) return;
  const std::string path = "providers." + knative.catalog.provider;
  if (settings.scaling.value_or(Scaling::perRequest) != Scaling::knative)
    knative.note(Severity::warning, "scaling-not-simulated", path + ".scaling",
                 "Knative lets requests wait and follows the load; the design simulates another way of scaling",
                 "write scaling: knative to simulate what is deployed");
  const Autoscaler scaler = settings.autoscaler.value_or(Autoscaler{}), usual;
  if (scaler.every != usual.every || scaler.maxScaleUp != usual.maxScaleUp || scaler.maxScaleDown != usual.maxScaleDown)
    knative.note(
        Severity::warning, "cluster-setting", path + ".autoscaler",
        fmt::format("these hold for a whole cluster: tick-interval {}, max-scale-up-rate {}, max-scale-down-rate {}",
                    toText(scaler.every), scaler.maxScaleUp, scaler.maxScaleDown),
        "set them in the ConfigMap config-autoscaler of knative-serving");
  for (const FunctionPlan& plan : knative.plans)
    for (const ConsumerUse& use : plan.consumers)
      if (use.consumer.maxConcurrency && !consumerLimit(plan))
        knative.note(Severity::warning, "no-consumer-limit", use.queue + ".consumers",
                     fmt::format("a Trigger has no limit on what it hands over at once; the {} of '{}' aren't deployed, for "
                                 "others invoke '{}' too",
                                 *use.consumer.maxConcurrency, use.queue, plan.component->id),
                     "limit the function by 'reserved-concurrency'");
  for (const FunctionPlan& plan : knative.plans)
    if (plan.function->timeout > seconds(600))
      knative.note(Severity::warning, "cluster-setting", plan.component->id + ".timeout",
                   fmt::format("{} is above the 600 s that a cluster allows by default", toText(plan.function->timeout)),
                   "raise max-revision-timeout-seconds in the ConfigMap config-defaults of knative-serving");
}

}  // namespace virga::model
