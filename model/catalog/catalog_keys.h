#pragma once

#include <string>
#include <vector>

namespace virga::model {

// Every value that a provider's catalog must state, and its type. `none` is allowed where the type says optional.
struct CatalogKey {
  enum class Type { number, optionalNumber, duration, optionalDuration, size, optionalSize, rate, distribution, text };
  std::string id;
  Type type;
  std::string meaning;
  bool positive = false;             // 0 isn't allowed
  std::vector<std::string> choices;  // of a text; empty: any
};

//  function.account-concurrency         optionalNumber  busy executions of all functions of an account and region
//  function.scale-out-instances         optionalNumber  new instances per function and window …
//  function.scale-out-window            duration        … of this length (refilled continuously)
//  function.requests-per-concurrency    optionalNumber  synchronous requests per second and unit of concurrency
//  function.instance-concurrency        number          default invocations at once in one instance
//  function.keep-alive                  distribution    idle time after which an instance leaves
//  function.reuse                       text            most-recent | least-recent | newest | oldest | random
//  function.scaling                     text            per-request | controller | autoscaler | knative
//  function.max-instances               optionalNumber  of one function
//  function.always-ready                number          instances of each function that never leave
//  function.prewarmed-instances         number          … that stand by for the next load
//  function.wait-max                    duration        of an invocation for an instance, where it may wait; at least …
//  function.wait-starts                 number          … so many times the mean cold start
//  function.scaling-interval, scaling-interval-events   duration   between two decisions of a controller, for requests
//                                                       and for messages; between two looks of an autoscaler
//  function.scaling-step, scaling-step-events   optionalNumber   instances that a controller adds at most at one decision
//  function.scaling-target              number          busy share of an instance's concurrency that is aimed at
//  function.scaling-cpu-target          optionalNumber  busy share of an instance's vCPUs that is aimed at
//  function.scaling-window              duration        over which an autoscaler averages the load
//  function.account-memory-mib          optionalNumber  memory of all executions, or of all instances where invocations
//                                                       wait for one, in an account
//  function.memory-min, memory-max, memory-step   size
//  function.timeout-max                 duration
//  function.detached-timeout-max        optionalDuration   of an asynchronous invocation; none: function.timeout-max
//  function.http-timeout-max            optionalDuration   until the response to whoever invokes the function over HTTP;
//                                                       none: function.timeout-max
//  function.package-max                 size            of a zip package
//  function.image-max                   optionalSize    of a container image; none: the platform takes no images
//  function.mb-per-vcpu                 optionalNumber  none: always one vCPU
//  function.vcpu-max                    number
//  function.invoke-latency              distribution    platform overhead of one warm invocation
//  function.billing-granularity         duration        executions are rounded up to it
//  function.billing-minimum             duration
//  function.billing                     text            executions | active-instances: an instance's time from its first
//                                                       execution to the end of its last at once, once for all of them |
//                                                       instances: from start to end
//  function.billing-memory-step         optionalSize    used memory is billed in begun steps of it; none: the memory of
//                                                       the instance is billed
//  function.async-retries               number          after errors of asynchronous invocations
//  function.async-retry-wait            duration        before the first retry; twice that before the second
//  function.async-max-age               duration
//  function.async-throttle-backoff-min, async-throttle-backoff-max   duration
//  function.sync-payload-max, async-payload-max   size
//  function.cold-start-provision        distribution    placement, download and sandbox before initialisation
//  function.cold-start-init-billed      text            yes | no
//  function.cold-start-package-load     duration        initialisation per MiB of package …
//  function.cold-start-package-measured size            … above this size, which the profiles already hold
//  function.init-timeout                optionalDuration   of initialisation without a snapshot; none: no limit
//  function.init-timeout-then           text            retry-in-invocation: it begins again within the first invocation,
//                                                       and its timeout | fail: the instance never gets ready
//  function.restore-billed              text            yes | no: whether the restore from a snapshot is billed as
//                                                       initialisation
//  function.vpc-attach                  optionalDuration   added to the start of an instance in a virtual private network;
//                                                       none: no figure known
//  http-api.latency                     distribution    the gateway's own time
//  http-api.throttle-rate               rate
//  http-api.throttle-burst              number
//  http-api.timeout-max                 duration
//  http-api.payload-max                 size
//  http-api.metered-size                size            a request is metered once per begun chunk of this size
//  websocket-api.latency                distribution    the gateway's own time for a message or a push
//  websocket-api.throttle-rate          rate            connects, messages and pushes
//  websocket-api.throttle-burst         number
//  websocket-api.connects-per-second    optionalNumber  new connections
//  websocket-api.timeout-max            duration
//  websocket-api.idle-timeout, connection-max   duration   a connection is closed after so long without a message, and
//                                                       in any case
//  websocket-api.metered-size           size            as http-api.metered-size
//  auth.latency                         distribution    verification of a token at the gateway
//  queue.send-latency                   distribution
//  queue.receive-latency                distribution    from visible message to poller
//  queue.delete-latency                 distribution
//  queue.poller-start, poller-per-minute, poller-max   number   concurrent batches: at first, growth, limit
//  queue.poller-growth                  text            per-minute | slow-start: one more batch at once for each that
//                                                       ends well, half as many after one that doesn't
//  queue.redelivery                     text            visibility-timeout | backoff: when a failed message comes again
//  queue.redelivery-backoff-min, redelivery-backoff-max   duration   doubled with each receive
//  queue.poison-receives                optionalNumber  a message received so often goes to the platform's poison queue
//                                                       where the design names no dead-letter queue
//  queue.instance-concurrency           optionalNumber  batches at once in one instance that takes its messages itself
//  queue.backlog-per-instance           optionalNumber  waiting messages for which a controller wants one instance
//  queue.long-poll                      duration        an empty receive waits this long
//  queue.idle-pollers                   number          pollers that receive while nothing comes
//  queue.batch-max, batch-max-without-window   number
//  queue.window-max                     duration
//  queue.message-max                    size            also of topic, event-bus, stream, websocket-api; nosql-db.item-max
//  queue.metered-size                   size            as http-api.metered-size
//  topic.publish-latency                distribution
//  topic.delivery-latency               distribution    from the publish to the receiver
//  topic.publishes-per-second           optionalNumber  of an account
//  topic.delivery-retries               number          of a call to a third party or server …
//  topic.delivery-timeout               duration        … whose answer is waited for so long
//  topic.delivery-backoff-min, delivery-backoff-max   duration   before the first retry, doubled up to the longest
//  topic.delivery-max-age               duration        how long a delivery is tried
//  topic.metered-size                   size            as http-api.metered-size
//  event-bus.…                                          the same as of a topic
//  stream.put-latency                   distribution
//  stream.read-latency                  distribution    of one batch
//  stream.poll-interval                 duration        a shard that had nothing is looked at so often; 0: at once
//  stream.retry-wait                    duration        before a failed batch is tried again
//  stream.throttle-backoff-min, throttle-backoff-max   duration   of a batch
//  stream.shard-records-per-second, shard-bytes-per-second   optionalNumber   puts to one shard, provisioned
//  stream.on-demand-records-per-second, on-demand-bytes-per-second   optionalNumber   puts to a new stream on demand
//  stream.on-demand-interval            duration        it takes twice what came in its busiest interval of this length
//  stream.put-unit                      size            a put to shards is metered once per begun unit
//  stream.on-demand-unit                size            records on demand are metered in begun units
//  nosql-db.read-latency, write-latency, query-latency   distribution
//  nosql-db.partition-read-units, partition-write-units   optionalNumber   per second
//  nosql-db.read-unit-size, write-unit-size   size      item size that one unit covers
//  nosql-db.read-unit-share             number          read units that a read takes of them as SDKs read by default
//  nosql-db.changes-latency             distribution    from a write to its record in the change stream
//  nosql-db.changes-poll-interval       duration        as stream.poll-interval
//  nosql-db.changes-retention           duration        age at which changes expire
//  schedule.delay                       distribution    from the time stated to the delivery
//  nosql-db.read-latency, write-latency, query-latency   distribution
//  nosql-db.partition-read-units, partition-write-units   optionalNumber   per second
//  nosql-db.read-unit-size, write-unit-size   size      item size that one unit covers
//  sql-db.connect-latency               distribution    opening of one connection
//  sql-db.read-latency, write-latency   distribution    one query
//  cache.latency                        distribution
//  cache.unit-size                      size            bytes transferred per processing unit, at least one a request
//  cache.storage-min                    size            smallest metered storage
//  secret-store.latency                 distribution    read of one secret
//  object-store.read-latency, write-latency   distribution
//  object-store.reads-per-second, writes-per-second   optionalNumber
//  object-store.notification-latency    distribution    from a write or removal to its notification
const std::vector<CatalogKey>& catalogKeys();

// The key of that id, or null.
const CatalogKey* findCatalogKey(const std::string& id);

}  // namespace virga::model
