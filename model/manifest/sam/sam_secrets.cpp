// Secret stores.
#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

void addSecrets(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* store = std::get_if<SecretStore>(&component.kind);
    if (!store) continue;
    const std::string name = sam.ids.of(component.id);
    sam.secrets[component.id] = name;
    Tree& resource = sam.resources[name];
    resource["Type"] = "AWS::SecretsManager::Secret";
    resource["Properties"]["Description"] = component.description.empty()
                                                ? "Secrets of " + component.id + "; the value is put in after the deployment"
                                                : shortened(component.description, 2048);
    resource["Properties"]["Tags"] = sam.tagList(component.id);
    sam.output(name + "Arn", "Secret " + component.id, refTo(name));
    sam.note(Severity::info, "secret-value", component.id,
             fmt::format("the secret of '{}' has no value until one is put in after the deployment", component.id));
    if (store->secrets > 1)
      sam.note(Severity::info, "one-secret", component.id,
               fmt::format("'{}' holds {} secrets; the template has one, which takes them as one JSON text", component.id,
                           store->secrets),
               "split it into several secret stores to have their own permissions and rotations");
  }
}

}  // namespace virga::model
