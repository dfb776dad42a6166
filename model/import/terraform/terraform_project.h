#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/import/terraform/hcl_expression.h"
#include "model/problem.h"

namespace virga::model {

// A resource or data source with everything known put in: variables by their defaults or a module's arguments, locals,
// outputs of modules in the folder. What stays unknown stays a reference.
struct TerraformResource {
  bool data = false;     // a data source
  std::string type;      // "aws_sqs_queue"
  std::string name;      // "orders"; in a module with its path before it: "mail.orders"
  HclExpression values;  // an object; a nested block is a list of objects
  std::string file;
  int line = 0;
  int column = 0;
};

// A variable that has no default and is used.
struct TerraformVariable {
  std::string name;
  std::string description;
  std::string file;
  int line = 0;
};

struct TerraformProject {
  std::filesystem::path root;                // the folder; no file outside of it is read
  std::vector<TerraformResource> resources;  // in the order of files and places
  std::vector<TerraformVariable> variables;
  Problems report;  // modules that aren't at hand, conditions and loops that were taken one way

  const TerraformResource* find(const std::string& type, const std::string& name, bool data = false) const;
};

// Reads the .tf and .tf.json files of a folder, or one such file, with the modules that lie below it. Links that lead
// elsewhere and paths that leave the folder aren't followed. Errors: unreadable or malformed files, more than 16 MiB in one,
// more than 2,000 files.
tl::expected<TerraformProject, Problems> readTerraformProject(const std::filesystem::path& source);

// The values of an expression's key: of an object, or of the one object of a nested block. Null where there is none.
const HclExpression* valueAt(const HclExpression& values, const std::string& key);
// The objects of nested blocks of a type, or of a list of objects.
std::vector<const HclExpression*> objectsAt(const HclExpression& values, const std::string& key);

}  // namespace virga::model
