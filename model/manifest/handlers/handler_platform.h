#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/manifest/function_plan.h"
#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/handlers/go_services.h"
#include "model/manifest/handlers/java_services.h"
#include "model/manifest/handlers/nodejs_services.h"
#include "model/manifest/handlers/python_services.h"
#include "model/manifest/manifest.h"

// How a platform is added, here called `x`:
//  1. Code: a folder handlers/x with its own CMakeLists.txt. A class derives from NodejsServices and one from
//  PythonServices:
//     each writes the bodies of the functions that use a component of each kind, with the platform's SDK. Shared are the
//     control flow, time limits, retries, breakers, caches over Redis, HTTP requests and calls of externals. A third class
//     derives from HandlerPlatform below: it hands out the two and says which files come along.
//  2. Resources: resources/manifest/x/{nodejs,python}, looked into before resources/manifest/common/{nodejs,python}; a file
//  of
//     the same name there takes the place of the common one. These must be there, for they differ on every platform:
//     - for Java, if it has it: Secrets.java with `String value(String name, double maxAgeMs)`, RedisCache.java with the
//       arguments of JavaServices::cacheArguments(), the class that the platform calls, and a Handler whose steps are a
//       parameter (the common one where requests come with their path). A class and its test, if it has one, come along
//       where JavaServices::helper() names the class;
//     - for C#, if it has it: Secrets.cs, RedisCache.cs and the entry, all of Cloud/, and Handler.cs, in the same way;
//     - for Go, if it has it: the package main or what the platform calls, a Handler whose steps are a parameter, and what
//     cloud/services.go uses of the package cloud;
//     - transient.mjs with `isTransient(error)`, transient.py with `is_transient(error)`: which failures may be retried;
//     - secrets.mjs with `secretValue(name, maxAgeMs)`, secret_values.py with `secret_value(name, max_age_s)`;
//     - what `copies` names: the entry that the platform calls, the reading of its events, their tests.
//     The entry checks each input with `problemsOf(input, contract)` / `problems_of(message, CONTRACT)` and hands it to
//     `run` of steps.mjs / steps.py: run(input) answers what was found; where FunctionPlan::batches() holds, run(batch) gets
//     a Batch.
//     The environment variables that the shared code reads are to be set: <ID>_ENDPOINT and <ID>_<secretSuffix> of an
//     external, <ID>_API_URL of an http-api, <ID>_SERVICE_URL of a container-service, <ID>_CACHE_HOST and <ID>_CACHE_PORT
//     where the platform's cache client reads these.
//  3. handlerFiles(architecture, plan, X()) gives the files of one function.
namespace virga::model {

enum class Language { nodejs, python, java, csharp, go };

// A file that goes along as it is.
struct HandlerCopy {
  std::string resource;  // name below resources/manifest/<platform or common>/<language>: "http.mjs"
  std::string path;      // below the function's folder
};

class HandlerPlatform {
 public:
  virtual ~HandlerPlatform() = default;

  // The folder of its resources below resources/manifest: "aws".
  virtual std::string name() const = 0;

  // The folder of a function's code, with '/' at its end.
  virtual std::string folderOf(const ComponentId& function) const { return "src/" + function + "/"; }

  virtual std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const = 0;
  virtual std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const = 0;
  // Null where the platform has no handlers in Java.
  virtual std::unique_ptr<JavaServices> java(const Architecture&, const FunctionPlan&) const { return nullptr; }
  // The same for C#.
  virtual std::unique_ptr<CsharpServices> csharp(const Architecture&, const FunctionPlan&) const { return nullptr; }

  // Null where the platform has no handlers in Go.
  virtual std::unique_ptr<GoServices> go(const Architecture&, const FunctionPlan&) const { return nullptr; }

  // The platform's own files of a function: entry, events, HTTP, their tests.
  virtual std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const = 0;

  // The platform's generated files of a function: a test of its entry, and an entry that names its triggers.
  virtual std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                               const FunctionPlan& plan) const = 0;
};

}  // namespace virga::model
