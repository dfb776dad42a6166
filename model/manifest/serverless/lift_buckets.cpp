// Buckets that tell functions of their objects.
#include <fmt/format.h>

#include "model/manifest/cloudformation/expansion.h"
#include "model/manifest/serverless/framework_names.h"
#include "model/manifest/serverless/service.h"

namespace virga::model {

namespace {

// The framework wants the name of a bucket as a text, and only one in the world may have it: it is asked for.
std::string askForName(Service& service, const ComponentId& id) {
  std::string asked = camelName(id) + "BucketName";
  asked[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(asked[0])));
  service.asked[asked] = "Name of the bucket " + id + ", which no other bucket of AWS may have";
  return "${param:" + asked + "}";
}

void lift(Service& service, const ComponentId& id) {
  const std::string name = service.sam.ids.of(id);
  const Tree resource = service.resources.at(name);
  const Tree& properties = resource.at("Properties");
  const Tree& told = properties.at("NotificationConfiguration");
  const std::string logicalId = "S3Bucket" + alphanumericName(id);
  const std::string text = askForName(service, id);

  Tree& bucket = service.provider["s3"][id];
  bucket["name"] = text;
  bucket["bucketEncryption"] = properties.at("BucketEncryption");
  bucket["publicAccessBlockConfiguration"] = properties.at("PublicAccessBlockConfiguration");
  bucket["tags"] = properties.at("Tags");
  Tree& extension = service.extensions[logicalId];
  copyProperty(extension, "DeletionPolicy", resource, "DeletionPolicy");
  copyProperty(extension, "UpdateReplacePolicy", resource, "UpdateReplacePolicy");
  extension["Properties"]["OwnershipControls"] = properties.at("OwnershipControls");
  if (told.contains("EventBridgeConfiguration"))  // no word for it, and an extension stands for the whole
    extension["Properties"]["NotificationConfiguration"] = told;
  else
    for (const char* key : {"QueueConfigurations", "TopicConfigurations"})
      if (told.contains(key)) bucket["notificationConfiguration"][key] = told.at(key);
  std::set<ComponentId> functions;
  for (const Tree& entry : told.at("LambdaConfigurations")) {
    const ComponentId function = *service.functionIn(entry.at("Function"));
    functions.insert(function);
    Tree& event = service.event(function, "s3");
    event["bucket"] = id;
    event["event"] = entry.at("Event");
  }
  const Tree arn = bucketArn(service.sam, id);
  service.drop([&](const std::string&, const Tree& other) {
    if (other.at("Type") != "AWS::Lambda::Permission") return false;
    const Tree& permission = other.at("Properties");
    return permission.at("Principal") == "s3.amazonaws.com" && permission.at("SourceArn") == arn;
  });
  if (resource.contains("DependsOn"))
    for (const Tree& needed : resource.at("DependsOn"))
      if (service.resources.contains(needed.get<std::string>())) extension["DependsOn"].push_back(needed);
  service.drop([&](const std::string& other, const Tree&) { return other == name; });
  service.renamed[name] = logicalId;
  service.replaced.emplace_back(bucketName(service.sam, id), Tree(text));
  service.replaced.emplace_back(arn, sub("arn:${AWS::Partition}:s3:::" + text));
  service.replaced.emplace_back(bucketArn(service.sam, id, "/*"), sub("arn:${AWS::Partition}:s3:::" + text + "/*"));
}

}  // namespace

void liftBuckets(Service& service) {
  std::map<std::string, ComponentId> known;
  for (const Component& component : service.sam.architecture.components) {
    if (!std::holds_alternative<ObjectStore>(component.kind)) continue;
    const Tree& properties = service.resources.at(service.sam.ids.of(component.id)).at("Properties");
    if (!properties.contains("NotificationConfiguration") ||
        !properties.at("NotificationConfiguration").contains("LambdaConfigurations"))
      continue;
    const auto [other, added] = known.emplace(alphanumericName(component.id), component.id);
    if (added)
      lift(service, component.id);
    else
      service.problems.push_back(
          {Severity::error, "name-clash", "", 0, 0, component.id,
           fmt::format("the Serverless Framework gives the buckets '{}' and '{}' one name", other->second, component.id),
           "rename one of them"});
  }
}

}  // namespace virga::model
