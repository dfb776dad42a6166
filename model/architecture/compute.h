#pragma once

#include <optional>
#include <string>

#include "model/architecture/gateway.h"
#include "model/architecture/step.h"

// What runs steps, or stands for somebody else's.
namespace virga::model {

enum class CpuArchitecture { x86_64, arm64 };
enum class Packaging { zip, image };
// What a new instance does before its first invocation: initialise itself, or come from a snapshot of one that has.
enum class InstanceStart { initialise, snapshot };
enum class Network { open, vpc };  // vpc: attached to a virtual private network

struct Function {
  std::string runtime;  // as `virga catalog` lists them: nodejs22, python3.12, java21, …
  CpuArchitecture architecture = CpuArchitecture::x86_64;
  ByteSize memory = mebibytes(512);
  Duration timeout = seconds(30);
  Packaging packaging = Packaging::zip;
  ByteSize package = mebibytes(5);
  InstanceStart start = InstanceStart::initialise;
  std::optional<Distribution> extraInit;  // own work of initialisation: frameworks, connections
  Network network = Network::open;
  std::optional<ByteSize> memoryUsed;           // of an instance that runs nothing: runtime, code, caches; none: 0
  std::optional<ByteSize> memoryPerInvocation;  // what each running invocation adds; none: 0
  std::optional<int> reservedConcurrency;       // guaranteed to and at most for this function; 0 switches it off
  std::optional<int> provisionedConcurrency;    // instances kept initialised
  std::optional<int> instanceConcurrency;       // invocations at once in one instance; none: the provider's
  Share errors;                                 // invocations that fail after their steps
  ByteSize response = kibibytes(1);
  std::optional<ByteSize> logs;  // written by each invocation, for the bill; none: 0
  Duplicates duplicates = Duplicates::harmful;
  std::vector<Sink> sinks = {};    // what its code builds out of input, beside what its calls say
  std::vector<Grant> grants = {};  // permissions beyond what the steps need
  Steps steps;
  bool operator==(const Function&) const = default;
};

enum class WorkflowType { standard, express };

// A state machine of the platform's: each execution does its states in order. States are steps; a call is a task.
struct Workflow {
  WorkflowType type = WorkflowType::standard;
  Duration timeout = days(7);
  ByteSize payload = kibibytes(1);  // between states, for the bill
  Steps states;
  bool operator==(const Workflow&) const = default;
};

// Servers are added and taken away so that the busy share of all slots stays about at the target.
struct Autoscaling {
  int maxServers = 10;
  Share target{0.7};
  Duration every = minutes(1);     // between two looks at the load
  Duration cooldown = minutes(5);  // the load must stay low so long before a server goes
  Distribution start = Constant{minutes(1)};
  bool operator==(const Autoscaling&) const = default;
};

// Servers that always run, each with a fixed number of requests at once and a common line for the rest: what isn't
// serverless.
struct ContainerService {
  int servers = 1;
  std::optional<Autoscaling> autoscaling;
  double vcpus = 1;  // of a server
  ByteSize memory = gibibytes(2);
  int concurrency = 100;           // requests at once in one server
  std::optional<int> queueLimit;   // requests that may wait; none: all
  Duration timeout = seconds(60);  // of one request, its wait included
  Share errors;
  std::optional<ByteSize> logs;  // written by each request that a server takes, for the bill; none: 0
  Steps steps;
  bool operator==(const ContainerService&) const = default;
};

// A third party or a legacy system that Virga knows only from outside.
struct External {
  Distribution latency = Constant{milliseconds(100)};
  Share errors;
  std::optional<Throttle> throttle;
  Transport transport = Transport::tls;
  std::string location = {};  // where it keeps data: "eu", "us", …; empty: not known
  bool operator==(const External&) const = default;
};

}  // namespace virga::model
