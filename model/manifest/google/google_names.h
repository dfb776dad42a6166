#pragma once

#include <string>

#include "model/architecture/architecture.h"
#include "model/manifest/google/google_text.h"

// What a component's resources are called in its project. A '.' parts two ids, which an id itself can't hold.
namespace virga::model {

inline std::string functionName(const ComponentId& id) { return googleName(id, 1, 49); }
inline std::string workflowName(const ComponentId& id) { return googleName(id, 1, 63); }
inline std::string databaseName(const ComponentId& id) { return googleName(id, 4, 63); }
inline std::string topicName(const ComponentId& id) { return googleName(id, 3, 63); }
inline std::string busName(const ComponentId& id) { return googleName(id, 1, 63); }
// Bucket names are unique in the world; the project's id is, too.
inline std::string bucketName(const ComponentId& id) { return projectMark() + "-" + googleName(id, 1, 32); }
inline std::string pairName(const ComponentId& from, const ComponentId& to) { return from + "." + to; }
inline std::string startTopic(const ComponentId& function) { return function + ".starts"; }
// Names that hold no '.': "--" parts two ids, and the hash of a long one keeps them apart.
inline std::string ruleName(const ComponentId& from, const ComponentId& to) { return googleName(from + "--" + to, 1, 63); }
inline std::string triggerName(const ComponentId& from, const ComponentId& to) {
  return googleName(from + "--" + to, 1, 63);
}

}  // namespace virga::model
