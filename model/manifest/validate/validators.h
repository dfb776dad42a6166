#pragma once

#include <string>
#include <vector>

namespace virga::model {

// A tool of others that says whether a file of an export is right. None needs a network, an account or a secret.
struct Validator {
  std::vector<std::string> programs;          // whichever is found first: "terraform", "tofu"
  std::vector<std::string> arguments;         // before the files' names
  std::vector<std::string> formats;           // of which exports; empty: of all
  std::vector<std::string> endings;           // of the files that it reads: ".tf"
  std::string under = {};                     // only files below this folder, "" for all
  bool oneByOne = false;                      // it takes one file only
  std::vector<std::string> environment = {};  // NAME=VALUE
};

// Those that read exports of this format.
std::vector<Validator> validatorsFor(const std::string& format);

// Whether it reads the file (relative, with '/').
bool reads(const Validator& validator, const std::string& path);

}  // namespace virga::model
