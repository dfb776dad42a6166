#include "model/manifest/knative/knative_context.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "model/edit/references.h"

namespace virga::model {

namespace {

// Of Kubernetes; a Service of Knative leaves room for "-00001" of its revisions and "-deployment-…" of their parts.
constexpr std::size_t kLabelMax = 63, kComponentMax = 40;

ProviderSettings settingsOf(const Architecture& architecture, const std::string& provider) {
  const auto found = std::find_if(architecture.providers.begin(), architecture.providers.end(),
                                  [&](const ProviderSettings& settings) { return settings.provider == provider; });
  return found == architecture.providers.end() ? ProviderSettings{} : *found;
}

}  // namespace

std::string labelOf(const std::string& text, std::size_t limit) {
  std::string label;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0)
      label += static_cast<char>(std::tolower(byte));
    else if (!label.empty() && label.back() != '-')
      label += '-';
  }
  label = label.substr(0, limit);
  while (!label.empty() && label.back() == '-') label.pop_back();
  if (label.empty() || std::isalpha(static_cast<unsigned char>(label[0])) == 0)
    label = labelOf("app-" + (label.empty() ? "0" : label), limit);
  return label;
}

KnativeContext::KnativeContext(const Architecture& design, const Catalog& platform,
                               const std::vector<FunctionPlan>& functionPlans, Problems& notes)
    : architecture(design),
      catalog(platform),
      plans(functionPlans),
      settings(settingsOf(design, platform.provider)),
      notes_(notes),
      space_(architecture.name.empty() ? "application" : labelOf(architecture.name, kComponentMax)) {
  for (const Component& component : architecture.components)
    names_[component.id] = take("component", labelOf(component.id, kComponentMax));
}

std::string KnativeContext::take(const std::string& kind, const std::string& wanted) {
  std::string name = labelOf(wanted, kLabelMax);
  for (int number = 2; !taken_[kind].insert(name).second; ++number) {
    const std::string end = fmt::format("-{}", number);
    name = labelOf(wanted, kLabelMax - end.size()) + end;
  }
  return name;
}

Tree KnativeContext::resource(const std::string& apiVersion, const std::string& kind, const std::string& name,
                              const ComponentId& component) const {
  Tree tree = Tree::object();
  tree["apiVersion"] = apiVersion;
  tree["kind"] = kind;
  tree["metadata"]["name"] = name;
  tree["metadata"]["namespace"] = space_;
  tree["metadata"]["labels"]["app.kubernetes.io/name"] = nameOf(component);
  tree["metadata"]["labels"]["app.kubernetes.io/part-of"] = space_;
  tree["metadata"]["labels"]["app.kubernetes.io/managed-by"] = "virga";
  return tree;
}

std::string isoDuration(Duration duration) {
  if (duration.nanoseconds % 1'000'000'000 == 0) return fmt::format("PT{}S", duration.nanoseconds / 1'000'000'000);
  std::string text = fmt::format("{:.9f}", duration.seconds());
  while (text.back() == '0') text.pop_back();
  return "PT" + text + "S";
}

bool hasOwnBroker(const KnativeContext& knative, const ComponentId& function) {
  return std::any_of(knative.plans.begin(), knative.plans.end(), [&](const FunctionPlan& plan) {
    return std::any_of(plan.uses.begin(), plan.uses.end(),
                       [&](const Use& use) { return use.target == function && use.access == Access::start; });
  });
}

Tree sinkOf(const KnativeContext& knative, const ComponentId& id) {
  Tree ref = Tree::object();
  const ComponentKind& kind = knative.architecture.find(id)->kind;
  if (std::holds_alternative<Function>(kind)) {
    ref["apiVersion"] = "serving.knative.dev/v1";
    ref["kind"] = "Service";
  } else if (std::holds_alternative<Stream>(kind)) {
    ref["apiVersion"] = "eventing.knative.dev/v1alpha1";
    ref["kind"] = "KafkaSink";
  } else if (std::holds_alternative<External>(kind)) {
    return {{"uri", fmt::format("https://{}.invalid/", knative.nameOf(id))}};
  } else {
    ref["apiVersion"] = "eventing.knative.dev/v1";
    ref["kind"] = "Broker";
  }
  ref["name"] = knative.nameOf(id);
  ref["namespace"] = knative.space();
  return {{"ref", ref}};
}

std::string eventAddress(const KnativeContext& knative, const ComponentId& id) {
  const bool stream = findKind<Stream>(knative.architecture, id) != nullptr;
  return fmt::format("http://kafka-{}-ingress.{}.svc.cluster.local/{}/{}", stream ? "sink" : "broker", kEventingNamespace,
                     knative.space(), knative.nameOf(id));
}

}  // namespace virga::model
