// How resources of AWS are protected: keys, TLS, and what the internet reaches.
#include <algorithm>
#include <string_view>

#include "model/import/aws_design.h"

namespace virga::model {

namespace {

bool isYes(const SourceValue& value) { return value.text == "true" || value.text == "True"; }

// A key of one's own, rather than AWS's for the service ("alias/aws/sqs").
bool isOwnKey(const SourceValue& key) {
  return !key.isNothing() && !key.text.empty() && key.text.find("alias/aws/") == std::string::npos;
}

class AwsProtection {
 public:
  explicit AwsProtection(AwsDerivation& aws) : aws_(aws) {}

  void add() {
    for (const CloudResource& resource : aws_.cloud.resources) {
      if (resource.type == "AWS::S3::BucketPolicy") policy(resource);
      const auto known = aws_.components.find(resource.name);
      if (known == aws_.components.end()) continue;
      id_ = known->second;
      keys(resource);
      if (resource.type == "AWS::S3::Bucket") bucket(resource.properties);
      if (resource.type.starts_with("AWS::ElastiCache::")) cache(resource);
      if (resource.type.starts_with("AWS::RDS::DB")) database(resource);
    }
  }

 private:
  template <class Kind>
  Kind* as() {
    return aws_.design.as<Kind>(id_);
  }

  void keys(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    if (auto* queue = as<Queue>(); queue && resource.type == "AWS::SQS::Queue") {
      const SourceValue& key = properties["KmsMasterKeyId"];
      if (isOwnKey(key)) queue->encryption = Encryption::ownKey;
      // Queues are encrypted by default since 2022-10. (Amazon SQS Developer Guide, "Encryption at rest".)
      if (key.isNothing() && properties["SqsManagedSseEnabled"].text == "false") queue->encryption = Encryption::none;
    }
    if (auto* topic = as<Topic>(); topic && isOwnKey(properties["KmsMasterKeyId"])) topic->encryption = Encryption::ownKey;
    if (auto* stream = as<Stream>(); stream && resource.type == "AWS::Kinesis::Stream") {
      const SourceValue& encryption = properties["StreamEncryption"];
      // Kinesis encrypts where it is told to. (Kinesis Data Streams Developer Guide, "Data protection".)
      if (encryption.isNothing() || encryption["EncryptionType"].text == "NONE")
        stream->encryption = Encryption::none;
      else if (isOwnKey(encryption["KeyId"]))
        stream->encryption = Encryption::ownKey;
    }
    if (auto* table = as<NosqlDb>(); table && isOwnKey(properties["SSESpecification"]["KMSMasterKeyId"]))
      table->encryption = Encryption::ownKey;
  }

  void bucket(const SourceValue& properties) {
    auto* const store = as<ObjectStore>();
    if (!store) return;
    for (const SourceValue* rule : properties["BucketEncryption"]["ServerSideEncryptionConfiguration"].each())
      if (isOwnKey((*rule)["ServerSideEncryptionByDefault"]["KMSMasterKeyID"])) store->encryption = Encryption::ownKey;
    const SourceValue& blocked = properties["PublicAccessBlockConfiguration"];
    const std::string& acl = properties["AccessControl"].text;
    if ((acl == "PublicRead" || acl == "PublicReadWrite" || acl == "public-read" || acl == "public-read-write") &&
        !isYes(blocked["IgnorePublicAcls"]))
      store->exposure = Exposure::open;
  }

  static bool isAnybody(const SourceValue& principal) {
    if (principal.isScalar()) return principal.text == "*";
    const auto named = principal["AWS"].each();
    return std::any_of(named.begin(), named.end(), [](const SourceValue* one) { return one->text == "*"; });
  }

  // One that lets anybody read objects, without a condition, and that the bucket doesn't block.
  void policy(const CloudResource& resource) {
    const auto to = aws_.meant(resource.properties["Bucket"]);
    if (!to || !aws_.design.is<ObjectStore>(*to)) return;
    const auto references = referencesIn(resource.properties["Bucket"]);
    if (!references.empty()) {
      const SourceValue& blocked = aws_.properties(references.front().name)["PublicAccessBlockConfiguration"];
      if (isYes(blocked["BlockPublicPolicy"]) || isYes(blocked["RestrictPublicBuckets"])) return;
    }
    for (const SourceValue* statement : resource.properties["PolicyDocument"]["Statement"].each()) {
      if ((*statement)["Effect"].text == "Deny" || !(*statement)["Condition"].isNothing()) continue;
      if (!isAnybody((*statement)["Principal"])) continue;
      for (const SourceValue* action : (*statement)["Action"].each())
        if (action->text == "*" || action->text == "s3:*" || action->text.starts_with("s3:Get"))
          aws_.design.as<ObjectStore>(*to)->exposure = Exposure::open;
    }
  }

  void cache(const CloudResource& resource) {
    auto* const store = as<Cache>();
    if (!store) return;
    const SourceValue& properties = resource.properties;
    if (isOwnKey(properties["KmsKeyId"])) store->encryption = Encryption::ownKey;
    if (resource.type == "AWS::ElastiCache::ServerlessCache") return;
    // Off by default, but for Valkey's rest. (AWS::ElastiCache::ReplicationGroup, CloudFormation reference.)
    const SourceValue& atRest = properties["AtRestEncryptionEnabled"];
    const bool rest = atRest.isNothing() ? properties["Engine"].text == "valkey" : atRest.text != "false";
    if (!rest) store->encryption = Encryption::none;
    const SourceValue& inTransit = properties["TransitEncryptionEnabled"];
    if (inTransit.isNothing() || inTransit.text == "false") store->transport = Transport::plain;
  }

  void database(const CloudResource& resource) {
    auto* const store = as<SqlDb>();
    if (!store) return;
    const SourceValue& properties = resource.properties;
    if (isYes(properties["PubliclyAccessible"])) store->exposure = Exposure::open;
    if (isOwnKey(properties["KmsKeyId"])) store->encryption = Encryption::ownKey;
    // Clusters are encrypted by default since 2026-02-18; instances by themselves aren't. (Aurora User Guide, "Encrypting
    // Amazon Aurora resources"; AWS::RDS::DBInstance, CloudFormation reference.)
    const bool alone = resource.type == "AWS::RDS::DBInstance" && properties["DBClusterIdentifier"].isNothing() &&
                       properties["DBSnapshotIdentifier"].isNothing();
    const SourceValue& encrypted = properties["StorageEncrypted"];
    if (alone && (encrypted.isNothing() || encrypted.text == "false")) store->encryption = Encryption::none;
  }

  AwsDerivation& aws_;
  ComponentId id_;
};

}  // namespace

void addAwsProtection(AwsDerivation& aws) { AwsProtection(aws).add(); }

}  // namespace virga::model
