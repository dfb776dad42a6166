#pragma once

#include <string>

#include "model/architecture/component.h"

namespace virga::model {

// One measured or published cold-start profile.
struct ColdStartFact {
  std::string runtime;       // "nodejs22"; "*" for any
  std::string architecture;  // "arm64", "x86_64" or "*"
  ByteSize memory;           // the profile's memory; the nearest in ratio is taken
  Duration median, p99;      // of runtime initialisation
  std::string source;
  std::string asOf;
  bool sourced = false;
};

// A function's cold start on a provider; the three parts are added.
struct ColdStart {
  Distribution provision = Constant{};  // platform: placement, download, sandbox; not billed where the platform doesn't
  Distribution init = Constant{};       // runtime and package initialisation; "Init Duration" on AWS
  bool initBilled = true;
  std::string source;  // what the figures rest on, for people
};

}  // namespace virga::model
