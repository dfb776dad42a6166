#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/import/source_value.h"
#include "model/problem.h"

namespace virga::model {

// A resource of a cloud, whatever language it was written in. Types and properties are CloudFormation's; a reader of
// another language that describes AWS gives these too.
struct CloudResource {
  std::string name;        // unique in a stack; of a nested stack: "Nested/Name"
  std::string type;        // "AWS::SQS::Queue"
  SourceValue properties;  // functions resolved; references are marks (reference.h)
  Place at;
  std::filesystem::path folder;  // what file names in it are relative to
};

struct CloudResources {
  std::string name;  // of the whole, for people
  std::string description;
  std::filesystem::path root;  // no file outside of it is read
  std::vector<CloudResource> resources;

  const CloudResource* find(std::string_view name) const;
};

// The tag by which a reader says what people call a resource whose own name is made up.
inline constexpr const char* kGivenNameTag = "virga:name";

// A problem at a place.
Problem problemAt(const Place& at, Severity severity, std::string id, std::string message, std::string hint = {});

// Whether a path, symbolic links followed, lies in `root` or below it.
bool isWithin(const std::filesystem::path& root, const std::filesystem::path& path);

// The file that `name` means where it lies in `root` or below it, symbolic links followed; else empty.
std::filesystem::path fileWithin(const std::filesystem::path& root, const std::filesystem::path& folder,
                                 const std::string& name);

}  // namespace virga::model
