#pragma once

#include "model/architecture/component.h"
#include "model/architecture/fields.h"
#include "model/architecture/fields_messaging.h"
#include "model/architecture/fields_protection.h"

// The fields of what keeps data and answers calls.
namespace virga::model {

inline constexpr ByteSize kLargestStorage = gibibytes(8'000'000);

template <>
inline constexpr auto kFields<NosqlDb> = std::tuple{
    field("billing", &NosqlDb::billing, "Paid per request, or capacity kept ready."),
    field("read-units", &NosqlDb::readUnits, "Provisioned reads per second.").between(1, 1e9),
    field("write-units", &NosqlDb::writeUnits, "Provisioned writes per second.").between(1, 1e9),
    field("partition-key", &NosqlDb::partitionKey, "Attribute that spreads the items over partitions."),
    field("storage", &NosqlDb::storage, "Data kept, for the bill.").between(bytes(0), kLargestStorage),
    field("read-latency", &NosqlDb::readLatency, "Time of one read; none: the provider's."),
    field("write-latency", &NosqlDb::writeLatency, "Time of one write; none: the provider's."),
    field("change-shards", &NosqlDb::changeShards, "Shards of the change stream.").between(1, 100'000),
    field("changes", &NosqlDb::changes, "Functions that take the changes."),
    field("encryption", &NosqlDb::encryption, kEncryptionHelp),
};
template <>
inline constexpr auto kFields<Cache> = std::tuple{
    field("hits", &Cache::hits, "Share of the reads that the cache answers."),
    field("origin", &Cache::origin, "What a miss reads; none: a miss costs nothing more.")
        .to(kinds<ObjectStore, NosqlDb, External>()),
    field("storage", &Cache::storage, "Size of the cache.").between(bytes(0), kLargestStorage),
    field("latency", &Cache::latency, "Time of one access; none: the provider's."),
    field("encryption", &Cache::encryption, kEncryptionHelp),
    field("transport", &Cache::transport, "How requests travel to it."),
};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<ConnectionUse>{"per-instance", "per-invocation"};
template <>
inline constexpr auto kFields<ConnectionPool> = std::tuple{
    field("size", &ConnectionPool::size, "Connections to the database.").shown().between(1, 1'000'000),
    field("wait", &ConnectionPool::wait, "Longest wait for one.").between(seconds(0), kLongestTimeout),
};
template <>
inline constexpr auto kFields<SqlDb> = std::tuple{
    field("connection-limit", &SqlDb::connectionLimit, "Connections that the database accepts.")
        .shown()
        .between(1, 10'000'000),
    field("connections", &SqlDb::connections, "Kept by each instance, or opened by each invocation."),
    field("pool", &SqlDb::pool, "A proxy that shares connections among callers; none: each opens its own."),
    field("connect-latency", &SqlDb::connectLatency, "Time to open a connection; none: the provider's."),
    field("read-latency", &SqlDb::readLatency, "Time of one read; none: the provider's."),
    field("write-latency", &SqlDb::writeLatency, "Time of one write; none: the provider's."),
    field("capacity", &SqlDb::capacity, "Mean capacity units that are billed.").between(0, 1'000'000),
    field("storage", &SqlDb::storage, "Data kept, for the bill.").between(bytes(0), kLargestStorage),
    field("encryption", &SqlDb::encryption, kEncryptionHelp),
    field("transport", &SqlDb::transport, "How queries travel to it."),
    field("exposure", &SqlDb::exposure, "Whether it can be reached from the internet."),
};
template <>
inline constexpr auto kFields<SecretStore> = std::tuple{
    field("secrets", &SecretStore::secrets, "Secrets kept, for the bill.").between(1, 1'000'000),
    field("cache", &SecretStore::cache, "Time that an instance keeps its copy; none: each call asks.").above(0),
    field("latency", &SecretStore::latency, "Time of one read; none: the provider's."),
};
template <>
inline constexpr auto kFields<ObjectStore> = std::tuple{
    field("storage", &ObjectStore::storage, "Data kept, for the bill.").between(bytes(0), kLargestStorage),
    field("read-latency", &ObjectStore::readLatency, "Time of one read; none: the provider's."),
    field("write-latency", &ObjectStore::writeLatency, "Time of one write; none: the provider's."),
    field("notifications", &ObjectStore::notifications, "Who is told of objects written or removed."),
    field("encryption", &ObjectStore::encryption, kEncryptionHelp),
    field("exposure", &ObjectStore::exposure, "Public: anybody on the internet reads its objects."),
};

}  // namespace virga::model
