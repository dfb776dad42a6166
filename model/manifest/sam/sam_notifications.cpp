// What buckets tell of their objects. S3 looks at the policies of whom it tells when the bucket is made, so these come
// first.
#include <set>

#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr const char* kService = "s3.amazonaws.com";

// S3 tells the account's default bus alone; a rule there hands on to the bus of the design.
void handOn(SamContext& sam, const ComponentId& store, const Notification& notification) {
  const std::string name = sam.ids.take(sam.ids.of(store) + "To" + sam.ids.of(notification.to.id));
  const Tree bus = arnOf(sam, notification.to.id);
  const std::string role =
      addRole(sam, name + "Role", "events.amazonaws.com", Tree::array({statement({"events:PutEvents"}, bus)}), store);
  Tree target = Tree::object();
  target["Id"] = "bus";
  target["Arn"] = bus;
  target["RoleArn"] = getAtt(role, "Arn");
  Tree& resource = sam.resources[name];
  resource["Type"] = "AWS::Events::Rule";
  Tree& properties = resource["Properties"];
  properties["Description"] = shortened(store + " to " + notification.to.id, 512);
  properties["State"] = "ENABLED";
  properties["EventPattern"] = {
      {"source", Tree::array({"aws.s3"})},
      {"detail-type", Tree::array({notification.on == ObjectEvent::write ? "Object Created" : "Object Deleted"})}};
  properties["EventPattern"]["detail"]["bucket"]["name"] = Tree::array({bucketName(sam, store)});
  properties["Targets"] = Tree::array();
  properties["Targets"].push_back(target);
}

void addNotification(SamContext& sam, const ComponentId& store, const Notification& notification, const std::string& path,
                     std::set<std::string>& before) {
  Tree& configuration = sam.resources[sam.ids.of(store)]["Properties"]["NotificationConfiguration"];
  const ComponentId& to = notification.to.id;
  if (notification.filter.value < 1)
    sam.note(Severity::warning, "filter-to-write", path + ".filter",
             fmt::format("the design says that {} of the objects of '{}' are told to '{}', not which; all are",
                         toText(notification.filter), store, to),
             "add a Filter by prefix or suffix");
  if (findKind<EventBus>(sam.architecture, to)) {
    configuration["EventBridgeConfiguration"]["EventBridgeEnabled"] = true;
    return;
  }
  before.insert(allowService(sam, to, kService, bucketArn(sam, store), sam.ids.of(store)));
  Tree entry = Tree::object();
  entry["Event"] = notification.on == ObjectEvent::write ? "s3:ObjectCreated:*" : "s3:ObjectRemoved:*";
  const bool function = findKind<Function>(sam.architecture, to) != nullptr;
  const bool queue = findKind<Queue>(sam.architecture, to) != nullptr;
  entry[function ? "Function" : queue ? "Queue" : "Topic"] = arnOf(sam, to);
  Tree& entries = configuration[function ? "LambdaConfigurations" : queue ? "QueueConfigurations" : "TopicConfigurations"];
  if (entries.is_null()) entries = Tree::array();
  entries.push_back(entry);
}

}  // namespace

void addNotifications(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* store = std::get_if<ObjectStore>(&component.kind);
    if (!store || store->notifications.empty()) continue;
    std::set<std::string> before;
    for (std::size_t i = 0; i < store->notifications.size(); ++i)
      addNotification(sam, component.id, store->notifications[i], fmt::format("{}.notifications.{}", component.id, i),
                      before);
    for (const Notification& notification : store->notifications)
      if (findKind<EventBus>(sam.architecture, notification.to.id)) handOn(sam, component.id, notification);
    if (!before.empty()) sam.resources[sam.ids.of(component.id)]["DependsOn"] = Tree(before);
  }
}

}  // namespace virga::model
