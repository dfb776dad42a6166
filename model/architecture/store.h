#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/architecture/messaging.h"
#include "model/units/byte_size.h"
#include "model/units/share.h"

// What keeps data and answers calls.
namespace virga::model {

// Key-value or document table.
struct NosqlDb {
  Capacity billing = Capacity::onDemand;
  std::optional<int> readUnits, writeUnits;  // provisioned: per second
  std::string partitionKey = "id";
  ByteSize storage;
  std::optional<Distribution> readLatency, writeLatency;  // none: the provider's
  int changeShards = 1;                                   // shards of the change stream
  std::vector<StreamConsumer> changes = {};               // fed with each write and removal
  Encryption encryption = Encryption::providerKey;
  bool operator==(const NosqlDb&) const = default;
};

struct Cache {
  Share hits{1};  // reads answered from the cache
  std::optional<ComponentRef>
      origin;  // what a miss reads: a nosql-db, object-store or external; none: a miss costs nothing more
  ByteSize storage = gibibytes(1);
  std::optional<Distribution> latency;
  Encryption encryption = Encryption::providerKey;
  Transport transport = Transport::tls;
  bool operator==(const Cache&) const = default;
};

// When a caller opens its connection to a SQL database, and how long it keeps it.
enum class ConnectionUse { perInstance, perInvocation };

// A proxy between callers and database: callers connect to it freely, each query borrows one of its connections.
struct ConnectionPool {
  int size = 20;                // connections to the database
  Duration wait = seconds(30);  // for one; then the query fails
  bool operator==(const ConnectionPool&) const = default;
};

// Relational database with a limit of connections. One connection more than the limit is refused, and the call that
// needed it fails.
struct SqlDb {
  int connectionLimit = 100;
  ConnectionUse connections = ConnectionUse::perInstance;
  std::optional<ConnectionPool> pool;
  std::optional<Distribution> connectLatency;             // none: the provider's
  std::optional<Distribution> readLatency, writeLatency;  // none: the provider's
  double capacity = 1;                                    // mean capacity units that are billed
  ByteSize storage;
  Encryption encryption = Encryption::providerKey;
  Transport transport = Transport::tls;
  Exposure exposure = Exposure::closed;
  bool operator==(const SqlDb&) const = default;
};

// Keeps secrets; functions read them at a call, and again when their copy is older than `cache`.
struct SecretStore {
  int secrets = 1;                      // for the bill
  std::optional<Duration> cache;        // an instance keeps its copy so long; none: each call asks
  std::optional<Distribution> latency;  // none: the provider's
  bool operator==(const SecretStore&) const = default;
};

struct ObjectStore {
  ByteSize storage;
  std::optional<Distribution> readLatency, writeLatency;
  std::vector<Notification> notifications = {};
  Encryption encryption = Encryption::providerKey;
  Exposure exposure = Exposure::closed;  // open: anybody reads its objects
  bool operator==(const ObjectStore&) const = default;
};

}  // namespace virga::model
