#pragma once

#include <string>

#include "model/architecture/component.h"

namespace virga::model {

// What a new instance is made from.
enum class StartFrom { zip, image, snapshot };
StartFrom startOf(const Function& function);

// One measured or published cold-start profile.
struct ColdStartFact {
  std::string runtime;  // "nodejs22"; "*" for any
  StartFrom from = StartFrom::zip;
  std::string architecture;  // "arm64", "x86_64" or "*"
  ByteSize memory;           // the profile's memory; the nearest in ratio is taken
  Duration median, p99;      // of runtime initialisation, or of the restore from a snapshot
  Duration firstCall;        // of an empty handler when it is called for the first time; 0: nothing measured
  std::string source;
  std::string asOf;
  bool sourced = false;
};

// A function's cold start on a provider; provision, attachment and initialisation are added.
struct ColdStart {
  Distribution provision = Constant{};  // platform: placement, download, sandbox; not billed where the platform doesn't
  Distribution init = Constant{};       // runtime and package initialisation, "Init Duration" on AWS; or the restore
  bool initBilled = true;
  Duration attach;     // to the virtual private network, before initialisation
  Duration firstCall;  // what the first execution takes longer at this memory, within its duration
  std::string source;  // what the figures rest on, for people
};

}  // namespace virga::model
