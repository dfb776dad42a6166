#include "model/import/aws_permissions.h"

#include <algorithm>
#include <array>

#include "model/checks/function_access.h"
#include "model/import/aws_design.h"

namespace virga::model {

namespace {

// Actions by their beginning, the longest first where two fit. (Service Authorization Reference, 2026-11.) Receiving from
// queues and reading records isn't here: event source mappings need it too.
struct Allowed {
  std::string_view service, action;
  GrantedAccess access;
};
constexpr std::array kAllowed = {
    Allowed{"dynamodb", "DeleteItem", GrantedAccess::remove},
    Allowed{"dynamodb", "DeleteTable", GrantedAccess::administer},
    Allowed{"dynamodb", "CreateTable", GrantedAccess::administer},
    Allowed{"dynamodb", "UpdateTable", GrantedAccess::administer},
    Allowed{"dynamodb", "UpdateTimeToLive", GrantedAccess::administer},
    Allowed{"dynamodb", "GetItem", GrantedAccess::read},
    Allowed{"dynamodb", "BatchGetItem", GrantedAccess::read},
    Allowed{"dynamodb", "Query", GrantedAccess::read},
    Allowed{"dynamodb", "Scan", GrantedAccess::read},
    Allowed{"dynamodb", "PutItem", GrantedAccess::write},
    Allowed{"dynamodb", "UpdateItem", GrantedAccess::write},
    Allowed{"dynamodb", "BatchWriteItem", GrantedAccess::write},
    Allowed{"s3", "GetObject", GrantedAccess::read},
    Allowed{"s3", "PutObject", GrantedAccess::write},
    Allowed{"s3", "DeleteObject", GrantedAccess::remove},
    Allowed{"s3", "PutBucket", GrantedAccess::administer},
    Allowed{"s3", "DeleteBucket", GrantedAccess::administer},
    Allowed{"s3", "PutLifecycleConfiguration", GrantedAccess::administer},
    Allowed{"s3", "PutEncryptionConfiguration", GrantedAccess::administer},
    Allowed{"sqs", "SendMessage", GrantedAccess::send},
    Allowed{"sqs", "DeleteQueue", GrantedAccess::administer},
    Allowed{"sqs", "SetQueueAttributes", GrantedAccess::administer},
    Allowed{"sns", "Publish", GrantedAccess::send},
    Allowed{"sns", "DeleteTopic", GrantedAccess::administer},
    Allowed{"sns", "SetTopicAttributes", GrantedAccess::administer},
    Allowed{"kinesis", "PutRecord", GrantedAccess::send},
    Allowed{"kinesis", "DeleteStream", GrantedAccess::administer},
    Allowed{"events", "PutEvents", GrantedAccess::send},
    Allowed{"states", "StartExecution", GrantedAccess::invoke},
    Allowed{"states", "StartSyncExecution", GrantedAccess::invoke},
    Allowed{"states", "UpdateStateMachine", GrantedAccess::administer},
    Allowed{"states", "DeleteStateMachine", GrantedAccess::administer},
    Allowed{"lambda", "Invoke", GrantedAccess::invoke},
    Allowed{"lambda", "UpdateFunction", GrantedAccess::administer},
    Allowed{"lambda", "DeleteFunction", GrantedAccess::administer},
    Allowed{"secretsmanager", "GetSecretValue", GrantedAccess::read},
    Allowed{"secretsmanager", "DeleteSecret", GrantedAccess::administer},
};

// Whether an action as written, maybe with an asterisk at its end, allows those that begin so.
bool allows(std::string_view written, std::string_view known) {
  if (written.ends_with('*')) {
    const auto stem = written.substr(0, written.size() - 1);
    return known.starts_with(stem) || stem.starts_with(known);
  }
  return written.starts_with(known);
}

}  // namespace

void AwsPermissions::allow(const ComponentId& function, std::string_view service, std::string_view action,
                           const std::optional<ComponentId>& on) {
  if (on == function) return;  // no step can name its own function
  for (const Allowed& known : kAllowed) {
    if (known.service != service || !allows(action, known.action)) continue;
    Held& held = held_[function][on];
    held.all |= action == "*" && on;
    held.access.insert(known.access);
  }
}

void AwsPermissions::allowEverything(const ComponentId& function) { held_[function][std::nullopt].all = true; }

void AwsPermissions::settle(DesignBuilder& design) const {
  const auto drawn = functionAccesses(design.result.design);
  for (const auto& [id, grants] : held_) {
    auto* const function = design.as<Function>(id);
    if (!function) continue;
    const auto own =
        std::find_if(drawn.begin(), drawn.end(), [&](const FunctionAccess& each) { return each.function == id; });
    for (const auto& [on, held] : grants) {
      const DrawnAccess* const used = on && own != drawn.end() ? own->find(*on) : nullptr;
      const bool needed = used && !held.all &&
                          std::all_of(held.access.begin(), held.access.end(),
                                      [&](GrantedAccess access) { return used->kinds.contains(access); });
      if (needed) continue;
      Grant grant;
      if (on) grant.on = ComponentRef{*on};
      if (!held.all) grant.access.assign(held.access.begin(), held.access.end());
      function->grants.push_back(std::move(grant));
    }
  }
}

}  // namespace virga::model
