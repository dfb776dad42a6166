#pragma once

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

// What a topic of Pub/Sub is in a design, by its subscriptions (cloud.google.com/pubsub/docs/subscriber, 2026): with ordered
// ones a stream; with one that is pulled or has the topic's own name a queue, for then each message is one worker's; else a
// topic.
ComponentKind pubsubTopic(const TerraformProject& project, const TerraformResource& topic);

// The name of the component that a topic is a part of, as its label says and the first word of its name: what a bucket tells
// a function, or a function is handed, goes through a topic. Else empty.
std::string topicOwner(const TerraformResource& topic);
// Takes such topics for the components that they are parts of; those whose component isn't there are topics. After all
// other components.
void addOwnedTopics(CloudDesign& cloud);

// A subscription's consumer, deadline, retention and dead letters. One that is pulled beside others is a queue of its own.
void addPubsubSubscription(CloudDesign& cloud, const TerraformResource& subscription);

}  // namespace virga::model
