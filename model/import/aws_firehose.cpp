// Delivery streams: a stream that takes records, and a function that hands them on, stand in for them.
#include <fmt/format.h>

#include "model/import/aws_design.h"

namespace virga::model {

namespace {

class DeliveryStreams {
 public:
  explicit DeliveryStreams(AwsDerivation& aws) : aws_(aws), design_(aws.design) {}

  void add() {
    for (const CloudResource* resource : aws_.ofType("AWS::KinesisFirehose::DeliveryStream")) deliver(*resource);
  }

 private:
  void deliver(const CloudResource& resource) {
    const auto known = aws_.components.find(resource.name);
    if (known == aws_.components.end()) return;
    const ComponentId id = design_.is<Function>(known->second) ? known->second : deliverer(known->second, resource.at);
    StreamConsumer consumer;
    consumer.to = {id};
    const SourceValue& source = resource.properties["KinesisStreamSourceConfiguration"]["KinesisStreamARN"];
    if (const auto from = aws_.meantOr(source, Stream{}, "what is delivered", resource.at))
      if (auto* const stream = design_.as<Stream>(*from)) stream->consumers.push_back(consumer);
    bool any = false;
    for (const auto& entry : resource.properties.entries) {
      if (!entry.key.ends_with("DestinationConfiguration")) continue;
      any = true;
      destination(id, entry.key.substr(0, entry.key.size() - 24), entry.value, resource.at);
    }
    if (!any) design_.leftOut(resource.at, fmt::format("'{}' delivers to what isn't stated", known->second));
  }

  // What takes the records that are put into a delivery stream of its own.
  ComponentId deliverer(const ComponentId& stream, const Place& at) {
    const ComponentId id = design_.add(stream + "-delivery", handingOn());
    design_.standsIn(at,
                     fmt::format("the function '{}' stands in for what '{}' delivers, which needs no function", id, stream),
                     "its time and its cost aren't those of a delivery stream");
    StreamConsumer consumer;
    consumer.to = {id};
    design_.as<Stream>(stream)->consumers.push_back(consumer);
    return id;
  }

  void destination(const ComponentId& id, const std::string& kind, const SourceValue& settings, const Place& at) {
    for (const SourceValue* processor : settings["ProcessingConfiguration"]["Processors"].each())
      for (const SourceValue* parameter : (*processor)["Parameters"].each())
        if ((*parameter)["ParameterName"].text == "LambdaArn")
          if (const auto by = aws_.meantOr((*parameter)["ParameterValue"], Function{}, "a function", at))
            design_.use(id, *by, Operation::read, true, at);
    if (kind == "S3" || kind == "ExtendedS3") {
      const SourceValue& bucket = settings.find("BucketARN") ? settings["BucketARN"] : settings["BucketArn"];
      if (const auto to = aws_.meantOr(bucket, ObjectStore{}, "where records are delivered", at))
        design_.use(id, *to, Operation::write, true, at);
      return;
    }
    // Redshift, OpenSearch, Splunk and the like; what couldn't be delivered goes to a bucket.
    const SourceValue& endpoint = settings.find("EndpointConfiguration") ? settings["EndpointConfiguration"] : settings;
    const SourceValue& url = endpoint["Url"];
    const bool named = kind == "HttpEndpoint" && !endpoint["Name"].text.empty();
    const std::string name = named ? readable(endpoint["Name"].text) : kind;
    const ComponentId to = design_.external(
        name, at, url.isNothing() ? fmt::format("the destination {}", kind) : fmt::format("'{}'", readable(url.text)));
    design_.use(id, to, Operation::write, true, at);
  }

  AwsDerivation& aws_;
  DesignBuilder& design_;
};

}  // namespace

void addAwsFirehose(AwsDerivation& aws) { DeliveryStreams(aws).add(); }

}  // namespace virga::model
