#pragma once

#include <map>
#include <string>
#include <vector>

namespace virga::truth {

// A row of tests/data/truth/cases.csv: a small system whose figure is known.
struct ReferenceCase {
  std::string name;
  std::string family;                             // what kind of system
  std::map<std::string, std::string> parameters;  // times in s, rates in 1/s
  std::string key;                                // of family and parameters: cases with the same key share their runs
  std::string figure;
  double value = 0;
  double halfWidth95 = 0;  // of a value that was itself simulated, 0 of an exact one
  int runs = 0;            // behind that half-width
  double within = 0;       // deviation that is allowed where nothing is random
  double widest = 0;       // part of the value that half of the 99 % interval may take; 0: nothing is random
  std::string leftOut;     // why the case isn't run; empty: it is

  double number(const std::string& parameter) const;
  bool has(const std::string& parameter) const { return parameters.contains(parameter); }
  // The parameter is there and has this value.
  bool says(const std::string& parameter, const std::string& word) const;
};

std::vector<ReferenceCase> readReferenceCases(const std::string& path);

}  // namespace virga::truth
