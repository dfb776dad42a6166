#include "model/catalog/catalog_keys.h"

#include <unordered_map>

namespace virga::model {

const std::vector<CatalogKey>& catalogKeys() {
  using enum CatalogKey::Type;
  static const std::vector<CatalogKey> keys = {
      {"function.account-concurrency",
       optionalNumber,
       "busy executions of all functions of an account and region",
       true,
       {}},
      {"function.scale-out-instances", optionalNumber, "new instances per function and window", true, {}},
      {"function.scale-out-window", duration, "length of the scale-out window", true, {}},
      {"function.requests-per-concurrency",
       optionalNumber,
       "synchronous requests per second and unit of concurrency",
       true,
       {}},
      {"function.instance-concurrency", number, "default invocations at once in one instance", true, {}},
      {"function.keep-alive", distribution, "idle time after which an instance leaves", false, {}},
      {"function.reuse",
       text,
       "idle instance that an invocation takes",
       false,
       {"most-recent", "least-recent", "newest", "oldest", "random"}},
      {"function.memory-min", size, "smallest memory", true, {}},
      {"function.memory-max", size, "largest memory", true, {}},
      {"function.memory-step", size, "steps of the memory", true, {}},
      {"function.timeout-max", duration, "longest timeout", true, {}},
      {"function.package-max", size, "largest package", true, {}},
      {"function.mb-per-vcpu", optionalNumber, "memory in MiB that buys one vCPU; none: always one vCPU", true, {}},
      {"function.vcpu-max", number, "most vCPUs", true, {}},
      {"function.invoke-latency", distribution, "platform overhead of one warm invocation", false, {}},
      {"function.billing-granularity", duration, "executions are rounded up to it", true, {}},
      {"function.billing-minimum", duration, "shortest billed execution", false, {}},
      {"function.async-retries", number, "retries after errors of asynchronous invocations", false, {}},
      {"function.async-retry-wait", duration, "before the first retry; twice that before the second", false, {}},
      {"function.async-max-age", duration, "how long an asynchronous invocation is tried", true, {}},
      {"function.async-throttle-backoff-min", duration, "first back-off after a throttle", true, {}},
      {"function.async-throttle-backoff-max", duration, "longest back-off after a throttle", true, {}},
      {"function.sync-payload-max", size, "largest synchronous request or response", true, {}},
      {"function.async-payload-max", size, "largest asynchronous event", true, {}},
      {"function.cold-start-provision", distribution, "placement, download and sandbox before initialisation", false, {}},
      {"function.cold-start-init-billed", text, "whether initialisation is billed", false, {"yes", "no"}},
      {"function.cold-start-package-load", duration, "initialisation per MiB of package above the measured size", false, {}},
      {"function.cold-start-package-measured", size, "package size that the cold-start profiles already hold", false, {}},
      {"http-api.latency", distribution, "the gateway's own time", false, {}},
      {"http-api.throttle-rate", rate, "requests per second of an account", true, {}},
      {"http-api.throttle-burst", number, "capacity of the token bucket", true, {}},
      {"http-api.timeout-max", duration, "longest integration timeout", true, {}},
      {"http-api.payload-max", size, "largest payload", true, {}},
      {"http-api.metered-size", size, "a request is metered once per begun chunk of this size", true, {}},
      {"websocket-api.latency", distribution, "the gateway's own time for a message or a push", false, {}},
      {"websocket-api.throttle-rate", rate, "connects, messages and pushes per second of an account", true, {}},
      {"websocket-api.throttle-burst", number, "capacity of the token bucket", true, {}},
      {"websocket-api.connects-per-second", optionalNumber, "new connections per second of an account", true, {}},
      {"websocket-api.timeout-max", duration, "longest integration timeout", true, {}},
      {"websocket-api.idle-timeout", duration, "a connection without messages is closed after it", true, {}},
      {"websocket-api.connection-max", duration, "longest connection", true, {}},
      {"websocket-api.metered-size", size, "a message is metered once per begun chunk of this size", true, {}},
      {"auth.latency", distribution, "verification of a token at the gateway", false, {}},
      {"queue.send-latency", distribution, "sending one message", false, {}},
      {"queue.receive-latency", distribution, "from visible message to poller", false, {}},
      {"queue.delete-latency", distribution, "deleting one batch", false, {}},
      {"queue.poller-start", number, "concurrent batches at first", true, {}},
      {"queue.poller-per-minute", number, "growth of the concurrent batches", false, {}},
      {"queue.poller-max", number, "most concurrent batches", true, {}},
      {"queue.long-poll", duration, "an empty receive waits this long", true, {}},
      {"queue.idle-pollers", number, "pollers that receive while nothing comes", false, {}},
      {"queue.batch-max", number, "largest batch", true, {}},
      {"queue.batch-max-without-window", number, "largest batch without a window", true, {}},
      {"queue.window-max", duration, "longest window", false, {}},
      {"queue.message-max", size, "largest message", true, {}},
      {"queue.metered-size", size, "a request is metered once per begun chunk of this size", true, {}},
      {"nosql-db.read-latency", distribution, "read of one item", false, {}},
      {"nosql-db.write-latency", distribution, "write of one item", false, {}},
      {"nosql-db.query-latency", distribution, "query of one page of items", false, {}},
      {"nosql-db.partition-read-units", optionalNumber, "read units per second of one partition", true, {}},
      {"nosql-db.partition-write-units", optionalNumber, "write units per second of one partition", true, {}},
      {"nosql-db.read-unit-size", size, "item size that one read unit covers", true, {}},
      {"nosql-db.write-unit-size", size, "item size that one write unit covers", true, {}},
      {"cache.latency", distribution, "one request", false, {}},
      {"cache.unit-size", size, "bytes transferred per processing unit", true, {}},
      {"cache.storage-min", size, "smallest metered storage", false, {}},
      {"object-store.read-latency", distribution, "first byte of an object", false, {}},
      {"object-store.write-latency", distribution, "write of an object", false, {}},
      {"object-store.reads-per-second", optionalNumber, "read requests per second", true, {}},
      {"object-store.writes-per-second", optionalNumber, "write requests per second", true, {}},
      {"workflow.start-latency", distribution, "from request to the first state", false, {}},
      {"workflow.transition-latency", distribution, "from one state to the next", false, {}},
      {"workflow.billing-granularity", duration, "executions of an express workflow are rounded up to it", true, {}},
      {"workflow.metered-memory", size, "memory that an express execution is billed for", false, {}},
  };
  return keys;
}

const CatalogKey* findCatalogKey(const std::string& id) {
  static const auto index = [] {
    std::unordered_map<std::string, const CatalogKey*> result;
    for (const auto& key : catalogKeys()) result.emplace(key.id, &key);
    return result;
  }();
  const auto found = index.find(id);
  return found == index.end() ? nullptr : found->second;
}

}  // namespace virga::model
