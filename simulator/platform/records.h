#pragma once

#include <cstdint>
#include <vector>

#include "simulator/kernel/slot_pool.h"

// What is in flight while a simulation runs: plain records in pools, tied together by index and ticket.
namespace virga::simulator {

enum class Outcome : std::uint8_t { ok, error, throttled, timeout };

// A chain of invocations and messages this long is a loop; AWS stops its own at about 16 (Lambda Developer Guide,
// "Recursive loop detection", 2026); a longer bound lets deep but finite designs through.
inline constexpr std::uint16_t kMostHops = 64;

// Whom an answer goes to. The ticket tells whether it still waits.
struct Caller {
  enum class Kind : std::uint8_t { none, request, strand, batch, async, delivery, stream, schedule, connection };
  Kind kind = Kind::none;
  std::uint32_t index = kNone;
  std::uint32_t ticket = 0;
};

// A request at a flow's target, or a function's call to an API.
struct Request {
  std::int64_t sentAt = 0;
  std::uint64_t id = 0;
  std::uint32_t flow = kNone;     // kNone: a function's
  std::uint32_t api = kNone;      // kNone: straight to a function or queue
  std::uint32_t user = kNone;     // of a closed population
  std::uint32_t service = kNone;  // that the API hands it on to
  Caller caller;
  std::uint32_t ticket = 0;
};

// A client's connection at a websocket-api.
struct Connection {
  std::int64_t closesAt = 0;
  std::uint64_t id = 0;
  std::uint32_t flow = 0;
  std::uint32_t messages = 0;  // sent so far
  std::uint32_t ticket = 0;
  bool open = false;
  bool sends = false;  // what it does next
};

struct Invocation {
  std::int64_t arrivedAt = 0;
  std::int64_t startedAt = 0;
  std::int64_t joinedAt = 0;  // the line before its function, where there is one
  std::int64_t init = 0;      // ns of initialisation that it waited for and is billed for
  std::uint64_t id = 0;       // addresses its random draws
  std::uint32_t function = 0;
  std::uint32_t instance = kNone;
  std::uint32_t firstStrand = kNone;
  std::uint32_t sessions = kNone;                                    // the first of those that it has with databases
  std::uint32_t nextInInstance = kNone, previousInInstance = kNone;  // of those that use the instance's memory
  std::uint32_t ticket = 0;
  Caller caller;
  std::uint16_t attempt = 0;  // of its event; a further one has other draws
  std::uint16_t hops = 0;     // invocations and messages before it in its chain
  bool cold = false;
  bool fails = false;  // by a fault, once its steps are done
};

// One line of control in an invocation; a fork makes further ones.
struct Strand {
  std::uint64_t drawId = 0;  // addresses its random draws: the invocation's, or one of its round's own
  std::uint32_t invocation = 0;
  std::uint32_t parent = kNone;
  std::uint32_t parentTicket = 0;  // while it waits for this one
  std::uint32_t pc = 0;
  std::uint32_t pending = 0;    // branches of its fork that still run
  std::uint32_t done = 0;       // branches that have ended well
  std::uint32_t failed = 0;     // branches that haven't
  std::uint32_t started = 0;    // rounds of its repetition
  std::uint32_t iteration = 0;  // of a step that runs once a message
  std::uint32_t attempt = 0;    // of its call
  std::uint32_t previous = kNone, next = kNone;
  std::uint32_t ticket = 0;  // also changes with every answer, so that a late one is dropped
};

// Of a queue, or of a stream for one of its consumers.
struct Message {
  std::uint64_t id = 0;
  std::int64_t sentAt = 0;
  std::uint32_t ticket = 0;
  std::uint32_t next = kNone;  // behind it in its lane
  std::uint16_t receives = 0;
  std::uint16_t hops = 0;
  std::uint16_t chunks = 1;  // metered size
  std::uint8_t holders = 0;  // places that refer to it: the visible row, batches
  bool gone : 1 = false;     // deleted, dead-lettered or expired
  bool visible : 1 = false;
};

// Messages at the far end of a long backlog, in order: sent evenly between the first and the last.
struct PackedMessages {
  std::int64_t firstSentAt = 0, lastSentAt = 0;
  std::uint64_t id = 0;  // of the first; the others' follow from it
  std::uint32_t count = 0;
  std::uint16_t chunks = 1, hops = 0;
};

// The same of a lane of a stream.
struct PackedRecords {
  PackedMessages messages;
  std::uint32_t next = kNone;  // behind it in its lane
  std::uint32_t ticket = 0;
};

struct Batch {
  std::vector<std::uint32_t> messages;  // keeps its storage when the slot is used again
  std::uint32_t consumer = 0;
  std::uint32_t ticket = 0;
  std::uint32_t lane = kNone;                // of a stream
  std::uint32_t next = kNone;                // the part behind it of a batch that was cut in two
  std::uint32_t retries = 0, throttles = 0;  // of a stream's
  bool processing = false;
  bool returned = false;  // its visibility timeout passed while it was processed
};

// An asynchronous invocation's event in the platform's own queue.
struct AsyncEvent {
  std::int64_t firstAt = 0;
  std::int64_t backoff = 0;
  std::uint64_t id = 0;
  std::uint32_t function = 0;
  std::uint32_t ticket = 0;
  std::uint16_t attempt = 0;
  std::uint16_t throttles = 0;
  std::uint16_t hops = 0;
};

}  // namespace virga::simulator
