// Streams, and what reads records of streams and changes of tables.
#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr std::int64_t kHour = 3600;

Tree sourceArn(const SamContext& sam, const StreamUse& use) {
  return getAtt(sam.ids.of(use.source), use.changes ? "StreamArn" : "Arn");
}

}  // namespace

void addStreams(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* stream = std::get_if<Stream>(&component.kind);
    if (!stream) continue;
    const std::string name = sam.ids.of(component.id);
    Tree resource = Tree::object();
    resource["Type"] = "AWS::Kinesis::Stream";
    Tree& properties = resource["Properties"];
    if (stream->billing == Capacity::provisioned) {
      properties["StreamModeDetails"]["StreamMode"] = "PROVISIONED";
      properties["ShardCount"] = stream->shards;
    } else {
      properties["StreamModeDetails"]["StreamMode"] = "ON_DEMAND";
    }
    properties["RetentionPeriodHours"] = (wholeSeconds(stream->retention) + kHour - 1) / kHour;
    if (stream->encryption != Encryption::none)
      properties["StreamEncryption"] = {{"EncryptionType", "KMS"}, {"KeyId", "alias/aws/kinesis"}};
    properties["Tags"] = sam.tagList(component.id);
    sam.resources[name] = resource;
    sam.output(name + "Name", "Name of the stream " + component.id, refTo(name));
  }
}

void addMappings(SamContext& sam, const FunctionPlan& plan) {
  for (const StreamUse& use : plan.streams) {
    const StreamConsumer& consumer = use.consumer;
    const std::string& function = sam.ids.of(plan.component->id);
    Tree& resource = sam.resources[sam.ids.take(function + "Takes" + sam.ids.of(use.source))];
    resource["Type"] = "AWS::Lambda::EventSourceMapping";
    Tree& properties = resource["Properties"];
    properties["FunctionName"] = functionName(sam, plan.component->id);
    properties["EventSourceArn"] = sourceArn(sam, use);
    // From the beginning: what comes before the mapping works isn't lost.
    properties["StartingPosition"] = "TRIM_HORIZON";
    properties["BatchSize"] = consumer.batch;
    properties["MaximumBatchingWindowInSeconds"] = wholeSeconds(consumer.window);
    properties["ParallelizationFactor"] = consumer.parallelization;
    properties["MaximumRetryAttempts"] = consumer.maxRetries.value_or(-1);
    properties["MaximumRecordAgeInSeconds"] = consumer.maxAge ? wholeSeconds(*consumer.maxAge) : std::int64_t{-1};
    properties["BisectBatchOnFunctionError"] = consumer.onError == BatchFailure::bisect;
    if (consumer.onFailure) properties["DestinationConfig"]["OnFailure"]["Destination"] = arnOf(sam, consumer.onFailure->id);
    properties["Tags"] = sam.tagList(plan.component->id);
  }
}

Tree mappingStatements(const SamContext& sam, const FunctionPlan& plan) {
  Tree statements = Tree::array();
  for (const StreamUse& use : plan.streams) {
    const std::vector<std::string> kinesis = {"kinesis:DescribeStream", "kinesis:DescribeStreamSummary",
                                              "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"};
    const std::vector<std::string> changes = {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
                                              "dynamodb:ListStreams"};
    statements.push_back(statement(use.changes ? changes : kinesis, sourceArn(sam, use)));
    if (!use.consumer.onFailure) continue;
    const Tree told = statement({"sqs:SendMessage"}, arnOf(sam, use.consumer.onFailure->id));
    bool known = false;
    for (const Tree& other : statements) known |= other == told;
    if (!known) statements.push_back(told);
  }
  return statements;
}

}  // namespace virga::model
